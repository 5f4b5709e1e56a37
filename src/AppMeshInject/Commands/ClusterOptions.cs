
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Kubeconfig;
using AppMeshInject.KubernetesApi;
using AppMeshInject.Terminal;

namespace AppMeshInject.Commands;

/// <summary>The options by which a command is told a cluster.</summary>
internal static class ClusterOptions
{
    private static readonly CommandOption Kubeconfig = new("kubeconfig", null, "FILE", "The kubeconfig; where it is absent the files that KUBECONFIG names, or ~/.kube/config");
    private static readonly CommandOption Context = new("context", null, "NAME", "The context in it; the current one where it is absent");

    public static IReadOnlyList<CommandOption> All { get; } = [Kubeconfig, Context];

    /// <summary>Whether one of them is given.</summary>
    public static bool AreGiven(CommandLine line) => All.Any(option => line.Options.ContainsKey(option.Name));

    /// <summary>What a command does with a cluster.</summary>
    /// <returns>Its exit code; 2 where the cluster cannot be asked, which is told.</returns>
    public static async Task<int> ConnectAsync(CommandLine line, CommandConsole console, Func<ClusterAccess, ApiSession, Task<int>> run)
    {
        try
        {
            var access = KubeconfigReader.Read(line.Options.GetValueOrDefault(Kubeconfig.Name), line.Options.GetValueOrDefault(Context.Name), console.Environment);
            using var session = new ApiSession(await KubeconfigConnection.CreateAsync(access, CancellationToken.None));
            return await run(access, session);
        }
        catch (Exception exception) when (exception is KubeconfigException or ApiException)
        {
            console.Error.WriteLine(TextSanitizer.Sanitize($"error: {exception.Message}"));
            return ExitCode.Unusable;
        }
    }
}
