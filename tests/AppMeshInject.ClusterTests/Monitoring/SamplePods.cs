namespace AppMeshInject.ClusterTests.Monitoring;

/// <summary>Pods for the reasons that a person sees most, as JSON.</summary>
internal static class SamplePods
{
    private const string App = """{ "name": "app", "image": "nginx", "ports": [{ "containerPort": 80 }] }""";

    /// <summary>A pod that is refused.</summary>
    public static string Refused { get; } = Pod("\"appmesh.k8s.aws/ports\": \"http\"", $"\"containers\": [{App}]");

    /// <summary>Pods that are admitted: injected, already injected or left alone, the frequent ones several times.</summary>
    public static IReadOnlyList<string> Admitted { get; } =
    [
        .. Enumerable.Repeat(Pod("", $"\"containers\": [{App}]"), 6),
        Pod("\"appmesh.k8s.aws/prots\": \"80\"", $"\"containers\": [{App}]"),
        Pod("", """ "containers": [{ "name": "app", "image": "nginx" }] """),
        .. Enumerable.Repeat(Pod("\"appmesh.k8s.aws/sidecarInjectorWebhook\": \"disabled\"", $"\"containers\": [{App}]"), 3),
        .. Enumerable.Repeat(Pod("", $$"""
            "initContainers": [{ "name": "proxyinit", "image": "proxyinit" }], "containers": [{{App}}, { "name": "envoy", "image": "envoy" }]
            """), 2),
        Pod("", """ "hostNetwork": true, "containers": [{ "name": "app", "image": "nginx" }] """),
    ];

    /// <summary>A Deployment whose pods are refused, of which an Event tells.</summary>
    public static string RefusedDeployment(string name) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: {{name}} }
        spec:
          selector: { matchLabels: { app: {{name}} } }
          template:
            metadata: { labels: { app: {{name}} }, annotations: { appmesh.k8s.aws/ports: http } }
            spec: { containers: [{ name: app, image: nginx }] }
        """;

    private static string Pod(string annotation, string spec) => $$"""
        {
          "apiVersion": "v1",
          "kind": "Pod",
          "metadata": { "generateName": "sample-", "annotations": { {{annotation}} } },
          "spec": { {{spec}} }
        }
        """;
}
