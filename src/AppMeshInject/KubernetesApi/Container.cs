namespace AppMeshInject.KubernetesApi;

/// <summary>A container of a pod.</summary>
internal sealed record Container
{
    /// <summary>The name of the container.</summary>
    public string? Name { get; init; }

    /// <summary>The image.</summary>
    public string? Image { get; init; }

    /// <summary>The command; null for the entry point of the image.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>The arguments.</summary>
    public IReadOnlyList<string>? Args { get; init; }

    /// <summary>The environment variables. They override the variables of <see cref="EnvFrom"/>.</summary>
    public IReadOnlyList<EnvVar>? Env { get; init; }

    /// <summary>The objects whose entries become environment variables. Later ones override earlier ones.</summary>
    public IReadOnlyList<EnvFromSource>? EnvFrom { get; init; }
}

/// <summary>An environment variable of a container.</summary>
/// <param name="Name">The name of the variable.</param>
/// <param name="Value">The value, in which $(NAME) refers to another variable.</param>
/// <param name="ValueFrom">The source of the value; null if the value is specified directly.</param>
internal sealed record EnvVar(string? Name, string? Value, EnvVarSource? ValueFrom);

/// <summary>The source of an environment variable. Sources other than a ConfigMap are not read.</summary>
/// <param name="ConfigMapKeyRef">The key of a ConfigMap; null for another source.</param>
internal sealed record EnvVarSource(ConfigMapKeySelector? ConfigMapKeyRef);

/// <summary>Selects a key of a ConfigMap.</summary>
/// <param name="Name">The name of the ConfigMap.</param>
/// <param name="Key">The key.</param>
/// <param name="Optional">True if the ConfigMap or the key may be missing.</param>
internal sealed record ConfigMapKeySelector(string? Name, string? Key, bool? Optional);

/// <summary>An object whose entries become environment variables.</summary>
/// <param name="Prefix">The prefix of the variable names.</param>
/// <param name="ConfigMapRef">The ConfigMap; null for a Secret.</param>
/// <param name="SecretRef">The Secret; null for a ConfigMap.</param>
internal sealed record EnvFromSource(string? Prefix, EnvFromReference? ConfigMapRef, EnvFromReference? SecretRef);

/// <summary>Refers to a ConfigMap or Secret in the namespace of the container.</summary>
/// <param name="Name">The name of the object.</param>
/// <param name="Optional">True if the object may be missing.</param>
internal sealed record EnvFromReference(string? Name, bool? Optional);
