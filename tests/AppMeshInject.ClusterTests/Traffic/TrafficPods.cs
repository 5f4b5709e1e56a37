using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Namespaces;

namespace AppMeshInject.ClusterTests.Traffic;

/// <summary>A server outside the mesh, and two pods in the mesh with different redirect exceptions.</summary>
public sealed class TrafficPods(Cluster cluster) : IAsyncLifetime
{
    /// <summary>The body of every response of the server.</summary>
    public const string ServerBody = "response of the server";

    private const string Server = $$"""
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: server }
        data:
          nginx.conf: |
            error_log /dev/stderr;
            events {}
            http { server { listen 80; listen 22; listen 8081; return 200 "{{ServerBody}}"; } }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: server }
        spec: { selector: { app: server }, ports: [{ port: 80 }] }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: server, labels: { app: server } }
        spec:
          containers:
            - name: nginx
              image: nginx
              args: [nginx, -g, "daemon off;", -c, /etc/server/nginx.conf]
              volumeMounts: [{ name: configuration, mountPath: /etc/server }]
          volumes: [{ name: configuration, configMap: { name: server } }]
        """;

    /// <summary>Gets the namespace of the server.</summary>
    public PlainNamespace Plain { get; } = new(cluster);

    /// <summary>Gets the namespace of the pods <c>web</c> and <c>direct</c>.</summary>
    public MeshedNamespace Meshed { get; } = new(cluster);

    public string ServerAddress { get; private set; } = "";

    /// <summary>Gets the address of the pod <c>web</c>, which redirects egress to all ports except 8081.</summary>
    public string WebAddress { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        await Meshed.InitializeAsync();
        await Plain.InitializeAsync();
        (await Plain.ApplyAsync(Server)).EnsureSuccess();
        (await Meshed.ApplyAsync(CreatePod("web", "egressIgnoredPorts: \"8081\""))).EnsureSuccess();
        ServerAddress = await GetAddressAsync(Plain, "server");

        // This pod does not redirect egress to the server.
        (await Meshed.ApplyAsync(CreatePod("direct", $"egressIgnoredIPs: {ServerAddress}"))).EnsureSuccess();
        WebAddress = await GetAddressAsync(Meshed, "web");
        await GetAddressAsync(Meshed, "direct");
    }

    public async ValueTask DisposeAsync()
    {
        await Meshed.DisposeAsync();
        await Plain.DisposeAsync();
    }

    private static async Task<string> GetAddressAsync(TestNamespace @namespace, string pod) =>
        (await @namespace.WaitUntilReadyAsync(pod)).Status.PodIP;

    private static string CreatePod(string name, string annotation) => $$"""
        apiVersion: v1
        kind: Pod
        metadata:
          name: {{name}}
          annotations:
            appmesh.k8s.aws/{{annotation}}
        spec: { containers: [{ name: nginx, image: nginx, ports: [{ containerPort: 80 }] }] }
        """;
}
