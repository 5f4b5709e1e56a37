using AppMeshInject.Injection.Parsing;
using AppMeshInject.Kubeconfig;
using AppMeshInject.KubernetesApi;
using AppMeshInject.Terminal;

namespace AppMeshInject.Commands;

/// <summary>The options that select a cluster.</summary>
internal static class ClusterOptions
{
    private static readonly CommandOption Kubeconfig = new(
        "kubeconfig", null, "FILE", "The kubeconfig; default: the files of KUBECONFIG, or ~/.kube/config");
    private static readonly CommandOption Context = new(
        "context", null, "NAME", "The context of the kubeconfig; default: the current context");

    /// <summary>Gets the options.</summary>
    public static IReadOnlyList<CommandOption> All { get; } = [Kubeconfig, Context];

    /// <summary>Returns whether the command line has one of the options.</summary>
    public static bool AnySpecified(CommandLine line) => All.Any(option => line.Options.ContainsKey(option.Name));

    /// <summary>Connects to the cluster and runs the rest of a command.</summary>
    /// <returns>
    /// The exit code of <paramref name="run"/>; 2, after an error message, if the cluster cannot be reached.
    /// </returns>
    public static async Task<int> ConnectAsync(
        CommandLine line, CommandConsole console, Func<ClusterAccess, ApiSession, Task<int>> run)
    {
        try
        {
            var access = KubeconfigReader.Read(
                line.Options.GetValueOrDefault(Kubeconfig.Name), line.Options.GetValueOrDefault(Context.Name),
                console.Environment);
            using var session = new ApiSession(
                await KubeconfigConnection.CreateAsync(access, CancellationToken.None));
            return await run(access, session);
        }
        catch (Exception exception) when (exception is KubeconfigException or ApiException)
        {
            console.Error.WriteLine(TextSanitizer.Sanitize($"error: {exception.Message}"));
            return ExitCode.InvalidInput;
        }
    }
}
