
using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Kubeconfig;

/// <summary>A version of how plugins are talked to.</summary>
/// <param name="Name">Such as client.authentication.k8s.io/v1.</param>
internal sealed record ExecVersion(string Name)
{
    private const string V1 = "client.authentication.k8s.io/v1";
    private const string V1Beta1 = "client.authentication.k8s.io/v1beta1";

    /// <exception cref="KubeconfigException">It is not known.</exception>
    public static ExecVersion Read(ConfigEntry exec) => exec.Needed("apiVersion") switch
    {
        var name and (V1 or V1Beta1) => new ExecVersion(name),
        var other => throw exec.Fault($"apiVersion: {ValidationError.Quote(other)} is not {V1} or {V1Beta1}"),
    };

    /// <summary>Whether the program may ask a person.</summary>
    /// <exception cref="KubeconfigException">It must, and there is none; or how is not said.</exception>
    public bool IsInteractive(ConfigEntry exec) => (exec.Text("interactiveMode"), Name) switch
    {
        ("Never", _) => false,
        ("IfAvailable", _) or (null, V1Beta1) => !Console.IsInputRedirected,
        ("Always", _) => !Console.IsInputRedirected ? true : throw exec.Fault("interactiveMode: Always needs a terminal"),
        (null, _) => throw exec.Fault("interactiveMode is missing: Never, IfAvailable or Always"),
        (var other, _) => throw exec.Fault($"interactiveMode: {ValidationError.Quote(other)} is not Never, IfAvailable or Always"),
    };
}
