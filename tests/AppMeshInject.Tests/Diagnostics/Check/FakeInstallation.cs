using System.Text;
using System.Text.Json.Nodes;
using AppMeshInject.Injection;
using AppMeshInject.Injection.Settings;
using AppMeshInject.Testing.Processes;
using AppMeshInject.Tests.Kubeconfig;
using AppMeshInject.Tests.KubernetesApi;

namespace AppMeshInject.Tests.Diagnostics.Check;

/// <summary>
/// A healthy installation on a fake API server. Tests modify it and run the native program against it.
/// </summary>
internal sealed class FakeInstallation : IDisposable
{
    public const string Configuration =
        "GET /apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/aws-app-mesh-inject";
    public const string Deployment = "GET /apis/apps/v1/namespaces/appmesh-inject/deployments/aws-app-mesh-inject";
    public const string ConfigMap = "GET /api/v1/namespaces/appmesh-inject/configmaps/settings-1";
    public const string Service = "GET /api/v1/namespaces/appmesh-inject/services/aws-app-mesh-inject";
    public const string Replicas = "GET /api/v1/namespaces/appmesh-inject/pods";
    public const string Namespaces = "GET /api/v1/namespaces";
    public const string Pods = "GET /api/v1/namespaces/shop/pods";
    public const string Creation = "POST /api/v1/namespaces/shop/pods";

    private readonly KubeconfigFolder _folder = new();

    public FakeInstallation()
    {
        var bundle = Convert.ToBase64String(Encoding.UTF8.GetBytes(_folder.Certificate.CaPem));
        Responses = new()
        {
            [Configuration] = Json($$$"""
                {"metadata":{"name":"aws-app-mesh-inject"},
                 "webhooks":[{"name":"aws-app-mesh-inject.aws.amazon.com","failurePolicy":"Fail",
                 "clientConfig":{"caBundle":"{{{bundle}}}",
                  "service":{"name":"aws-app-mesh-inject","namespace":"appmesh-inject","path":"/mutate","port":443}},
                 "rules":[{"apiGroups":[""],"apiVersions":["v1"],"operations":["CREATE"],"resources":["pods"]}],
                 "namespaceSelector":{"matchLabels":{"appmesh.k8s.aws/sidecarInjectorWebhook":"enabled"},
                  "matchExpressions":[{"key":"kubernetes.io/metadata.name","operator":"NotIn",
                   "values":["kube-system","appmesh-inject"]}]}}]}
                """),
            [Deployment] = Json(
                $$$$$"""{"spec":{"replicas":2,"template":{"spec":{"containers":[{{{{{InjectorContainer}}}}}]}}}}"""),
            [ConfigMap] = Json("""
                {"metadata":{"name":"settings-1",
                  "managedFields":[{"manager":"kubectl","time":"2026-01-01T00:00:00Z"}]},
                 "data":{"MESH_NAME":"installed"}}
                """),
            [Service] = Json(
                """{"spec":{"selector":{"app.kubernetes.io/name":"aws-app-mesh-inject"},"ports":[{"port":443}]}}"""),
            [Replicas] = Json($$"""{"items":[{{Replica}},{{Replica}}]}"""),
            [Namespaces] = Json("""
                {"items":[{"metadata":{"name":"shop",
                 "labels":{"appmesh.k8s.aws/sidecarInjectorWebhook":"enabled"}}}]}
                """),
            [Pods] = Json($$"""{"metadata":{},"items":[{{CreateInjectedPod(Hash)}}]}"""),
            [Creation] = Json(CreateInjectedPod(Hash)),
        };
    }

    /// <summary>Gets the hash of the settings in the ConfigMap.</summary>
    public static string Hash { get; } = SettingsLoader.Load(
        [], new Dictionary<string, string> { ["MESH_NAME"] = "installed" }).Settings.Hash;

    /// <summary>Gets the responses of the API server, by method and path.</summary>
    public Dictionary<string, JsonNode> Responses { get; }

    /// <summary>Gets the HTTP status codes of requests that fail, by method and path.</summary>
    public Dictionary<string, int> Statuses { get; } = [];

    public JsonNode Webhook => Responses[Configuration]["webhooks"]![0]!;

    private static string InjectorContainer =>
        """{"name":"appmesh-inject","image":"appmesh-inject:1","envFrom":[{"configMapRef":{"name":"settings-1"}}]}""";

    private static string Replica => $$$$$"""
        {"metadata":{"labels":{"app.kubernetes.io/name":"aws-app-mesh-inject"}},
         "spec":{"containers":[{{{{{InjectorContainer}}}}}]},
         "status":{"conditions":[{"type":"Ready","status":"True"}],
          "containerStatuses":[{"name":"appmesh-inject","state":{"running":{"startedAt":"2026-01-02T00:00:00Z"}}}]}}
        """;

    /// <summary>Creates a pod with the sidecar.</summary>
    public static string CreateInjectedPod(string hash, string? version = null) => $$$"""
        {"metadata":{"name":"web-1","labels":{"pod-template-hash":"abc"},
          "ownerReferences":[{"kind":"ReplicaSet","name":"web-abc","controller":true}],
          "annotations":{"appmesh.k8s.aws/injectStatus":
           "{\"settings\":\"{{{hash}}}\",\"version\":\"{{{version ?? InjectorVersion.Current}}}\"}"}},
         "spec":{"containers":[{"name":"web"},{"name":"envoy"}],"initContainers":[{"name":"proxyinit"}]}}
        """;

    /// <summary>Creates a pod without a sidecar.</summary>
    public static string CreateBarePod(string annotations = "{}") => $$$"""
        {"metadata":{"name":"web-1","labels":{"pod-template-hash":"abc"},"annotations":{{{annotations}}},
          "ownerReferences":[{"kind":"ReplicaSet","name":"web-abc","controller":true}]},
         "spec":{"containers":[{"name":"web"}]}}
        """;

    public static JsonNode Json(string json) => JsonNode.Parse(json)!;

    /// <summary>Reads the findings of a run with <c>-o json</c>.</summary>
    public static IEnumerable<JsonNode> GetFindings(CommandProcess run) =>
        JsonNode.Parse(run.Output)!["findings"]!.AsArray().Select(finding => finding!);

    /// <summary>Makes the API server reject the pod of the dry run.</summary>
    public void RejectDryRun(int status, string message)
    {
        Statuses[Creation] = status;
        Responses[Creation] = new JsonObject { ["message"] = message };
    }

    public async Task<CommandProcess> CheckAsync(params string[] flags)
    {
        await using var server = await FakeServer.StartAsync(
            _folder.Certificate,
            Responses.ToDictionary(response => response.Key, response => response.Value.ToJsonString()));
        foreach (var (request, status) in Statuses)
        {
            server.Statuses[request] = status;
        }

        _folder.WriteConfig(server.Address);
        return await CommandProcess.RunAsync(["check", .. flags], _folder.Environment);
    }

    public void Dispose() => _folder.Dispose();
}
