using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace AppMeshInject.Manifests;

/// <summary>
/// Resolves YAML scalars as kubectl does: mostly by the rules of YAML 1.1. See
/// https://github.com/kubernetes-sigs/yaml/blob/master/goyaml.v2/resolve.go.
/// </summary>
internal static partial class YamlScalars
{
    private const string TagPrefix = "tag:yaml.org,2002:";

    /// <summary>Resolves the type and value of a scalar.</summary>
    /// <param name="text">The text without quotes.</param>
    /// <param name="isPlain">True for a plain scalar; a quoted scalar is a string.</param>
    /// <param name="tag">The tag; null if there is none.</param>
    /// <exception cref="FormatException">The text does not fit the tag.</exception>
    public static ScalarValue Resolve(string text, bool isPlain, string? tag)
    {
        if (tag is null)
        {
            return isPlain ? ResolvePlain(text) : new ScalarValue(ScalarKind.String, text);
        }

        var type = tag.StartsWith(TagPrefix, StringComparison.Ordinal) ? tag[TagPrefix.Length..] : "";
        if (type == "binary")
        {
            return new ScalarValue(ScalarKind.String, Encoding.UTF8.GetString(Convert.FromBase64String(text)));
        }

        // Any other tag, application-specific or the non-specific !, makes a string.
        if (type is not ("null" or "bool" or "int" or "float"))
        {
            return new ScalarValue(ScalarKind.String, text);
        }

        var value = ResolvePlain(text);
        var fits = value.Kind switch
        {
            ScalarKind.Null => type == "null",
            ScalarKind.Boolean => type == "bool",
            ScalarKind.Number => type == "float" || (type == "int" && !value.Text.AsSpan().ContainsAny('.', 'E')),
            ScalarKind.NotFinite => type == "float",
            _ => false,
        };
        return fits ? value : throw new FormatException($"the value does not fit its tag !!{type}");
    }

    private static ScalarValue ResolvePlain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => new(ScalarKind.Null, "null"),
        "y" or "Y" or "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON" =>
            new(ScalarKind.Boolean, "true"),
        "n" or "N" or "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF" =>
            new(ScalarKind.Boolean, "false"),
        ".nan" or ".NaN" or ".NAN" => new(ScalarKind.NotFinite, text),
        ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" or "-.inf" or "-.Inf" or "-.INF" =>
            new(ScalarKind.NotFinite, text),
        [(>= '0' and <= '9') or '+' or '-', ..] =>
            ResolveDigits(text.Replace("_", "", StringComparison.Ordinal)) ?? new(ScalarKind.String, text),
        ['.', ..] => ResolveFloat(text) ?? new(ScalarKind.String, text),
        _ => new(ScalarKind.String, text),
    };

    private static ScalarValue? ResolveDigits(string text)
    {
        var match = Integer().Match(text);
        if (!match.Success)
        {
            return ResolveFloat(text);
        }

        var (digits, radix) = match.Groups switch
        {
            var groups when groups["hexadecimal"].Success => (groups["hexadecimal"].Value, 16),
            var groups when groups["octal"].Success => (groups["octal"].Value, 8),
            var groups when groups["binary"].Success => (groups["binary"].Value, 2),
            var groups => (groups["decimal"].Value, 10),
        };
        return FitInt64(ParseInteger(digits, radix), text[0]) is { } whole
            ? new(ScalarKind.Number, whole.ToString(CultureInfo.InvariantCulture))
            : ResolveFloat(text);
    }

    // Kubernetes has no integers beyond 64 bits. Stop early: a longer text resolves to a float.
    private static BigInteger? ParseInteger(string digits, int radix)
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

    private static BigInteger? FitInt64(BigInteger? value, char sign) => sign switch
    {
        '-' => value <= -(BigInteger)long.MinValue ? -value : null,
        '+' => value <= long.MaxValue ? value : null,
        _ => value,
    };

    private static ScalarValue? ResolveFloat(string text)
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

        // Go writes integers below 1e21 without an exponent, and the API server accepts only those as integers.
        var isWhole = Math.Abs(value) < 1e21 && Math.Truncate(value) == value;
        return new(ScalarKind.Number, value.ToString(isWhole ? "F0" : "R", CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(
        "^[-+]?(0[xX](?<hexadecimal>[0-9a-fA-F]+)|0[bB](?<binary>[01]+)|0[oO]?(?<octal>[0-7]+)"
            + "|(?<decimal>0|[1-9][0-9]*))\\z",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Integer();

    [GeneratedRegex("^[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?\\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Float();
}
