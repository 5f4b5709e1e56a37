using System.Text.Json.Nodes;
using static AppMeshInject.Tests.Diagnostics.Check.FakeInstallation;

namespace AppMeshInject.Tests.Diagnostics.Check;

/// <summary>Breaks a fake installation in one way for each finding code.</summary>
internal static class InstallationDefects
{
    private const string FailedCall =
        "Internal error occurred: failed calling webhook \"aws-app-mesh-inject.aws.amazon.com\": Post "
        + "\"https://aws-app-mesh-inject.appmesh-inject.svc:443/mutate?timeout=5s\": ";

    private const string NamespaceLabel = "appmesh.k8s.aws/sidecarInjectorWebhook";

    /// <summary>Gets the change that breaks an installation, by the code of the finding that reports it.</summary>
    public static Dictionary<string, Action<FakeInstallation>> ByCode { get; } = new()
    {
        ["WebhookMissing"] = installation => installation.Responses.Remove(Configuration),
        ["WebhookRulesMismatch"] = installation => installation.Webhook["rules"]![0]!["operations"]![0] = "UPDATE",
        ["WebhookExcludesNamespace"] = installation =>
            installation.Webhook["namespaceSelector"]!["matchLabels"]![NamespaceLabel] = "on",
        ["WebhookSelectsAllNamespaces"] = installation => installation.Webhook["namespaceSelector"] = new JsonObject(),
        ["WebhookServiceUnavailable"] = installation => installation.Responses.Remove(Service),
        ["FailurePolicyIgnore"] = installation => installation.Webhook["failurePolicy"] = "Ignore",
        ["CaBundleInvalid"] = installation => installation.Webhook["clientConfig"]!["caBundle"] = "bm9uc2Vuc2U=",
        ["CertificateNotTrusted"] = installation => installation.RejectDryRun(
            500, FailedCall + "x509: certificate signed by unknown authority"),
        ["InjectorUnreachable"] = installation => installation.RejectDryRun(
            500, FailedCall + "dial tcp 10.96.0.9:443: connect: connection refused"),
        ["DryRunRejected"] = installation => installation.RejectDryRun(
            422, "admission webhook \"aws-app-mesh-inject.aws.amazon.com\" denied the request: something is malformed"),
        ["DryRunNotInjected"] = installation => installation.Responses[Creation] = Json(CreateBarePod()),
        ["PodSecurityRejectsSidecar"] = installation => installation.RejectDryRun(
            403,
            "pods \"appmesh-inject-check\" is forbidden: violates PodSecurity \"restricted:latest\": "
            + "unrestricted capabilities"),
        ["DeploymentMissing"] = installation => installation.Responses.Remove(Deployment),
        ["NoReadyReplica"] = installation => SetReplicas(installation, ready: 0),
        ["ReplicasNotReady"] = installation => SetReplicas(installation, ready: 1),
        ["SingleReplica"] = installation =>
        {
            installation.Responses[Deployment]["spec"]!["replicas"] = 1;
            installation.Responses[Replicas]["items"]!.AsArray().RemoveAt(1);
        },
        ["ReplicasDiffer"] = installation =>
        {
            var container = installation.Responses[Replicas]["items"]![1]!["spec"]!["containers"]![0]!;
            container["envFrom"]![0]!["configMapRef"]!["name"] = "settings-2";
        },
        ["SettingsInvalid"] = installation =>
            installation.Responses[ConfigMap]["data"]!["APPMESH_INJECT_PORT"] = "many",
        ["SettingsNotInEffect"] = installation =>
        {
            installation.Responses[ConfigMap]["data"]!["MESH_NAME"] = "changed";
            installation.Responses[ConfigMap]["metadata"]!["managedFields"]![0]!["time"] = "2026-01-03T00:00:00Z";
        },
        ["NoNamespaceOptedIn"] = installation => installation.Responses[Namespaces]["items"] = new JsonArray(),
        ["NamespaceLabelInvalid"] = installation => AddNamespace(installation, "other", "true"),
        ["SystemNamespaceOptedIn"] = installation => AddNamespace(installation, "kube-system", "enabled"),
        ["PodsWithoutSidecar"] = installation => AddPod(installation, CreateBarePod()),
        ["PodsWithOutdatedSettings"] = installation => AddPod(installation, CreateInjectedPod("0123456789ab")),
        ["PodsWithOutdatedVersion"] = installation => AddPod(installation, CreateInjectedPod(Hash, "0.0.1")),
        ["VersionMismatch"] = installation =>
        {
            installation.Responses[Creation] = Json(CreateInjectedPod(Hash, "9.9.9"));
            installation.Responses[Pods]["items"] = new JsonArray();
        },
    };

    private static void SetReplicas(FakeInstallation installation, int ready)
    {
        foreach (var replica in installation.Responses[Replicas]["items"]!.AsArray().Skip(ready))
        {
            replica!["status"]!["conditions"]![0]!["status"] = "False";
        }
    }

    private static void AddPod(FakeInstallation installation, string pod) =>
        installation.Responses[Pods]["items"]!.AsArray().Add(Json(pod));

    private static void AddNamespace(FakeInstallation installation, string name, string label)
    {
        var metadata = new JsonObject { ["name"] = name, ["labels"] = new JsonObject { [NamespaceLabel] = label } };
        installation.Responses[Namespaces]["items"]!.AsArray().Add(new JsonObject { ["metadata"] = metadata });
    }
}
