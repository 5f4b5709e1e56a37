using System.Globalization;
using System.Numerics;

namespace AppMeshInject.Injection.Parsing;

/// <summary>
/// A Kubernetes quantity of CPU or memory: a decimal number with an SI suffix (n u m k M G T P E), a binary suffix
/// (Ki Mi Gi Ti Pi Ei) or an exponent. The original text is kept.
/// </summary>
/// <remarks>https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/</remarks>
public readonly record struct Quantity
{
    private const int MaxLength = 64;
    private const int MaxExponent = 30;
    private const string DecimalSuffixes = "num kMGTPE";
    private const string BinarySuffixes = "KMGTPE";

    private readonly BigInteger _nanos;

    private Quantity(string text, BigInteger nanos) => (Text, _nanos) = (text, nanos);

    /// <summary>Gets the quantity as the user wrote it.</summary>
    public string Text { get; }

    /// <summary>Parses a non-negative quantity.</summary>
    /// <returns>False if Kubernetes rejects the text, or if it is longer than 64 characters.</returns>
    public static bool TryParse(string text, out Quantity quantity)
    {
        quantity = default;
        if (text.Length is 0 or > MaxLength)
        {
            return false;
        }

        var number = text.AsSpan(text[0] == '+' ? 1 : 0);
        var end = number.IndexOfAnyExcept(Characters.DecimalNumber);
        var suffix = end < 0 ? "" : number[end..];
        number = end < 0 ? number : number[..end];
        if (!TryParseNumber(number, out var digits, out var decimals)
            || !TryParseSuffix(suffix, out var binary, out var exponent))
        {
            return false;
        }

        quantity = new Quantity(text, Scale(digits * BigInteger.Pow(1024, binary), exponent + 9 - decimals));
        return true;
    }

    /// <summary>Checks whether this quantity is greater than another, regardless of their suffixes.</summary>
    public bool Exceeds(Quantity other) => _nanos > other._nanos;

    private static bool TryParseNumber(ReadOnlySpan<char> text, out BigInteger digits, out int decimals)
    {
        digits = default;
        decimals = 0;
        var point = text.IndexOf('.');
        if (point < 0)
        {
            return BigInteger.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out digits);
        }

        decimals = text.Length - point - 1;
        var withoutPoint = $"{text[..point]}{text[(point + 1)..]}";
        return BigInteger.TryParse(withoutPoint, NumberStyles.None, CultureInfo.InvariantCulture, out digits);
    }

    private static bool TryParseSuffix(ReadOnlySpan<char> text, out int binary, out int exponent)
    {
        (binary, exponent) = (0, 0);
        switch (text)
        {
            case []:
                return true;
            case [var unit and not ' ']:
                exponent = (DecimalSuffixes.IndexOf(unit) - 3) * 3;
                return exponent >= -9;
            case [var unit, 'i']:
                binary = BinarySuffixes.IndexOf(unit) + 1;
                return binary > 0;
            case ['e' or 'E', .. var power]:
                return int.TryParse(power, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)
                    && exponent is >= -MaxExponent and <= MaxExponent;
            default:
                return false;
        }
    }

    // Kubernetes rounds up to whole nanos, the smallest unit.
    private static BigInteger Scale(BigInteger value, int power) => power >= 0
        ? value * BigInteger.Pow(10, power)
        : (value + BigInteger.Pow(10, -power) - 1) / BigInteger.Pow(10, -power);
}
