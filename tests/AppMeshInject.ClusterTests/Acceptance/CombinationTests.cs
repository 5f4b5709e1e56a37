using System.Text.Json.Nodes;
using AppMeshInject.ClusterTests.Namespaces;
using AppMeshInject.Testing.Reviews;

namespace AppMeshInject.ClusterTests.Acceptance;

/// <summary>The API server accepts the injected pod for every combination of settings and annotations.</summary>
public sealed class CombinationTests(PlainNamespace plain) : IClassFixture<PlainNamespace>
{
    private const string CniMode = "\"appmesh.k8s.aws/appmeshCNI\": \"enabled\"";
    private const string SecretMounts = "\"appmesh.k8s.aws/secretMounts\": \"tls:/etc/tls, ca:/etc/ca\"";
    private const string VolumeMounts = "\"appmesh.k8s.aws/volumeMounts\": \"data:/mnt/data\"";

    public static MatrixTheoryData<string, string> TracingAndStatistics => new(
        [
            "",
            "--enable-xray-tracing",
            "--enable-jaeger-tracing",
            "--enable-datadog-tracing --datadog-address=ref:status.hostIP",
        ],
        [
            "",
            "--enable-stats-tags",
            "--enable-statsd --statsd-address=ref:status.hostIP",
            "--enable-stats-tags --enable-statsd --statsd-socket-path=/run/statsd.sock",
        ]);

    [ClusterTheory]
    [MemberData(nameof(TracingAndStatistics))]
    public async Task The_API_server_accepts_all_modes_and_mounts_together_with(string tracing, string statistics)
    {
        foreach (var sds in GetSubsets("--enable-sds"))
        {
            var settings = $"{tracing} {statistics}".Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var engine = Engine.Create(["--mesh-name=m", "--region=us-west-2", .. settings, .. sds]);
            foreach (var annotations in GetSubsets(CniMode, SecretMounts, VolumeMounts))
            {
                var request = new AdmissionRequest(CreatePod(string.Join(", ", annotations)), plain.Name);
                var outcome = engine.Review(request);
                Assert.NotNull(outcome.Patch);

                var pod = JsonNode.Parse(request.ObjectJson)!;
                var errors = await DryRun.GetInjectionErrorsAsync(plain, pod, outcome.ApplyTo(request));

                Assert.True(
                    errors.Count == 0, $"{string.Join(", ", [.. sds, .. annotations])}: {string.Join(", ", errors)}");
            }
        }
    }

    private static IEnumerable<IReadOnlyList<string>> GetSubsets(params IReadOnlyList<string> all) =>
        Enumerable.Range(0, 1 << all.Count)
            .Select(bits => all.Where((_, index) => (bits & (1 << index)) != 0).ToList());

    private static string CreatePod(string annotations) => $$"""
        {
          "apiVersion": "v1",
          "kind": "Pod",
          "metadata": { "name": "nginx", "annotations": { {{annotations}} } },
          "spec": {
            "containers": [{ "name": "nginx", "image": "nginx", "ports": [{ "containerPort": 80 }] }],
            "volumes": [{ "name": "data", "emptyDir": {} }]
          }
        }
        """;
}
