using AppMeshInject.Commands;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Values;

namespace AppMeshInject.Explanations;

/// <summary>Writes reports for a person to read.</summary>
internal sealed class ExplanationText(TextWriter output, Style style)
{
    private const int ReasonWidth = 22;

    public void Write(WorkloadReport report)
    {
        var reason = !report.Allowed ? style.Red(report.Reason) : report.Added is null ? style.Yellow(report.Reason) : style.Green(report.Reason);
        output.WriteLine($"{style.Bold(OneLine.Of(report.Name))} in {OneLine.Of(report.Namespace)}: {reason}");
        Head("rules, the first that applies decides");
        foreach (var rule in report.Rules)
        {
            Write(rule);
        }

        if (report.Added is { } added)
        {
            Head("what is added");
            Write(report, added);
        }

        WriteAll("what to mend", report.Faults, style.Red);
        WriteAll("warnings", [.. report.Warnings.Select(warning => warning.Text)], style.Yellow);
        output.WriteLine();
    }

    private void Write(RuleReport rule)
    {
        var line = $"{rule.Reason.PadRight(ReasonWidth)} {rule.When}";
        output.WriteLine(rule.Outcome switch
        {
            "decided" => style.Bold($"    yes  {line}"),
            "passed" => $"    no   {line}",
            _ => style.Faint($"    -    {line}"),
        });

        // What is wrong with annotations has a section of its own.
        foreach (var input in rule.Reason == Reason.InvalidAnnotation.Code ? [] : rule.Inputs)
        {
            output.WriteLine(style.Faint($"           {input.Name}: {(input.Value is null ? "none" : OneLine.Of(input.Value))}"));
        }
    }

    private void Write(WorkloadReport report, AdditionReport added)
    {
        Row("mesh", report.Mesh!);
        Row("virtual node", report.VirtualNode!);
        Rows("init containers", added.InitContainers.Select(container => $"{container.Name}  {container.Image}"));
        Rows("containers", added.Containers.Select(container => $"{container.Name}  {container.Image}"));
        Rows("volumes", added.Volumes);
        Rows("pull secrets", added.ImagePullSecrets);
        Row("fsGroup", added.FsGroup?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "as it is");
        Rows("annotations", added.Annotations.Select(annotation => annotation.Key));
    }

    private void WriteAll(string head, IReadOnlyList<string> texts, Func<string, string> colour)
    {
        if (texts.Count > 0)
        {
            Head(head);
        }

        foreach (var text in texts)
        {
            output.WriteLine($"    {colour(OneLine.Of(text))}");
        }
    }

    private void Head(string text) => output.WriteLine($"  {style.Bold(text)}");

    private void Rows(string name, IEnumerable<string> values)
    {
        foreach (var value in values.DefaultIfEmpty("none"))
        {
            Row(name, value);
            name = "";
        }
    }

    private void Row(string name, string value) => output.WriteLine($"    {name,-15}  {OneLine.Of(value)}");
}
