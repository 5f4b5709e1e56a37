using System.Text.Json.Nodes;
using static AppMeshInject.Tests.Checks.FakeInstallation;

namespace AppMeshInject.Tests.Checks;

/// <summary>Breaks a fake installation in one way for each finding code.</summary>
internal static class InstallationDefects
{
    private const string FailedCall = "Internal error occurred: failed calling webhook \"aws-app-mesh-inject.aws.amazon.com\": Post \"https://aws-app-mesh-inject.appmesh-inject.svc:443/mutate?timeout=5s\": ";

    /// <summary>Gets the change that breaks an installation, by the code of the finding that reports it.</summary>
    public static IReadOnlyDictionary<string, Action<FakeInstallation>> ByCode { get; } = new Dictionary<string, Action<FakeInstallation>>
    {
        ["WebhookMissing"] = well => well.Answers.Remove(Configuration),
        ["WebhookRules"] = well => well.Webhook["rules"]![0]!["operations"]![0] = "UPDATE",
        ["WebhookSelectsNothing"] = well => well.Webhook["namespaceSelector"]!["matchLabels"]!["appmesh.k8s.aws/sidecarInjectorWebhook"] = "on",
        ["WebhookSelectsEverything"] = well => well.Webhook["namespaceSelector"] = new JsonObject(),
        ["WebhookService"] = well => well.Answers.Remove(Service),
        ["FailurePolicyIgnore"] = well => well.Webhook["failurePolicy"] = "Ignore",
        ["CaBundle"] = well => well.Webhook["clientConfig"]!["caBundle"] = "bm9uc2Vuc2U=",
        ["CertificateNotTrusted"] = well => well.RefuseTrial(500, FailedCall + "x509: certificate signed by unknown authority"),
        ["InjectorUnreachable"] = well => well.RefuseTrial(500, FailedCall + "dial tcp 10.96.0.9:443: connect: connection refused"),
        ["TrialRefused"] = well => well.RefuseTrial(422, "admission webhook \"aws-app-mesh-inject.aws.amazon.com\" denied the request: something is malformed"),
        ["TrialNotInjected"] = well => well.Answers[Creation] = Json(Bare()),
        ["PodSecurityRefusesSidecar"] = well => well.RefuseTrial(403, "pods \"appmesh-inject-check\" is forbidden: violates PodSecurity \"restricted:latest\": unrestricted capabilities"),
        ["DeploymentMissing"] = well => well.Answers.Remove(Deployment),
        ["NoReadyReplica"] = well => SetReplicas(well, ready: 0),
        ["ReplicasNotReady"] = well => SetReplicas(well, ready: 1),
        ["SingleReplica"] = well =>
        {
            well.Answers[Deployment]["spec"]!["replicas"] = 1;
            well.Answers[Replicas]["items"]!.AsArray().RemoveAt(1);
        },
        ["ReplicasDiffer"] = well => well.Answers[Replicas]["items"]![1]!["spec"]!["containers"]![0]!["envFrom"]![0]!["configMapRef"]!["name"] = "settings-2",
        ["SettingsMalformed"] = well => well.Answers[ConfigMap]["data"]!["APPMESH_INJECT_PORT"] = "many",
        ["SettingsNotInEffect"] = well =>
        {
            well.Answers[ConfigMap]["data"]!["MESH_NAME"] = "changed";
            well.Answers[ConfigMap]["metadata"]!["managedFields"]![0]!["time"] = "2026-01-03T00:00:00Z";
        },
        ["NoNamespaceOptedIn"] = well => well.Answers[Namespaces]["items"] = new JsonArray(),
        ["NamespaceLabel"] = well => AddNamespace(well, "other", "true"),
        ["SystemNamespaceOptedIn"] = well => AddNamespace(well, "kube-system", "enabled"),
        ["PodsWithoutSidecar"] = well => well.Answers[Pods]["items"]!.AsArray().Add(Json(Bare())),
        ["PodsWithOlderSettings"] = well => well.Answers[Pods]["items"]!.AsArray().Add(Json(Carrying("0123456789ab"))),
        ["PodsWithOlderVersion"] = well => well.Answers[Pods]["items"]!.AsArray().Add(Json(Carrying(Hash, "0.0.1"))),
        ["ProgramVersion"] = well =>
        {
            well.Answers[Creation] = Json(Carrying(Hash, "9.9.9"));
            well.Answers[Pods]["items"] = new JsonArray();
        },
    };

    private static void SetReplicas(FakeInstallation installation, int ready)
    {
        foreach (var replica in installation.Answers[Replicas]["items"]!.AsArray().Skip(ready))
        {
            replica!["status"]!["conditions"]![0]!["status"] = "False";
        }
    }

    private static void AddNamespace(FakeInstallation installation, string name, string label) => installation.Answers[Namespaces]["items"]!.AsArray().Add(
        new JsonObject { ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = new JsonObject { ["appmesh.k8s.aws/sidecarInjectorWebhook"] = label } } });
}
