using System.Buffers;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Sidecars;

namespace AppMeshInject.Injection.Patches;

/// <summary>
/// The values that can differ between the patches of pods with the same <see cref="PatchTemplateKey"/>.
/// </summary>
/// <param name="Mesh">The mesh.</param>
/// <param name="VirtualNode">The virtual node.</param>
/// <param name="AppPorts">The application ports, separated by commas.</param>
/// <param name="EgressIgnoredIps">The IP ranges that egress ignores, separated by commas.</param>
/// <param name="EgressIgnoredPorts">The ports that egress ignores, separated by commas.</param>
/// <param name="DefaultContainer">The name of the default container; empty if the annotation is not added.</param>
internal readonly record struct PatchPlaceholders(
    string Mesh, string VirtualNode, string AppPorts, string EgressIgnoredIps, string EgressIgnoredPorts,
        string DefaultContainer)
{
    /// <summary>The number of values.</summary>
    public const int Count = 6;

    // JSON, JSON within JSON, and the variable expansion of the kubelet do not escape these characters.
    private static readonly SearchValues<char> UnescapedCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._:,/@");

    /// <summary>
    /// Gets the tokens that mark the positions of the values in a template. No setting contains the brackets of the
    /// tokens, and escaping does not change them.
    /// </summary>
    public static PatchPlaceholders Tokens { get; } = new("⟦0⟧", "⟦1⟧", "⟦2⟧", "⟦3⟧", "⟦4⟧", "⟦5⟧");

    /// <summary>Gets whether no value contains a character that must be escaped.</summary>
    public bool NeedNoEscaping
    {
        get
        {
            for (var i = 0; i < Count; i++)
            {
                if (this[i].AsSpan().ContainsAnyExcept(UnescapedCharacters))
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>Gets a value by its zero-based index.</summary>
    public string this[int index] => index switch
    {
        0 => Mesh,
        1 => VirtualNode,
        2 => AppPorts,
        3 => EgressIgnoredIps,
        4 => EgressIgnoredPorts,
        _ => DefaultContainer,
    };

    /// <summary>Creates the values of a pod that is injected.</summary>
    public static PatchPlaceholders Create(EffectivePodSettings podSettings, Redirection redirection) => new(
        podSettings.Mesh!,
        podSettings.VirtualNode,
        redirection.AppPorts,
        redirection.EgressIgnoredIps,
        redirection.EgressIgnoredPorts,
        SidecarContainers.GetDefaultContainer(podSettings) ?? "");
}
