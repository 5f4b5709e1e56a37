using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Kubeconfig;

/// <summary>An API version of exec plugins.</summary>
/// <param name="Name">The name, such as client.authentication.k8s.io/v1.</param>
internal sealed record ExecVersion(string Name)
{
    private const string V1 = "client.authentication.k8s.io/v1";
    private const string V1Beta1 = "client.authentication.k8s.io/v1beta1";

    /// <summary>Reads the API version of an exec entry.</summary>
    /// <exception cref="KubeconfigException">The version is not supported.</exception>
    public static ExecVersion Read(ConfigEntry exec) => exec.GetRequiredString("apiVersion") switch
    {
        var name and (V1 or V1Beta1) => new ExecVersion(name),
        var other => throw exec.CreateError($"apiVersion: {ValidationError.Quote(other)} is not {V1} or {V1Beta1}"),
    };

    /// <summary>Returns whether the plugin may prompt the user.</summary>
    /// <exception cref="KubeconfigException">
    /// The plugin needs a terminal and there is none, or its interactiveMode is missing or invalid.
    /// </exception>
    public bool IsInteractive(ConfigEntry exec) => (exec.GetString("interactiveMode"), Name) switch
    {
        ("Never", _) => false,
        ("IfAvailable", _) or (null, V1Beta1) => !Console.IsInputRedirected,
        ("Always", _) => !Console.IsInputRedirected
            ? true
            : throw exec.CreateError("interactiveMode: Always needs a terminal as standard input"),
        (null, _) => throw exec.CreateError("interactiveMode is missing; set it to Never, IfAvailable or Always"),
        (var other, _) => throw exec.CreateError(
            $"interactiveMode: {ValidationError.Quote(other)} is not Never, IfAvailable or Always"),
    };
}
