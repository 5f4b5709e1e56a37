using System.Buffers;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Sidecars;

namespace AppMeshInject.Injection.Patches;

/// <summary>The words that the patches of pods of one shape differ by.</summary>
internal readonly record struct PatchPlaceholders(
    string Mesh, string VirtualNode, string AppPorts, string EgressIgnoredIps, string EgressIgnoredPorts, string DefaultContainer)
{
    /// <summary>How many there are.</summary>
    public const int Count = 6;

    // Letters that stand for themselves however often a text is escaped on its way into the patch.
    private static readonly SearchValues<char> PlainLetters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._:,/@");

    /// <summary>Marks in the place of the words. No setting has such brackets, and no escaping changes them.</summary>
    public static PatchPlaceholders Tokens { get; } = new("⟦0⟧", "⟦1⟧", "⟦2⟧", "⟦3⟧", "⟦4⟧", "⟦5⟧");

    /// <summary>Whether each stands for itself, however the place it is put in escapes texts.</summary>
    public bool NeedNoEscaping
    {
        get
        {
            for (var i = 0; i < Count; i++)
            {
                if (this[i].AsSpan().ContainsAnyExcept(PlainLetters))
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>The words in order.</summary>
    public string this[int index] => index switch
    {
        0 => Mesh,
        1 => VirtualNode,
        2 => AppPorts,
        3 => EgressIgnoredIps,
        4 => EgressIgnoredPorts,
        _ => DefaultContainer,
    };

    /// <summary>The words of a pod that is injected.</summary>
    public static PatchPlaceholders Create(EffectivePodSettings podSettings, Redirection redirection) => new(
        podSettings.Mesh!, podSettings.VirtualNode, redirection.AppPorts, redirection.EgressIgnoredIps, redirection.EgressIgnoredPorts,
        SidecarContainers.GetDefaultContainer(podSettings) ?? "");
}
