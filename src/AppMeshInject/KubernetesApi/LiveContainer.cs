using System.Text.Json;

namespace AppMeshInject.KubernetesApi;

/// <summary>What is read of a container.</summary>
internal sealed record LiveContainer
{
    public string? Name { get; init; }

    public string? Image { get; init; }

    public IReadOnlyList<string>? Command { get; init; }

    public IReadOnlyList<string>? Args { get; init; }

    public IReadOnlyList<LiveVariable>? Env { get; init; }

    public IReadOnlyList<LiveVariableSource>? EnvFrom { get; init; }

    public static LiveContainer Read(JsonElement json) => new()
    {
        Name = json.Text("name"),
        Image = json.Text("image"),
        Command = json.Texts("command"),
        Args = json.Texts("args"),
        Env = json.Many("env", LiveVariable.Read),
        EnvFrom = json.Many("envFrom", LiveVariableSource.Read),
    };
}

/// <summary>A variable of a container.</summary>
internal sealed record LiveVariable(string? Name, string? Value, LiveValueSource? ValueFrom)
{
    public static LiveVariable Read(JsonElement json) => new(json.Text("name"), json.Text("value"), json.One("valueFrom", LiveValueSource.Read));
}

/// <summary>Where a variable has its value from; nothing of it is read but a ConfigMap.</summary>
internal sealed record LiveValueSource(LiveKeyReference? ConfigMapKeyRef)
{
    public static LiveValueSource Read(JsonElement json) => new(json.One("configMapKeyRef", LiveKeyReference.Read));
}

/// <summary>A value in an object.</summary>
internal sealed record LiveKeyReference(string? Name, string? Key, bool? Optional)
{
    public static LiveKeyReference Read(JsonElement json) => new(json.Text("name"), json.Text("key"), json.Flag("optional"));
}

/// <summary>Where a container has more variables from.</summary>
internal sealed record LiveVariableSource(string? Prefix, LiveReference? ConfigMapRef, LiveReference? SecretRef)
{
    public static LiveVariableSource Read(JsonElement json) =>
        new(json.Text("prefix"), json.One("configMapRef", LiveReference.Read), json.One("secretRef", LiveReference.Read));
}

/// <summary>An object by its name.</summary>
internal sealed record LiveReference(string? Name, bool? Optional)
{
    public static LiveReference Read(JsonElement json) => new(json.Text("name"), json.Flag("optional"));
}
