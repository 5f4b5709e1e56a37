
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Terminal;

namespace AppMeshInject.Diagnostics.Explain;

/// <summary>Writes reports for a person to read.</summary>
internal sealed class ExplanationText(TextWriter output, Style style)
{
    private const int ReasonWidth = 22;

    public void Write(WorkloadReport report)
    {
        var reason = !report.Allowed ? style.Red(report.Reason) : report.Added is null ? style.Yellow(report.Reason) : style.Green(report.Reason);
        output.WriteLine($"{style.Bold(TextSanitizer.Sanitize(report.Name))} in {TextSanitizer.Sanitize(report.Namespace)}: {reason}");
        if (report.Live is { } live)
        {
            Write(live);
        }

        Head(report.Live?.SettingsProblem is null
            ? "rules, the first that applies decides"
            : "rules, the first that applies decides; with the settings given here, because those of the injector are not known");
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

    private void Write(LiveReport live)
    {
        Head("what it comes to");
        var text = $"{live.Conclusion.Code}: {live.Conclusion.Text}";
        output.WriteLine($"    {(live.Conclusion.IsWell ? TextSanitizer.Sanitize(text) : style.Red(TextSanitizer.Sanitize(text)))}");
        Head("whether the API server asks the injector");
        output.WriteLine(TextSanitizer.Sanitize($"    {(live.InjectorAsked switch { true => "yes", false => "no ", null => "?  " })}  {live.Why}"));
        Write(live.Inputs);
        if (live.Carries is { } carries)
        {
            Head("what it carries");
            Row("mesh", carries.Mesh ?? "none");
            Row("virtual node", carries.VirtualNode ?? "none");
            Rows("init containers", carries.InitContainers ?? []);
            Rows("containers", carries.Containers ?? []);
            Rows("volumes", carries.Volumes ?? []);
            Rows("pull secrets", carries.ImagePullSecrets ?? []);
            Row("version", carries.Version ?? "none");
            Row("settings", carries.Settings ?? "none");
        }
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
        if (rule.Reason != Reason.InvalidAnnotation.Code)
        {
            Write(rule.Inputs);
        }
    }

    private void Write(IReadOnlyList<InputReport> inputs)
    {
        foreach (var input in inputs)
        {
            output.WriteLine(style.Faint(TextSanitizer.Sanitize($"           {input.Name}: {input.Value ?? "none"}")));
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
            output.WriteLine($"    {colour(TextSanitizer.Sanitize(text))}");
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

    private void Row(string name, string value) => output.WriteLine($"    {name,-15}  {TextSanitizer.Sanitize(value)}");
}
