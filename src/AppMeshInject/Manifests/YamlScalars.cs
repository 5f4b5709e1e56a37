using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace AppMeshInject.Manifests;

/// <summary>
/// What a YAML scalar means to kubectl, which reads YAML 1.1 but for a few points:
/// https://github.com/kubernetes-sigs/yaml/blob/master/goyaml.v2/resolve.go
/// </summary>
internal static partial class YamlScalars
{
    private const string TagPrefix = "tag:yaml.org,2002:";

    /// <summary>Finds the meaning of a scalar.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="isPlain">Whether it is written without quotes: a scalar with quotes is a string.</param>
    /// <param name="tag">Its tag, if any.</param>
    /// <exception cref="FormatException">The text is not what its tag says.</exception>
    public static ScalarValue Resolve(string text, bool isPlain, string? tag)
    {
        if (tag is null)
        {
            return isPlain ? OfPlain(text) : new ScalarValue(ScalarKind.String, text);
        }

        var type = tag.StartsWith(TagPrefix, StringComparison.Ordinal) ? tag[TagPrefix.Length..] : "";
        if (type == "binary")
        {
            return new ScalarValue(ScalarKind.String, Encoding.UTF8.GetString(Convert.FromBase64String(text)));
        }

        // Any other tag, a program's own or the lone !, makes a string.
        if (type is not ("null" or "bool" or "int" or "float"))
        {
            return new ScalarValue(ScalarKind.String, text);
        }

        var value = OfPlain(text);
        var fits = value.Kind switch
        {
            ScalarKind.Null => type == "null",
            ScalarKind.Boolean => type == "bool",
            ScalarKind.Number => type == "float" || (type == "int" && !value.Text.AsSpan().ContainsAny('.', 'E')),
            ScalarKind.NotFinite => type == "float",
            _ => false,
        };
        return fits ? value : throw new FormatException($"the value is not of the type !!{type} that stands before it");
    }

    private static ScalarValue OfPlain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => new(ScalarKind.Null, "null"),
        "y" or "Y" or "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON" => new(ScalarKind.Boolean, "true"),
        "n" or "N" or "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF" => new(ScalarKind.Boolean, "false"),
        ".nan" or ".NaN" or ".NAN" => new(ScalarKind.NotFinite, text),
        ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" or "-.inf" or "-.Inf" or "-.INF" => new(ScalarKind.NotFinite, text),
        [(>= '0' and <= '9') or '+' or '-', ..] => OfDigits(text.Replace("_", "", StringComparison.Ordinal)) ?? new(ScalarKind.String, text),
        ['.', ..] => OfFloat(text) ?? new(ScalarKind.String, text),
        _ => new(ScalarKind.String, text),
    };

    private static ScalarValue? OfDigits(string text)
    {
        var match = Integer().Match(text);
        if (!match.Success)
        {
            return OfFloat(text);
        }

        var (digits, radix) = match.Groups switch
        {
            var groups when groups["hexadecimal"].Success => (groups["hexadecimal"].Value, 16),
            var groups when groups["octal"].Success => (groups["octal"].Value, 8),
            var groups when groups["binary"].Success => (groups["binary"].Value, 2),
            var groups => (groups["decimal"].Value, 10),
        };
        return Fit(Whole(digits, radix), text[0]) is { } whole
            ? new(ScalarKind.Number, whole.ToString(CultureInfo.InvariantCulture))
            : OfFloat(text);
    }

    // 64 bits, signed or not, are as many as any number in Kubernetes has. A longer text is no whole number, so it need not be read to its end.
    private static BigInteger? Whole(string digits, int radix)
    {
        var value = BigInteger.Zero;
        foreach (var digit in digits)
        {
            value = (value * radix) + Convert.ToInt32(digit.ToString(), 16);
            if (value > ulong.MaxValue)
            {
                return null;
            }
        }

        return value;
    }

    private static BigInteger? Fit(BigInteger? value, char sign) => sign switch
    {
        '-' => value <= -(BigInteger)long.MinValue ? -value : null,
        '+' => value <= long.MaxValue ? value : null,
        _ => value,
    };

    private static ScalarValue? OfFloat(string text)
    {
        if (!Float().IsMatch(text))
        {
            return null;
        }

        var value = double.Parse(text, CultureInfo.InvariantCulture);
        if (!double.IsFinite(value))
        {
            return null;
        }

        // Go writes whole numbers below 1e21 without an exponent, and the API server takes only those for whole numbers.
        var isWhole = Math.Abs(value) < 1e21 && Math.Truncate(value) == value;
        return new(ScalarKind.Number, value.ToString(isWhole ? "F0" : "R", CultureInfo.InvariantCulture));
    }

    [GeneratedRegex("^[-+]?(0[xX](?<hexadecimal>[0-9a-fA-F]+)|0[bB](?<binary>[01]+)|0[oO]?(?<octal>[0-7]+)|(?<decimal>0|[1-9][0-9]*))\\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Integer();

    [GeneratedRegex("^[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?\\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Float();
}
