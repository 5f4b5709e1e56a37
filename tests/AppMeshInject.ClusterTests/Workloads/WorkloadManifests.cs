using AppMeshInject.ClusterTests.Clusters;

namespace AppMeshInject.ClusterTests.Workloads;

/// <summary>Creates the manifests of one workload of each kind, whose pods do not exit.</summary>
internal static class WorkloadManifests
{
    private const string Containers = "[{ name: nginx, image: nginx, ports: [{ containerPort: 80 }] }]";

    /// <summary>Returns the manifests in the API versions that a server supports.</summary>
    public static string Create(ServerVersion server) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: shop-cart }
        spec:
          selector: { matchLabels: { app: shop-cart } }
          template: {{CreateTemplate("shop-cart")}}
        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: orders }
        spec:
          serviceName: orders
          selector: { matchLabels: { app: orders } }
          template: {{CreateTemplate("orders")}}
        ---
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: { name: collector }
        spec:
          selector: { matchLabels: { app: collector } }
          template: {{CreateTemplate("collector")}}
        ---
        apiVersion: batch/v1
        kind: Job
        metadata: { name: migration }
        spec:
          template: {{CreateTemplate("migration", "restartPolicy: Never,")}}
        ---
        apiVersion: {{server.CronJobVersion}}
        kind: CronJob
        metadata: { name: report }
        spec:
          schedule: "* * * * *"
          concurrencyPolicy: Forbid
          jobTemplate: { spec: { template: {{CreateTemplate("report", "restartPolicy: Never,")}} } }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: bare, labels: { app: bare } }
        spec: { containers: {{Containers}} }
        """;

    private static string CreateTemplate(string name, string spec = "") =>
        $"{{ metadata: {{ labels: {{ app: {name} }} }}, spec: {{ {spec} containers: {Containers} }} }}";
}
