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

    private readonly TextSections _sections = new(output, style);

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

        _sections.WriteHeading(report.Live?.SettingsProblem is null
            ? "rules (the first that matches decides)"
            : "rules (the first that matches decides), with the settings of the command");
        foreach (var rule in report.Rules)
        {
            Write(rule);
        }

        if (report.Added is { } added)
        {
            _sections.WriteHeading("additions");
            Write(report, added);
        }

        _sections.WriteAll("errors", report.Errors, style.Red);
        _sections.WriteAll("warnings", [.. report.Warnings.Select(warning => warning.Text)], style.Yellow);
        output.WriteLine();
    }

    private void Write(LiveReport live)
    {
        _sections.WriteHeading("verdict");
        var verdict = TextSanitizer.Sanitize($"{live.Verdict.Code}: {live.Verdict.Text}");
        output.WriteLine($"    {(live.Verdict.IsHealthy ? verdict : style.Red(verdict))}");
        _sections.WriteHeading("webhook called by the API server");
        var result = live.WebhookCalled switch
        {
            true => "yes",
            false => "no ",
            null => "?  ",
        };
        output.WriteLine(TextSanitizer.Sanitize($"    {result}  {live.Detail}"));
        _sections.WriteInputs(live.Inputs);
        if (live.InjectStatus is { } status)
        {
            Write(status);
        }
    }

    private void Write(InjectStatus status)
    {
        _sections.WriteHeading("inject status of the pod");
        _sections.WriteRow("mesh", status.Mesh ?? "none");
        _sections.WriteRow("virtual node", status.VirtualNode ?? "none");
        _sections.WriteRows("init containers", status.InitContainers ?? []);
        _sections.WriteRows("containers", status.Containers ?? []);
        _sections.WriteRows("volumes", status.Volumes ?? []);
        _sections.WriteRows("pull secrets", status.ImagePullSecrets ?? []);
        _sections.WriteRow("version", status.Version ?? "none");
        _sections.WriteRow("settings hash", status.Settings ?? "none");
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
            _sections.WriteInputs(rule.Inputs);
        }
    }

    private void Write(WorkloadReport report, AdditionReport added)
    {
        _sections.WriteRow("mesh", report.Mesh!);
        _sections.WriteRow("virtual node", report.VirtualNode!);
        _sections.WriteRows(
            "init containers", added.InitContainers.Select(container => $"{container.Name}  {container.Image}"));
        _sections.WriteRows("containers", added.Containers.Select(container => $"{container.Name}  {container.Image}"));
        _sections.WriteRows("volumes", added.Volumes);
        _sections.WriteRows("pull secrets", added.ImagePullSecrets);
        _sections.WriteRow("fsGroup", added.FsGroup?.ToString(CultureInfo.InvariantCulture) ?? "unchanged");
        _sections.WriteRows("annotations", added.Annotations.Select(annotation => annotation.Key));
    }
}
