using System.Diagnostics;
using System.Text.Json.Nodes;
using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.ClusterTests.Namespaces;
using AppMeshInject.ClusterTests.Terminals;

namespace AppMeshInject.ClusterTests.Check;

/// <summary><c>check</c> finds each problem in an installation, and names its fix.</summary>
[Collection(ExclusiveCluster.Name)]
public sealed class CheckTests(Cluster cluster, MeshedNamespace meshed) : IClassFixture<MeshedNamespace>
{
    // For 8 seconds after a repair, the injector checks the caBundle every second. A retry within that time would be
    // repaired before the check command inspects it.
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(12);

    public static TheoryData<string> Codes => [.. CausedProblem.All.Select(problem => problem.Code)];

    [ClusterTheory]
    [MemberData(nameof(Codes))]
    public async Task Check_reports_a_problem_with_its_fix(string code)
    {
        var problem = CausedProblem.All.Single(problem => problem.Code == code);
        try
        {
            await WaitUntilNoFindingsAsync();

            (await cluster.Terminal.RunAsync(InNamespace(problem.Command))).EnsureSuccess();
            var clock = Stopwatch.StartNew();
            var finding = await WaitForAsync($"the finding {code}", async () =>
            {
                if (FindFinding(await CheckAsync(), code) is { } found)
                {
                    return found;
                }

                // The injector may have repaired the problem since then.
                if (clock.Elapsed >= RetryInterval)
                {
                    await cluster.Terminal.RunAsync(InNamespace(problem.Command));
                    clock.Restart();
                }

                return null;
            });

            Assert.Contains(InNamespace(problem.Fix), finding["fix"]!.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            await RestoreAsync();
        }

        await WaitUntilNoFindingsAsync();
    }

    private static JsonNode? FindFinding(CommandResult result, string code) =>
        JsonNode.Parse(result.Output)!["findings"]!.AsArray()
            .FirstOrDefault(finding => finding!["code"]!.ToString() == code);

    private string InNamespace(string text) =>
        text.Replace(CausedProblem.NamespacePlaceholder, meshed.Name, StringComparison.Ordinal);

    // Reverts every problem: the manifests restore the objects, and the restarted replicas read the settings again.
    private async Task RestoreAsync()
    {
        const string Deployment = "--namespace appmesh-inject deployment/aws-app-mesh-inject";
        string[] commands =
        [
            "kubectl get configmaps --namespace appmesh-inject -o name | grep settings "
                + "| xargs kubectl delete --namespace appmesh-inject",
            Injector.InstallCommand,
            $"kubectl rollout restart {Deployment}",
            $"kubectl rollout status --timeout=120s {Deployment}",
            $"kubectl label --overwrite namespace {meshed.Name} appmesh.k8s.aws/sidecarInjectorWebhook=enabled",
            $"kubectl delete pods --all --namespace {meshed.Name} --grace-period=1",
        ];
        foreach (var command in commands)
        {
            (await cluster.Terminal.RunAsync(command)).EnsureSuccess();
        }
    }

    private Task<CommandResult> WaitUntilNoFindingsAsync() =>
        WaitForAsync("no finding", async () => await CheckAsync() is { ExitCode: 0 } result ? result : null);

    private Task<CommandResult> CheckAsync() => cluster.Terminal.RunAsync($"{Executable.Command} check -o json");

    private Task<T> WaitForAsync<T>(string what, Func<Task<T?>> find)
        where T : class => Polling.WaitForAsync(
            what,
            find,
            async () => $"{await CheckAsync()}\n{await Diagnosis.CollectAsync(cluster.Terminal, meshed.Name)}");
}
