using System.Globalization;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Sidecars;
using AppMeshInject.Terminal;

namespace AppMeshInject.Diagnostics.Explain;

/// <summary>Writes the reports of <c>explain</c> as text.</summary>
/// <param name="output">Receives the text.</param>
/// <param name="style">The style of the terminal.</param>
internal sealed class ExplanationTextWriter(TextWriter output, Style style)
{
    private const int ReasonWidth = 22;

    /// <summary>Writes a report.</summary>
    public void Write(WorkloadReport report)
    {
        var reason = !report.Allowed ? style.Red(report.Reason)
            : report.Added is null ? style.Yellow(report.Reason)
            : style.Green(report.Reason);
        output.WriteLine(
            $"{style.Bold(TextSanitizer.Sanitize(report.Name))} in {TextSanitizer.Sanitize(report.Namespace)}: "
            + reason);
        if (report.Live is { } live)
        {
            Write(live);
        }

        WriteHeading(report.Live?.SettingsProblem is null
            ? "rules (the first that matches decides)"
            : "rules (the first that matches decides), with the settings of the command");
        foreach (var rule in report.Rules)
        {
            Write(rule);
        }

        if (report.Added is { } added)
        {
            WriteHeading("additions");
            Write(report, added);
        }

        WriteAll("errors", report.Errors, style.Red);
        WriteAll("warnings", [.. report.Warnings.Select(warning => warning.Text)], style.Yellow);
        output.WriteLine();
    }

    private void Write(LiveReport live)
    {
        WriteHeading("verdict");
        var verdict = TextSanitizer.Sanitize($"{live.Verdict.Code}: {live.Verdict.Text}");
        output.WriteLine($"    {(live.Verdict.IsHealthy ? verdict : style.Red(verdict))}");
        WriteHeading("webhook called by the API server");
        var result = live.WebhookCalled switch
        {
            true => "yes",
            false => "no ",
            null => "?  ",
        };
        output.WriteLine(TextSanitizer.Sanitize($"    {result}  {live.Detail}"));
        Write(live.Inputs);
        if (live.InjectStatus is { } status)
        {
            Write(status);
        }
    }

    private void Write(InjectStatus status)
    {
        WriteHeading("inject status of the pod");
        WriteRow("mesh", status.Mesh ?? "none");
        WriteRow("virtual node", status.VirtualNode ?? "none");
        WriteRows("init containers", status.InitContainers ?? []);
        WriteRows("containers", status.Containers ?? []);
        WriteRows("volumes", status.Volumes ?? []);
        WriteRows("pull secrets", status.ImagePullSecrets ?? []);
        WriteRow("version", status.Version ?? "none");
        WriteRow("settings hash", status.Settings ?? "none");
    }

    private void Write(RuleReport rule)
    {
        var line = $"{rule.Reason.PadRight(ReasonWidth)} {rule.When}";
        output.WriteLine(rule.Outcome switch
        {
            RuleReport.Matched => style.Bold($"    yes  {line}"),
            RuleReport.NotMatched => $"    no   {line}",
            _ => style.Faint($"    -    {line}"),
        });

        // The errors of annotations have their own section.
        if (rule.Reason != Reason.InvalidAnnotation.Code)
        {
            Write(rule.Inputs);
        }
    }

    private void Write(IReadOnlyList<InputReport> inputs)
    {
        foreach (var input in inputs)
        {
            var line = TextSanitizer.Sanitize($"           {input.Name}: {input.Value ?? "none"}");
            output.WriteLine(style.Faint(line));
        }
    }

    private void Write(WorkloadReport report, AdditionReport added)
    {
        WriteRow("mesh", report.Mesh!);
        WriteRow("virtual node", report.VirtualNode!);
        WriteRows("init containers", added.InitContainers.Select(container => $"{container.Name}  {container.Image}"));
        WriteRows("containers", added.Containers.Select(container => $"{container.Name}  {container.Image}"));
        WriteRows("volumes", added.Volumes);
        WriteRows("pull secrets", added.ImagePullSecrets);
        WriteRow("fsGroup", added.FsGroup?.ToString(CultureInfo.InvariantCulture) ?? "unchanged");
        WriteRows("annotations", added.Annotations.Select(annotation => annotation.Key));
    }

    private void WriteAll(string heading, IReadOnlyList<string> texts, Func<string, string> color)
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

    private void WriteHeading(string text) => output.WriteLine($"  {style.Bold(text)}");

    private void WriteRows(string name, IEnumerable<string> values)
    {
        foreach (var value in values.DefaultIfEmpty("none"))
        {
            WriteRow(name, value);
            name = "";
        }
    }

    private void WriteRow(string name, string value) =>
        output.WriteLine($"    {name,-15}  {TextSanitizer.Sanitize(value)}");
}
