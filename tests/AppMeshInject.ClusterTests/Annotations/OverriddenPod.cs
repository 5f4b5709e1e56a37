using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Namespaces;
using AppMeshInject.ClusterTests.Pods;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Annotations;

/// <summary>
/// A running pod that overrides settings with annotations, and the objects that its annotations name.
/// </summary>
public sealed class OverriddenPod(Cluster cluster) : MeshedNamespace(cluster)
{
    private const string Manifest = """
        apiVersion: v1
        kind: Secret
        metadata: { name: ledger-tls }
        stringData: { ca.pem: a certificate }
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: notes }
        data: { note.txt: a note }
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: ledger
          annotations:
            appmesh.k8s.aws/mesh: othermesh@123456789012
            appmesh.k8s.aws/virtualNode: books
            appmesh.k8s.aws/ports: "80, 9102"
            appmesh.k8s.aws/egressIgnoredPorts: "3306,5432"
            appmesh.k8s.aws/egressIgnoredIPs: 10.100.0.0/16
            appmesh.k8s.aws/ipv6: disabled
            appmesh.k8s.aws/preview: "true"
            appmesh.k8s.aws/cpuRequest: 15m
            appmesh.k8s.aws/memoryRequest: 40Mi
            appmesh.k8s.aws/cpuLimit: "2"
            appmesh.k8s.aws/memoryLimit: 300Mi
            appmesh.k8s.aws/sidecarEnv: ENVOY_LOG_LEVEL=debug,TEAM=payments,APPMESH_PREVIEW=7
            appmesh.k8s.aws/sidecarEnvJson: '[{"GREETING": "good day, world"}]'
            appmesh.k8s.aws/secretMounts: ledger-tls:/etc/ledger-tls
            appmesh.k8s.aws/volumeMounts: notes:/etc/notes
            appmesh.k8s.aws/waitUntilProxyReady: enabled
            appmesh.k8s.aws/nativeSidecar: disabled
        spec:
          containers:
            - { name: nginx, image: nginx, ports: [{ containerPort: 80 }] }
            - name: helper
              image: nginx
              command: [sleep, infinity]
              volumeMounts: [{ name: notes, mountPath: /notes }]
          volumes: [{ name: notes, configMap: { name: notes } }]
        """;

    /// <summary>Gets the pod, which is ready.</summary>
    public V1Pod Pod { get; private set; } = null!;

    /// <summary>Gets the environment of the Envoy process, one <c>NAME=value</c> string per variable.</summary>
    public IReadOnlyList<string> Environment { get; private set; } = [];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        (await ApplyAsync(Manifest)).EnsureSuccess();
        Pod = await WaitUntilReadyAsync("ledger");
        Environment = (await ExecAsync("ledger", PodContainers.EnvoyName, "printenv")).Split('\n');
    }
}
