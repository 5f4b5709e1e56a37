using System.Text;

namespace AppMeshInject.Testing.Golden;

/// <summary>Compares texts by lines.</summary>
public static class TextDifference
{
    private const int Context = 2;

    /// <summary>Formats the lines that differ, with two lines of context: <c>-</c> expected, <c>+</c> actual.</summary>
    public static string Compare(string expected, string actual)
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
