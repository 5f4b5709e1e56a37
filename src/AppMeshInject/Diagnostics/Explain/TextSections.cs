using AppMeshInject.Injection.Parsing;
using AppMeshInject.Terminal;

namespace AppMeshInject.Diagnostics.Explain;

/// <summary>Writes the sections of a report: headings, and rows of a name and a value.</summary>
/// <param name="output">Receives the text.</param>
/// <param name="style">The style of the terminal.</param>
internal sealed class TextSections(TextWriter output, Style style)
{
    /// <summary>Writes a section with one line per text. Writes nothing if there are no texts.</summary>
    public void WriteAll(string heading, IReadOnlyList<string> texts, Func<string, string> color)
    {
        if (texts.Count > 0)
        {
            WriteHeading(heading);
        }

        foreach (var text in texts)
        {
            output.WriteLine($"    {color(TextSanitizer.Sanitize(text))}");
        }
    }

    /// <summary>Writes the heading of a section.</summary>
    public void WriteHeading(string text) => output.WriteLine($"  {style.Bold(text)}");

    /// <summary>Writes one row per value, or <c>none</c>. The name is shown in the first row only.</summary>
    public void WriteRows(string name, IEnumerable<string> values)
    {
        foreach (var value in values.DefaultIfEmpty("none"))
        {
            WriteRow(name, value);
            name = "";
        }
    }

    /// <summary>Writes a row.</summary>
    public void WriteRow(string name, string value) =>
        output.WriteLine($"    {name,-15}  {TextSanitizer.Sanitize(value)}");

    /// <summary>Writes the inputs of a decision.</summary>
    public void WriteInputs(IReadOnlyList<InputReport> inputs)
    {
        foreach (var input in inputs)
        {
            var line = TextSanitizer.Sanitize($"           {input.Name}: {input.Value ?? "none"}");
            output.WriteLine(style.Faint(line));
        }
    }
}
