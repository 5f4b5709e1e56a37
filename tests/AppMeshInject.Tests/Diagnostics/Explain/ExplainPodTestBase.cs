using System.Text.Json.Nodes;
using AppMeshInject.Testing.Processes;
using AppMeshInject.Tests.Kubeconfig;
using AppMeshInject.Tests.KubernetesApi;

namespace AppMeshInject.Tests.Diagnostics.Explain;

/// <summary>Runs the native program against a fake cluster with one pod.</summary>
public abstract class ExplainPodTestBase : IDisposable
{
    private protected const string Pod = "GET /api/v1/namespaces/shop/pods/web-1";
    private protected const string Namespace = "GET /api/v1/namespaces/shop";
    private protected const string Configuration =
        "GET /apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/aws-app-mesh-inject";
    private protected const string Deployment =
        "GET /apis/apps/v1/namespaces/appmesh-inject/deployments/aws-app-mesh-inject";
    private protected const string ConfigMap = "GET /api/v1/namespaces/appmesh-inject/configmaps/settings-1";

    private protected const string PodSpec =
        """ "spec":{"containers":[{"name":"web","image":"web","ports":[{"containerPort":80}]}]} """;

    private protected KubeconfigFolder Folder { get; } = new();

    private protected Dictionary<string, string> Cluster { get; } = new()
    {
        [Pod] = CreateBarePod(),
        [Namespace] = """{"metadata":{"name":"shop","labels":{"appmesh.k8s.aws/sidecarInjectorWebhook":"enabled"}}}""",
        [Configuration] = """
            {"metadata":{"name":"aws-app-mesh-inject","creationTimestamp":"2026-01-01T00:00:00Z"},
             "webhooks":[{"name":"aws-app-mesh-inject.aws.amazon.com",
             "rules":[{"apiGroups":[""],"apiVersions":["v1"],"operations":["CREATE"],"resources":["pods"]}],
             "namespaceSelector":{"matchLabels":{"appmesh.k8s.aws/sidecarInjectorWebhook":"enabled"}}}]}
            """,
        [Deployment] = """
            {"spec":{"template":{"spec":{"containers":[{"name":"appmesh-inject","args":["--prestop-delay=7"],
             "env":[{"name":"POD_NAMESPACE","valueFrom":{}}],"envFrom":[{"configMapRef":{"name":"settings-1"}}]}]}}}}
            """,
        [ConfigMap] = """{"data":{"MESH_NAME":"installed"}}""",
        ["GET /version"] = """{"gitVersion":"v1.32.1"}""",
    };

    private protected Dictionary<string, int> Statuses { get; } = [];

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static string CreateBarePod(string created = "2026-02-01T00:00:00Z") => $$"""
        {"metadata":{"name":"web-1","creationTimestamp":"{{created}}","labels":{"pod-template-hash":"abc"},
          "ownerReferences":[{"kind":"ReplicaSet","name":"web-abc","controller":true}]},{{PodSpec}}}
        """;

    private protected static string CreateInjectedPod(string settings)
    {
        var status = new JsonObject
        {
            ["containers"] = new JsonArray(),
            ["initContainers"] = new JsonArray("proxyinit", "envoy"),
            ["mesh"] = "installed",
            ["version"] = "0.1.0",
            ["settings"] = settings,
        };
        var annotations = new JsonObject { ["appmesh.k8s.aws/injectStatus"] = status.ToJsonString() };
        return $$$"""
            {"metadata":{"name":"web-1","annotations":{{{annotations.ToJsonString()}}}},
             "spec":{"containers":[{"name":"web"}],"initContainers":[{"name":"proxyinit"},{"name":"envoy"}]}}
            """;
    }

    private protected void SetContainers(string containers) =>
        Cluster[Deployment] = $$$$$"""{"spec":{"template":{"spec":{"containers":[{{{{{containers}}}}}]}}}}""";

    private protected void Forbid(string request)
    {
        Cluster[request] = """{"kind":"Status","message":"it is forbidden"}""";
        Statuses[request] = 403;
    }

    private protected async Task<(CommandProcess Run, JsonNode Live)> ExplainAsync(params string[] flags)
    {
        await using var server = await FakeServer.StartAsync(Folder.Certificate, Cluster);
        foreach (var (request, status) in Statuses)
        {
            server.Statuses[request] = status;
        }

        Folder.WriteConfig(server.Address);
        var run = await CommandProcess.RunAsync(["explain", "-o=json", "web-1", .. flags], Folder.Environment);
        return (run, JsonNode.Parse(run.Output)!["workloads"]![0]!["live"]!);
    }
}
