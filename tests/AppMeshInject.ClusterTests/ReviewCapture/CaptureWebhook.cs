using System.Text;
using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Namespaces;
using AppMeshInject.Injection.Settings;
using AppMeshInject.Testing.Processes;

namespace AppMeshInject.ClusterTests.ReviewCapture;

/// <summary>A webhook in the cluster that is asked about the pods of namespaces with its label, and shows what it was asked.</summary>
internal sealed class CaptureWebhook(PlainNamespace home) : IAsyncDisposable
{
    /// <summary>The label of the namespaces, with its value.</summary>
    public const string Label = "appmesh-inject.test/capture=reviews";

    private const string Name = "review-capture";
    private const string Program = "tests/AppMeshInject.ClusterTests/ReviewCapture/capture.py";

    private readonly Cluster _cluster = home.Cluster;

    /// <summary>Starts it, and waits until it answers.</summary>
    public async Task StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("appmesh-inject-capture-");
        using var certificate = new TestCertificate(folder.FullName, $"{Name}.{home.Name}.svc");
        await RunAsync($"kubectl create secret tls {Name} --namespace {home.Name} --cert {certificate.CertificateFile} --key {certificate.KeyFile}");
        folder.Delete(recursive: true);
        await RunAsync($"kubectl create configmap {Name} --namespace {home.Name} --from-file {Program}");
        (await home.ApplyAsync(Server)).Succeeded();
        await home.WaitUntilReadyAsync(Name);
        await RunAsync("kubectl apply -f -", Configuration(Convert.ToBase64String(Encoding.UTF8.GetBytes(certificate.AuthorityPem))));
    }

    /// <summary>The first review that it was asked about.</summary>
    public Task<string> FirstReviewAsync() => home.WaitForAsync("a review", async () =>
        (await RunAsync($"kubectl logs --namespace {home.Name} {Name}")).Split('\n')[0] is { Length: > 0 } review ? review : null);

    public async ValueTask DisposeAsync() => await RunAsync($"kubectl delete mutatingwebhookconfiguration {Name} --ignore-not-found");

    // The image of the stand-in for Envoy has Python, and is in every cluster that the tests run on.
    private static string Server => $$"""
        apiVersion: v1
        kind: Service
        metadata: { name: {{Name}} }
        spec: { selector: { app: {{Name}} }, ports: [{ port: 443, targetPort: 8443 }] }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: {{Name}}, labels: { app: {{Name}} } }
        spec:
          securityContext: { fsGroup: 1337 }
          containers:
            - name: {{Name}}
              image: {{SettingsLoader.Defaults().Envoy.Image}}
              command: [python3, /capture/capture.py]
              readinessProbe: { tcpSocket: { port: 8443 }, periodSeconds: 1 }
              volumeMounts: [{ name: capture, mountPath: /capture }, { name: tls, mountPath: /tls }]
          volumes:
            - { name: capture, configMap: { name: {{Name}} } }
            - { name: tls, secret: { secretName: {{Name}} } }
        """;

    private string Configuration(string authority) => $$"""
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingWebhookConfiguration
        metadata: { name: {{Name}} }
        webhooks:
          - name: {{Name}}.appmesh-inject.test
            clientConfig: { caBundle: {{authority}}, service: { name: {{Name}}, namespace: {{home.Name}} } }
            namespaceSelector: { matchLabels: { {{Label.Replace("=", ": ", StringComparison.Ordinal)}} } }
            rules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] }]
            sideEffects: None
            admissionReviewVersions: [v1]
        """;

    private async Task<string> RunAsync(string command, string input = "") => (await _cluster.Terminal.RunAsync(command, input)).Succeeded();
}
