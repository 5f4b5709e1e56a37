using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Kubeconfig;

/// <summary>Creates the errors of plugins.</summary>
internal static class ExecErrors
{
    /// <summary>Creates an error. If the exec entry has an installation hint, the message contains it.</summary>
    /// <param name="exec">The exec entry.</param>
    /// <param name="problem">The problem, which follows the name of the command.</param>
    public static KubeconfigException Create(ConfigEntry exec, string problem)
    {
        var hint = exec.GetString("installHint") is { } text ? $"; {text.Trim()}" : "";
        return exec.CreateError($"plugin {ValidationError.Quote(exec.GetRequiredString("command"))} {problem}{hint}");
    }
}
