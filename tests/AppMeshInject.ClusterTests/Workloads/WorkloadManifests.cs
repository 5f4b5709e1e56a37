using AppMeshInject.ClusterTests.Clusters;

namespace AppMeshInject.ClusterTests.Workloads;

/// <summary>One workload of each kind, with pods that run on.</summary>
internal static class WorkloadManifests
{
    private const string Containers = "[{ name: nginx, image: nginx, ports: [{ containerPort: 80 }] }]";

    public static string All(ServerVersion server) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: shop-cart }
        spec:
          selector: { matchLabels: { app: shop-cart } }
          template: {{Template("shop-cart")}}
        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: orders }
        spec:
          serviceName: orders
          selector: { matchLabels: { app: orders } }
          template: {{Template("orders")}}
        ---
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: { name: collector }
        spec:
          selector: { matchLabels: { app: collector } }
          template: {{Template("collector")}}
        ---
        apiVersion: batch/v1
        kind: Job
        metadata: { name: migration }
        spec:
          template: {{Template("migration", "restartPolicy: Never,")}}
        ---
        apiVersion: {{server.CronJobVersion}}
        kind: CronJob
        metadata: { name: report }
        spec:
          schedule: "* * * * *"
          concurrencyPolicy: Forbid
          jobTemplate: { spec: { template: {{Template("report", "restartPolicy: Never,")}} } }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: bare, labels: { app: bare } }
        spec: { containers: {{Containers}} }
        """;

    private static string Template(string name, string spec = "") =>
        $"{{ metadata: {{ labels: {{ app: {name} }} }}, spec: {{ {spec} containers: {Containers} }} }}";
}
