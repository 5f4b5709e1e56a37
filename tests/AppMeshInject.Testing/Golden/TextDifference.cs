using System.Text;

namespace AppMeshInject.Testing.Golden;

/// <summary>Shows where two texts differ, as lines that were expected and lines that came.</summary>
public static class TextDifference
{
    private const int Context = 2;

    public static string Of(string expected, string actual)
    {
        var (left, right) = (expected.Split('\n'), actual.Split('\n'));
        var shorter = Math.Min(left.Length, right.Length);
        var head = 0;
        while (head < shorter && left[head] == right[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < shorter - head && left[^(tail + 1)] == right[^(tail + 1)])
        {
            tail++;
        }

        var text = new StringBuilder();
        Append(text, "  ", left[Math.Max(0, head - Context)..head]);
        Append(text, "- ", left[head..^tail]);
        Append(text, "+ ", right[head..^tail]);
        Append(text, "  ", left[^tail..].Take(Context));
        return text.ToString();
    }

    private static void Append(StringBuilder text, string mark, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            text.Append(mark).Append(line).Append('\n');
        }
    }
}
