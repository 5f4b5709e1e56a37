using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Terminals;

namespace AppMeshInject.ClusterTests.Diagnostics;

/// <summary>What a person would look at where a test failed.</summary>
internal static class Diagnosis
{
    public static async Task<string> OfAsync(Terminal terminal, string @namespace)
    {
        string[] commands =
        [
            "kubectl get pods --all-namespaces -o wide",
            $"kubectl describe pods --namespace {@namespace}",
            $"kubectl get events --namespace {@namespace}",
            $"kubectl logs --namespace {Injector.Namespace} -l {Injector.Selector} --prefix --tail -1 | grep -e {@namespace} -e Error",
        ];
        var results = new List<CommandResult>();
        foreach (var command in commands)
        {
            results.Add(await terminal.RunAsync(command));
        }

        return string.Join('\n', results);
    }
}
