using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.ClusterTests.Namespaces;
using AppMeshInject.ClusterTests.Terminals;

namespace AppMeshInject.ClusterTests.Check;

/// <summary>Faults that are planted in an installation one after another. Each is found, its mend named, and mended.</summary>
[Collection(ClusterToItself.Name)]
public sealed class CheckTests(Cluster cluster, MeshedNamespace meshed) : IClassFixture<MeshedNamespace>
{
    private const string Webhook = "kubectl patch mutatingwebhookconfiguration aws-app-mesh-inject --type=json -p ";
    private const string Scale = "kubectl scale deployment/aws-app-mesh-inject --namespace appmesh-inject --replicas=";

    // The code, how the fault is planted, and what the mend says of it. NAMESPACE stands for one that has opted in.
    private static readonly (string Code, string Plant, string Mend)[] Faults =
    [
        ("WebhookMissing", "kubectl delete mutatingwebhookconfiguration aws-app-mesh-inject", "deploy/install.sh"),
        ("WebhookRules", Webhook + """'[{"op":"replace","path":"/webhooks/0/rules/0/operations","value":["UPDATE"]}]'""", "deploy/install.sh"),
        ("WebhookSelectsNothing", Webhook + """'[{"op":"replace","path":"/webhooks/0/namespaceSelector/matchLabels","value":{"appmesh.k8s.aws/sidecarInjectorWebhook":"on"}}]'""", "appmesh.k8s.aws/sidecarInjectorWebhook=enabled"),
        ("WebhookService", """kubectl patch service aws-app-mesh-inject --namespace appmesh-inject -p '{"spec":{"selector":{"app.kubernetes.io/name":"other"}}}'""", "selector"),
        ("CertificateNotTrusted", Webhook + $$"""'[{"op":"replace","path":"/webhooks/0/clientConfig/caBundle","value":"{{OtherAuthority()}}"}]'""", "caBundle"),
        ("InjectorUnreachable", Scale + "0 && kubectl wait pods --for=delete --timeout=60s --namespace appmesh-inject -l app.kubernetes.io/name=aws-app-mesh-inject", "whether replicas are ready"),
        ("NoReadyReplica", Scale + "0", Scale + "2"),
        ("TrialNotInjected", Webhook + """'[{"op":"replace","path":"/webhooks/0/failurePolicy","value":"Ignore"}]' && """ + Scale + "0", "failurePolicy to Fail"),
        ("SettingsNotInEffect", "kubectl get configmaps --namespace appmesh-inject -o name | grep settings | xargs -I {} kubectl patch {} --namespace appmesh-inject -p '{\"data\":{\"APPMESH_INJECT_PRESTOP_DELAY\":\"3\"}}'", "kubectl rollout restart deployment/aws-app-mesh-inject"),
        ("NamespaceLabel", "kubectl label --overwrite namespace NAMESPACE appmesh.k8s.aws/sidecarInjectorWebhook=true", "kubectl label --overwrite namespace NAMESPACE"),
        ("PodsWithoutSidecar", "kubectl label namespace NAMESPACE appmesh.k8s.aws/sidecarInjectorWebhook- && kubectl run bare --image=nginx --namespace NAMESPACE && kubectl wait pod/bare --for=condition=Ready --timeout=90s --namespace NAMESPACE && kubectl label namespace NAMESPACE appmesh.k8s.aws/sidecarInjectorWebhook=enabled", "Create them anew"),
        ("PodsWithOlderSettings", "kubectl run older --image=nginx --namespace NAMESPACE && kubectl wait pod/older --for=condition=Ready --timeout=90s --namespace NAMESPACE && export APPMESH_INJECT_SIDECAR_LOG_LEVEL=warning && " + Injector.InstallCommand, "Create them anew"),
    ];

    public static TheoryData<string> Codes => [.. Faults.Select(fault => fault.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_planted_fault_is_found_and_its_mend_named(string code)
    {
        var (_, plant, mend) = Faults.Single(fault => fault.Code == code);
        try
        {
            await WaitUntilWellAsync();

            (await cluster.Terminal.RunAsync(InNamespace(plant))).Succeeded();
            var finding = await WaitForAsync($"the finding {code}", async () =>
            {
                if (Finding(await CheckAsync(), code) is { } found)
                {
                    return found;
                }

                // The injector may have mended it meanwhile.
                await cluster.Terminal.RunAsync(InNamespace(plant));
                return null;
            });

            Assert.Contains(InNamespace(mend), finding["mend"]!.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            await MendAsync();
        }

        await WaitUntilWellAsync();
    }

    // An authority that signed nothing here, as it stands in a webhook configuration.
    private static string OtherAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=other", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddHours(-1), now.AddHours(1));
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(certificate.ExportCertificatePem()));
    }

    private static JsonNode? Finding(CommandResult result, string code) =>
        JsonNode.Parse(result.Output)!["findings"]!.AsArray().FirstOrDefault(finding => finding!["code"]!.ToString() == code);

    private string InNamespace(string text) => text.Replace("NAMESPACE", meshed.Name, StringComparison.Ordinal);

    // Whatever was planted: the manifests put back what is theirs, and a new rollout reads the settings.
    private async Task MendAsync()
    {
        string[] commands =
        [
            "kubectl get configmaps --namespace appmesh-inject -o name | grep settings | xargs kubectl delete --namespace appmesh-inject",
            Injector.InstallCommand,
            "kubectl rollout restart deployment/aws-app-mesh-inject --namespace appmesh-inject",
            "kubectl rollout status deployment/aws-app-mesh-inject --namespace appmesh-inject --timeout=120s",
            "kubectl label --overwrite namespace NAMESPACE appmesh.k8s.aws/sidecarInjectorWebhook=enabled",
            "kubectl delete pods --all --namespace NAMESPACE --grace-period=1",
        ];
        foreach (var command in commands)
        {
            (await cluster.Terminal.RunAsync(InNamespace(command))).Succeeded();
        }
    }

    private Task<CommandResult> WaitUntilWellAsync() => WaitForAsync("all to be well", async () => await CheckAsync() is { ExitCode: 0 } well ? well : null);

    private Task<CommandResult> CheckAsync() => cluster.Terminal.RunAsync($"{Terminals.Program.Command} check -o json");

    private Task<T> WaitForAsync<T>(string what, Func<Task<T?>> look)
        where T : class =>
        Waiting.ForAsync(what, look, async () => $"{await CheckAsync()}\n{await Diagnosis.OfAsync(cluster.Terminal, meshed.Name)}");
}
