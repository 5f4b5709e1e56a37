namespace AppMeshInject.Injection.Sidecars;

/// <summary>
/// The variable expansion of the kubelet: in environment variables, commands and arguments it replaces <c>$(NAME)</c>
/// with the value of the variable, and <c>$$</c> with <c>$</c>.
/// </summary>
/// <remarks>
/// https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
/// </remarks>
internal static class KubeletExpansion
{
    /// <summary>Escapes a text, so that the kubelet expands the result to the original text.</summary>
    public static string Escape(string text) => text.Replace("$", "$$", StringComparison.Ordinal);
}
