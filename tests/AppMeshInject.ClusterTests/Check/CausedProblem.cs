using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AppMeshInject.ClusterTests.Clusters;

namespace AppMeshInject.ClusterTests.Check;

/// <summary>A problem in an installation, with the command that causes it.</summary>
/// <param name="Code">The code of the finding.</param>
/// <param name="Command">The bash command that causes the problem.</param>
/// <param name="Fix">A part of the fix that the finding suggests.</param>
internal sealed record CausedProblem(string Code, string Command, string Fix)
{
    /// <summary>Stands for the name of a namespace with the injection label, in commands and fixes.</summary>
    public const string NamespacePlaceholder = "NAMESPACE";

    private const string Label = "appmesh.k8s.aws/sidecarInjectorWebhook";
    private const string PatchWebhook =
        "kubectl patch mutatingwebhookconfiguration aws-app-mesh-inject --type=json -p ";
    private const string Scale = "kubectl scale deployment/aws-app-mesh-inject --namespace appmesh-inject --replicas=";
    private const string LabelNamespace = $"kubectl label --overwrite namespace {NamespacePlaceholder}";

    public static IReadOnlyList<CausedProblem> All { get; } =
    [
        new("WebhookMissing", "kubectl delete mutatingwebhookconfiguration aws-app-mesh-inject", "deploy/install.sh"),
        new("WebhookRulesMismatch", Replace("rules/0/operations", "[\"UPDATE\"]"), "deploy/install.sh"),
        new(
            "WebhookExcludesNamespace",
            Replace("namespaceSelector/matchLabels", $$"""{"{{Label}}":"on"}"""),
            $"{Label}=enabled"),
        new(
            "WebhookServiceUnavailable",
            "kubectl patch service aws-app-mesh-inject --namespace appmesh-inject "
                + """-p '{"spec":{"selector":{"app.kubernetes.io/name":"other"}}}'""",
            "selector"),
        new("CertificateNotTrusted", Replace("clientConfig/caBundle", $"\"{CreateUnrelatedCa()}\""), "caBundle"),
        new(
            "InjectorUnreachable",
            $"{Scale}0 && kubectl wait pods --for=delete --timeout=60s "
                + $"--namespace appmesh-inject -l {Injector.Selector}",
            "replicas are ready"),
        new("NoReadyReplica", $"{Scale}0", $"{Scale}2"),
        new("DryRunNotInjected", $"{Replace("failurePolicy", "\"Ignore\"")} && {Scale}0", "failurePolicy to Fail"),
        new(
            "SettingsNotInEffect",
            "kubectl get configmaps --namespace appmesh-inject -o name | grep settings | xargs -I {} kubectl patch {} "
                + """--namespace appmesh-inject -p '{"data":{"APPMESH_INJECT_PRESTOP_DELAY":"3"}}'""",
            "kubectl rollout restart deployment/aws-app-mesh-inject"),
        new("NamespaceLabelInvalid", $"{LabelNamespace} {Label}=true", LabelNamespace),
        new(
            "PodsWithoutSidecar",
            $"{LabelNamespace} {Label}- && {RunPod("skipped")} && {LabelNamespace} {Label}=enabled",
            "delete them"),
        new(
            "PodsWithOutdatedSettings",
            $"{RunPod("outdated")} && export APPMESH_INJECT_SIDECAR_LOG_LEVEL=warning && {Injector.InstallCommand}",
            "delete them"),
    ];

    private static string Replace(string path, string json) =>
        PatchWebhook + $$"""'[{"op":"replace","path":"/webhooks/0/{{path}}","value":{{json}}}]'""";

    private static string RunPod(string name) =>
        $"kubectl run {name} --image=nginx --namespace {NamespacePlaceholder} && "
        + $"kubectl wait pod/{name} --for=condition=Ready --timeout=90s --namespace {NamespacePlaceholder}";

    // A CA that did not sign the certificate of the injector, as base64 of its PEM text.
    private static string CreateUnrelatedCa()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        var request = new CertificateRequest("CN=other", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(now.AddHours(-1), now.AddHours(1));
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(certificate.ExportCertificatePem()));
    }
}
