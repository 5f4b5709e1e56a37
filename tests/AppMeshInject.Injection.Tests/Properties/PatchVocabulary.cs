using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AppMeshInject.Injection.Tests.Properties;

/// <summary>Verifies that a patch contains only known fields and paths, regardless of the text in the pod.</summary>
internal static partial class PatchVocabulary
{
    private static readonly HashSet<string> Fields =
    [
        "name", "image", "restartPolicy", "command", "args", "ports", "containerPort", "protocol",
        "env", "value", "valueFrom", "fieldRef", "fieldPath", "resources", "requests", "limits",
        "cpu", "memory", "volumeMounts", "mountPath", "readOnly", "startupProbe", "readinessProbe",
        "httpGet", "path", "port", "initialDelaySeconds", "periodSeconds", "failureThreshold",
        "lifecycle", "postStart", "preStop", "exec", "securityContext", "runAsUser", "runAsNonRoot",
        "allowPrivilegeEscalation", "capabilities", "add", "drop", "seccompProfile", "type",
        "secret", "secretName", "hostPath",
    ];

    private static readonly HashSet<string> FieldPaths = ["metadata.uid", "status.hostIP"];

    public static void Check(JsonArray patch)
    {
        foreach (var operation in patch)
        {
            Assert.Equal(["op", "path", "value"], operation!.AsObject().Select(field => field.Key));
            Assert.Equal("add", operation["op"]!.GetValue<string>());
            Assert.Matches(Path(), operation["path"]!.GetValue<string>());
            CheckValue(operation["value"]!);
        }
    }

    private static void CheckValue(JsonNode? value)
    {
        switch (value)
        {
            case JsonObject fields:
                Assert.All(fields, field => Assert.Contains(field.Key, Fields));
                Assert.True(fields["fieldPath"] is not { } path || FieldPaths.Contains(path.GetValue<string>()));
                Assert.All(fields, field => CheckValue(field.Value));
                break;
            case JsonArray items:
                Assert.All(items, CheckValue);
                break;
            default:
                Assert.NotNull(value);
                break;
        }
    }

    [GeneratedRegex("""
        ^(
            /metadata (/annotations (/(
                appmesh\.k8s\.aws~1(ports|egressIgnoredIPs|egressIgnoredPorts|sidecarInjectorWebhook|ignoredUID
                    |proxyEgressPort|proxyIngressPort|injectStatus)
                | kubectl\.kubernetes\.io~1default-container
            ))?)?
            | /spec (/(volumes|containers|initContainers|imagePullSecrets) (/(-|[0-9]+))?)?
            | /spec/securityContext (/fsGroup)?
        )$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Path();
}
