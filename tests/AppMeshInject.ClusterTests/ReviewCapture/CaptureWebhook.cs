using System.Text;
using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Namespaces;
using AppMeshInject.Injection.Settings;
using AppMeshInject.Testing.Processes;

namespace AppMeshInject.ClusterTests.ReviewCapture;

/// <summary>A webhook in the cluster that allows all pods in namespaces with its label, and logs the reviews.</summary>
/// <param name="home">The namespace in which the webhook runs.</param>
internal sealed class CaptureWebhook(PlainNamespace home) : IAsyncDisposable
{
    /// <summary>The label, with its value, of the namespaces whose pods the webhook receives.</summary>
    public const string Label = "appmesh-inject.test/capture=reviews";

    private const string Name = "review-capture";
    private const string Script = "tests/AppMeshInject.ClusterTests/ReviewCapture/capture.py";

    private readonly Cluster _cluster = home.Cluster;

    // The fake Envoy image contains Python, and is available in every cluster of the tests.
    private static string ServerManifest => $$"""
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
              image: {{SettingsLoader.LoadDefaults().Envoy.Image}}
              command: [python3, /capture/capture.py]
              readinessProbe: { tcpSocket: { port: 8443 }, periodSeconds: 1 }
              volumeMounts: [{ name: capture, mountPath: /capture }, { name: tls, mountPath: /tls }]
          volumes:
            - { name: capture, configMap: { name: {{Name}} } }
            - { name: tls, secret: { secretName: {{Name}} } }
        """;

    /// <summary>Starts the webhook, waits until it is ready, and registers it.</summary>
    public async Task StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("appmesh-inject-capture-");
        using var certificate = new TestCertificate(folder.FullName, $"{Name}.{home.Name}.svc");
        var files = $"--cert {certificate.CertificateFile} --key {certificate.KeyFile}";
        await RunAsync($"kubectl create secret tls {Name} --namespace {home.Name} {files}");
        folder.Delete(recursive: true);
        await RunAsync($"kubectl create configmap {Name} --namespace {home.Name} --from-file {Script}");
        (await home.ApplyAsync(ServerManifest)).EnsureSuccess();
        await home.WaitUntilReadyAsync(Name);
        var caBundle = Convert.ToBase64String(Encoding.UTF8.GetBytes(certificate.CaPem));
        await RunAsync("kubectl apply -f -", CreateConfiguration(caBundle));
    }

    /// <summary>Waits for the first review and returns its JSON.</summary>
    public Task<string> GetFirstReviewAsync() => home.WaitForAsync("a review", async () =>
    {
        var log = await RunAsync($"kubectl logs --namespace {home.Name} {Name}");
        return log.Split('\n')[0] is { Length: > 0 } review ? review : null;
    });

    public async ValueTask DisposeAsync() =>
        await RunAsync($"kubectl delete mutatingwebhookconfiguration {Name} --ignore-not-found");

    private string CreateConfiguration(string caBundle) => $$"""
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingWebhookConfiguration
        metadata: { name: {{Name}} }
        webhooks:
          - name: {{Name}}.appmesh-inject.test
            clientConfig: { caBundle: {{caBundle}}, service: { name: {{Name}}, namespace: {{home.Name}} } }
            namespaceSelector: { matchLabels: { {{Label.Replace("=", ": ", StringComparison.Ordinal)}} } }
            rules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] }]
            sideEffects: None
            admissionReviewVersions: [v1]
        """;

    private async Task<string> RunAsync(string command, string input = "") =>
        (await _cluster.Terminal.RunAsync(command, input)).EnsureSuccess();
}
