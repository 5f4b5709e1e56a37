namespace AppMeshInject.Injection.Sidecars;

/// <summary>
/// The kubelet puts variables in place of <c>$(NAME)</c> in environments, commands and arguments, and takes <c>$$</c> for <c>$</c>.
/// </summary>
/// <remarks>https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/</remarks>
internal static class KubeletExpansion
{
    /// <summary>What is to be written so that the kubelet makes this very text of it.</summary>
    public static string Escape(string text) => text.Replace("$", "$$", StringComparison.Ordinal);
}
