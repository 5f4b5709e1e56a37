using System.Text;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Injection.Tests.Documentation;

/// <summary>Writes the reference pages from the catalogues.</summary>
internal static class ReferenceTables
{
    private const string Generated = "<!-- Generated from the catalogue by the tests: UPDATE_GOLDEN=1 rewrites it. -->\n";

    public static string Settings()
    {
        var page = new StringBuilder("# Settings\n\n").Append(Generated).Append("""

            A setting is a flag, written `--name=value`, `--name value` or `-name=value`, or an environment variable. The
            command line wins over the variable, and of a flag that is given twice the last wins. A bare flag that takes
            `true` or `false` means `true`, and takes a value only with `=`. A bad setting stops the start with exit code 2
            and one line for each fault.

            """.ReplaceLineEndings("\n"));
        foreach (var (heading, settings) in SettingsCatalogue.Groups)
        {
            page.Append($"\n## {heading}\n\n| flag and variable | takes | default | what it does | pod annotation |\n|---|---|---|---|---|\n");
            foreach (var setting in settings)
            {
                var names = string.Join("<br>", setting.Names.Select(name => $"`--{name}`")
                    .Concat(setting.Variables.Prepend(setting.Variable).Select(variable => $"`{variable}`")));
                var annotation = setting.Annotation is { } name ? $"`{name}`" : "–";
                page.Append($"| {names} | {setting.Accepts} | {(setting.Default is { } value ? $"`{value}`" : "–")} | {setting.Description} | {annotation} |\n");
            }
        }

        return page.ToString();
    }

    public static string Annotations()
    {
        var page = new StringBuilder("# Pod annotations\n\n").Append(Generated).Append("""

            Every key begins with `appmesh.k8s.aws/`. Letter case does not matter in `enabled`, `disabled`, `true` and
            `false`. Spaces around the items of a list are allowed, and an empty list is an empty list. A malformed value
            is refused, with a message that names the annotation, the value and what is accepted; a key that is not known
            is let through with a warning that names the nearest one.

            | annotation | takes | what it does | without it |
            |---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var annotation in AnnotationCatalogue.All)
        {
            page.Append($"| `{annotation.Name}` | {annotation.Accepts} | {annotation.Effect} | {annotation.WhenAbsent} |\n");
        }

        return page.ToString();
    }

    public static string Rules()
    {
        var page = new StringBuilder("# Who is injected\n\n").Append(Generated).Append("""

            The first rule that applies decides. The reason is the same word in the answer's audit annotation, in the log,
            in the metric and on the command line.

            | when | outcome | reason |
            |---|---|---|
            | the request is no `CREATE` of a core/v1 Pod | allowed as it is | `NotAPodCreation` |

            """.ReplaceLineEndings("\n"));
        foreach (var rule in Rule.InOrder)
        {
            page.Append($"| {rule.When} | allowed as it is | `{rule.Reason.Code}` |\n");
        }

        foreach (var (reason, when) in Explainer.BehindTheRules)
        {
            var outcome = reason == Reason.Injected ? "allowed, with a patch that adds the sidecars" : "refused with code 422 and what to mend";
            page.Append($"| {when} | {outcome} | `{reason.Code}` |\n");
        }

        return page.Append("""

            A body that is no AdmissionReview gets HTTP 400, another content type than `application/json` 415, more than
            4 MiB 413, and a body that does not arrive in time (`request-timeout`) 408; all four count as `BadRequest`. As long as
            `max-admissions` are in progress, or their bodies take all the memory that is for them, others are answered 503 and
            count as `Overloaded`: the API server tries them again.

            """.ReplaceLineEndings("\n")).ToString();
    }
}
