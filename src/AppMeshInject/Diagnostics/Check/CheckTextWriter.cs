using System.Globalization;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Terminal;

namespace AppMeshInject.Diagnostics.Check;

/// <summary>Writes the report of <c>check</c> as text.</summary>
/// <param name="output">Receives the text.</param>
/// <param name="style">The style of the terminal.</param>
internal sealed class CheckTextWriter(TextWriter output, Style style)
{
    /// <summary>Writes a report.</summary>
    public void Write(CheckReport report)
    {
        var summary = report.Summary;
        output.WriteLine(
            $"{style.Bold("appmesh-inject")} in namespace {report.Namespace} of context "
            + TextSanitizer.Sanitize(report.Context));
        WriteRow("replicas", $"{summary.Replicas}{NameList.FormatWithColon(summary.Images)}");
        WriteRow("version", summary.Version ?? "unknown");
        WriteRow("settings hash", summary.SettingsHash ?? "unknown");
        WriteRow("dry run in", summary.DryRunNamespace ?? "none");
        WriteRow("namespaces", summary.Namespaces.Count == 0 ? "none" : NameList.Format(summary.Namespaces));
        WriteRow("running pods", summary.Pods.ToString(CultureInfo.InvariantCulture));
        output.WriteLine();
        foreach (var finding in report.Findings)
        {
            output.WriteLine($"{FormatSeverity(finding.Severity)} {style.Bold(finding.Code)}");
            output.WriteLine(TextSanitizer.Sanitize($"  {finding.Problem}"));
            output.WriteLine(TextSanitizer.Sanitize($"  {finding.Fix}"));
        }

        foreach (var problem in report.NotChecked)
        {
            output.WriteLine(TextSanitizer.Sanitize($"not checked: {problem}"));
        }

        output.WriteLine(report switch
        {
            { HasFindings: true } =>
                $"problems to fix: {report.Findings.Count(finding => finding.Severity != "note")}",
            { NotChecked.Count: > 0 } => style.Yellow("no problems found in the checked parts"),
            _ => style.Green("no problems found"),
        });
    }

    private string FormatSeverity(string severity) => severity switch
    {
        "error" => style.Red(severity),
        "warning" => style.Yellow(severity),
        _ => severity,
    };

    private void WriteRow(string name, string value) =>
        output.WriteLine($"  {name,-13} {TextSanitizer.Sanitize(value)}");
}
