using System.Text;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Injection.Tests.Documentation;

/// <summary>Writes the reference pages from the catalogues.</summary>
internal static class ReferenceTables
{
    private const string Generated =
        "<!-- Generated from the catalogue by the tests: UPDATE_GOLDEN=1 rewrites it. -->\n";

    private const string OverloadedRow =
        "| `max-admissions` requests are in progress, or the memory for request bodies is exhausted "
        + "| 503 | `Overloaded` |";

    public static string Settings()
    {
        var page = new StringBuilder("# Settings\n\n").Append(Generated).Append("""

            Each setting is a flag and an environment variable. A flag is written `--name=value`, `--name value` or
            `-name=value`. The command line overrides environment variables. If a flag is repeated, the last value is
            used. A Boolean flag without a value means `true`, and its value always needs the `=` form. If a setting is
            invalid, the injector does not start: it exits with code 2 and prints one line per error.

            """.ReplaceLineEndings("\n"));
        foreach (var (heading, settings) in SettingsCatalogue.Groups)
        {
            page.Append(
                $"\n## {heading}\n\n"
                + "| flag and variable | takes | default | what it does | pod annotation |\n|---|---|---|---|---|\n");
            foreach (var setting in settings)
            {
                var variables = setting.OtherEnvironmentVariables.Prepend(setting.EnvironmentVariable);
                var names = string.Join(
                    "<br>", [.. setting.Names.Select(name => $"`--{name}`"), .. variables.Select(name => $"`{name}`")]);
                var annotation = setting.Annotation is { } name ? $"`{name}`" : "–";
                var initial = setting.Default is { } value ? $"`{value}`" : "–";
                page.Append(
                    $"| {names} | {setting.AcceptedValues} | {initial} | {setting.Description} | {annotation} |\n");
            }
        }

        return page.ToString();
    }

    public static string Annotations()
    {
        var page = new StringBuilder("# Pod annotations\n\n").Append(Generated).Append("""

            Every key starts with `appmesh.k8s.aws/`. The values `enabled`, `disabled`, `true` and `false` are not case
            sensitive. List items may have spaces around them, and an empty value is an empty list. If a value is
            malformed, the pod is rejected with a message that contains the annotation, the value and the accepted
            format. If a key is unknown, the pod is admitted with a warning that suggests the most similar key.

            | annotation | takes | what it does | without it |
            |---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var annotation in AnnotationCatalogue.All)
        {
            var (accepted, initial) = (annotation.AcceptedValues, annotation.Default);
            page.Append($"| `{annotation.Name}` | {accepted} | {annotation.Description} | {initial} |\n");
        }

        return page.ToString();
    }

    public static string Rules()
    {
        var page = new StringBuilder("# Which pods are injected\n\n").Append(Generated).Append("""

            The first rule that matches decides. Each rule has a reason code. The same code appears in the audit
            annotation of the response, in the log, in the metrics and in the output of the commands.

            | when | outcome | reason |
            |---|---|---|
            | the request is not a `CREATE` of a core/v1 Pod | admitted without a patch | `NotAPodCreation` |

            """.ReplaceLineEndings("\n"));
        foreach (var rule in Rule.All)
        {
            page.Append($"| {rule.When} | admitted without a patch | `{rule.Reason.Code}` |\n");
        }

        foreach (var (reason, when) in Explainer.FinalReasons)
        {
            var outcome = reason == Reason.Injected
                ? "admitted with a patch that adds the sidecars"
                : "rejected with code 422 and a message";
            page.Append($"| {when} | {outcome} | `{reason.Code}` |\n");
        }

        return page.Append($"""

            Requests that cannot be evaluated get an HTTP error and one of these reasons:

            | when | status | reason |
            |---|---|---|
            | the body is not an AdmissionReview | 400 | `BadRequest` |
            | the body does not arrive within `request-timeout` | 408 | `BadRequest` |
            | the body is longer than 4 MiB | 413 | `BadRequest` |
            | the content type is not `application/json` | 415 | `BadRequest` |
            {OverloadedRow}

            The API server retries requests with status 503.

            """.ReplaceLineEndings("\n")).ToString();
    }
}
