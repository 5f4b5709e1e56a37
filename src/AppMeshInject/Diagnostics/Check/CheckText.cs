
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Terminal;

namespace AppMeshInject.Diagnostics.Check;

/// <summary>Writes a report for a person to read.</summary>
internal sealed class CheckText(TextWriter output, Style style)
{
    public void Write(CheckReport report)
    {
        var looked = report.Checked;
        output.WriteLine($"{style.Bold("appmesh-inject")} in namespace {report.Namespace} of context {TextSanitizer.Sanitize(report.Context)}");
        Row("replicas", $"{looked.Replicas}{Names.Behind(looked.Images)}");
        Row("version", looked.Version ?? "not known");
        Row("settings", looked.Settings ?? "not known");
        Row("tried in", looked.TriedIn ?? "no namespace");
        Row("namespaces", looked.Namespaces.Count == 0 ? "none" : Names.Of(looked.Namespaces));
        Row("running pods", looked.Pods.ToString(System.Globalization.CultureInfo.InvariantCulture));
        output.WriteLine();
        foreach (var finding in report.Findings)
        {
            output.WriteLine($"{Coloured(finding.Severity)} {style.Bold(finding.Code)}");
            output.WriteLine(TextSanitizer.Sanitize($"  {finding.Wrong}"));
            output.WriteLine(TextSanitizer.Sanitize($"  {finding.Mend}"));
        }

        foreach (var problem in report.NotChecked)
        {
            output.WriteLine(TextSanitizer.Sanitize($"not checked: {problem}"));
        }

        output.WriteLine(report switch
        {
            { HasFindings: true } => $"to mend: {report.Findings.Count(finding => finding.Severity != "note")}",
            { NotChecked.Count: > 0 } => style.Yellow("nothing to mend in what could be checked"),
            _ => style.Green("all is well"),
        });
    }

    private string Coloured(string severity) => severity switch
    {
        "error" => style.Red(severity),
        "warning" => style.Yellow(severity),
        _ => severity,
    };

    private void Row(string name, string value) => output.WriteLine($"  {name,-13} {TextSanitizer.Sanitize(value)}");
}
