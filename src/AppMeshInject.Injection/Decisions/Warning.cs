
using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Decisions;

/// <summary>What a warning is about.</summary>
public enum WarningKind
{
    /// <summary>An annotation under appmesh.k8s.aws/ that is not known.</summary>
    UnknownAnnotation,

    /// <summary>An injection switch that is neither enabled nor disabled.</summary>
    UnknownSwitchValue,

    /// <summary>Injection was asked for and is not possible.</summary>
    NotPossible,

    /// <summary>A Job whose proxy will keep it from completing.</summary>
    JobWithoutNativeSidecar,

    /// <summary>No port was found whose traffic to redirect.</summary>
    NoPorts,

    /// <summary>More ports than can be redirected.</summary>
    TooManyPorts,

    /// <summary>A container of the pod's own that is named as one of the injector's.</summary>
    ContainerNameTaken,

    /// <summary>A container that runs as the proxy's user.</summary>
    ProxyUserTaken,

    /// <summary>The proxy's wait before it stops takes the whole grace period.</summary>
    PreStopDelayTooLong,

    /// <summary>Init containers whose traffic goes to a proxy that does not run yet.</summary>
    InitContainersWithoutNetwork,

    /// <summary>A probe whose traffic goes to the proxy.</summary>
    ProbeIntercepted,

    /// <summary>More warnings than are shown.</summary>
    More,
}

/// <summary>A warning for whoever created the pod.</summary>
public readonly record struct Warning
{
    /// <summary>The most warnings of one admission.</summary>
    public const int MaxCount = 10;

    /// <summary>The longest warning, in UTF-16 units: the API server cuts longer ones, and drops them past 4096 in all.</summary>
    public const int MaxLength = 256;

    /// <summary>Makes a warning: one line, cut to the longest.</summary>
    public Warning(WarningKind kind, string text)
    {
        Kind = kind;
        Text = TextSanitizer.Sanitize(text.Length <= MaxLength ? text : Cut(text));
    }

    /// <summary>What it is about.</summary>
    public WarningKind Kind { get; }

    /// <summary>What it says, and what to do.</summary>
    public string Text { get; }

    // Never through the middle of a character.
    private static string Cut(string text)
    {
        var length = MaxLength - 1;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[length - 1]) ? length - 1 : length), "…");
    }
}
