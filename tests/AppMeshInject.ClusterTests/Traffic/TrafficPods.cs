using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Namespaces;

namespace AppMeshInject.ClusterTests.Traffic;

/// <summary>A server outside the mesh, and two pods in it that differ in what their proxies leave alone.</summary>
public sealed class TrafficPods(Cluster cluster) : IAsyncLifetime
{
    /// <summary>What the server answers with on every port.</summary>
    public const string Answer = "answered by the server";

    private const string Server = $$"""
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: server }
        data:
          nginx.conf: |
            error_log /dev/stderr;
            events {}
            http { server { listen 80; listen 22; listen 8081; return 200 "{{Answer}}"; } }
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

    /// <summary>Where the server is.</summary>
    public PlainNamespace Plain { get; } = new(cluster);

    public MeshedNamespace Meshed { get; } = new(cluster);

    public string ServerAddress { get; private set; } = "";

    /// <summary>The address of the pod <c>web</c>, whose proxy takes everything but the server's port 8081.</summary>
    public string WebAddress { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        await Meshed.InitializeAsync();
        await Plain.InitializeAsync();
        (await Plain.ApplyAsync(Server)).Succeeded();
        (await Meshed.ApplyAsync(Web("web", "egressIgnoredPorts: \"8081\""))).Succeeded();
        ServerAddress = await AddressAsync(Plain, "server");

        // Its proxy leaves the server alone.
        (await Meshed.ApplyAsync(Web("direct", $"egressIgnoredIPs: {ServerAddress}"))).Succeeded();
        WebAddress = await AddressAsync(Meshed, "web");
        await AddressAsync(Meshed, "direct");
    }

    public async ValueTask DisposeAsync()
    {
        await Meshed.DisposeAsync();
        await Plain.DisposeAsync();
    }

    private static async Task<string> AddressAsync(TestNamespace @namespace, string pod) =>
        (await @namespace.WaitUntilReadyAsync(pod)).Status.PodIP;

    private static string Web(string name, string annotation) => $$"""
        apiVersion: v1
        kind: Pod
        metadata:
          name: {{name}}
          annotations:
            appmesh.k8s.aws/{{annotation}}
        spec: { containers: [{ name: nginx, image: nginx, ports: [{ containerPort: 80 }] }] }
        """;
}
