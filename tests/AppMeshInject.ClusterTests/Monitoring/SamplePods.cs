namespace AppMeshInject.ClusterTests.Monitoring;

/// <summary>Manifests of pods, in JSON, that cover the most frequent reasons of the admission metrics.</summary>
internal static class SamplePods
{
    private const string App = """{ "name": "app", "image": "nginx", "ports": [{ "containerPort": 80 }] }""";

    /// <summary>Gets a pod that the injector rejects.</summary>
    public static string Rejected { get; } =
        CreatePod("\"appmesh.k8s.aws/ports\": \"http\"", $"\"containers\": [{App}]");

    /// <summary>
    /// Gets pods that are admitted: injected, already injected or skipped. Frequent ones are repeated.
    /// </summary>
    public static IReadOnlyList<string> Admitted { get; } =
    [
        .. Enumerable.Repeat(CreatePod("", $"\"containers\": [{App}]"), 6),
        CreatePod("\"appmesh.k8s.aws/prots\": \"80\"", $"\"containers\": [{App}]"),
        CreatePod("", """ "containers": [{ "name": "app", "image": "nginx" }] """),
        .. Enumerable.Repeat(
            CreatePod("\"appmesh.k8s.aws/sidecarInjectorWebhook\": \"disabled\"", $"\"containers\": [{App}]"), 3),
        .. Enumerable.Repeat(
            CreatePod("", $$"""
                "initContainers": [{ "name": "proxyinit", "image": "proxyinit" }],
                "containers": [{{App}}, { "name": "envoy", "image": "envoy" }]
                """),
            2),
        CreatePod("", """ "hostNetwork": true, "containers": [{ "name": "app", "image": "nginx" }] """),
    ];

    /// <summary>Returns a Deployment whose pods the injector rejects and reports in an Event.</summary>
    public static string CreateRejectedDeployment(string name) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: {{name}} }
        spec:
          selector: { matchLabels: { app: {{name}} } }
          template:
            metadata: { labels: { app: {{name}} }, annotations: { appmesh.k8s.aws/ports: http } }
            spec: { containers: [{ name: app, image: nginx }] }
        """;

    private static string CreatePod(string annotation, string spec) => $$"""
        {
          "apiVersion": "v1",
          "kind": "Pod",
          "metadata": { "generateName": "sample-", "annotations": { {{annotation}} } },
          "spec": { {{spec}} }
        }
        """;
}
