using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Terminals;

namespace AppMeshInject.ClusterTests.Diagnostics;

/// <summary>Collects pods, events and logs for the report of a failed test.</summary>
internal static class Diagnosis
{
    /// <summary>Runs the diagnostic commands and returns their output.</summary>
    /// <param name="terminal">The terminal to run them in.</param>
    /// <param name="namespace">The namespace of the test.</param>
    public static async Task<string> CollectAsync(Terminal terminal, string @namespace)
    {
        string[] commands =
        [
            "kubectl get pods --all-namespaces -o wide",
            $"kubectl describe pods --namespace {@namespace}",
            $"kubectl get events --namespace {@namespace}",
            $"kubectl logs --namespace {Injector.Namespace} -l {Injector.Selector} --prefix --tail -1 "
                + $"| grep -e {@namespace} -e Error",
        ];
        var results = new List<CommandResult>();
        foreach (var command in commands)
        {
            results.Add(await terminal.RunAsync(command));
        }

        return string.Join('\n', results);
    }
}
