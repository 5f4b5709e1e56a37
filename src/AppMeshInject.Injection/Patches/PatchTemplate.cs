using System.Buffers;
using System.Text;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Json;
using AppMeshInject.Injection.Sidecars;

namespace AppMeshInject.Injection.Patches;

// Most pods of a cluster need the same patch, except for a few values. A template plans and serializes that patch once:
//
//   1. Plan a template pod: the same switches and fields as the actual pod, with tokens as values.
//
//        mesh = ⟦0⟧   virtual node = ⟦1⟧   app ports = ⟦2⟧   ...
//
//   2. Serialize the plan. The tokens are in the positions of the values, some of them several times:
//
//        [ ... "value":"mesh/⟦0⟧/virtualNode/⟦1⟧" ... "name":"APPMESH_APP_PORTS","value":"⟦2⟧" ... ]
//
//   3. Cut the tokens out. What remains is the text, and a list of gaps:
//
//        _text  [ ... "value":"mesh/│/virtualNode/│" ... "name":"APPMESH_APP_PORTS","value":"│" ... ]
//        _gaps                      0             1                                         2
//
//   4. For each pod with the same key, copy the text and insert the values of the pod into the gaps. The values
//      must not need escaping, because they are inserted as they are.

/// <summary>A serialized patch with gaps, which are filled in with the values of a pod.</summary>
internal sealed class PatchTemplate
{
    private readonly byte[] _text;

    // The offset of each gap in the text, and the index of the value that fills it.
    private readonly (int Offset, int ValueIndex)[] _gaps;

    private PatchTemplate(ReadOnlySpan<byte> patchWithTokens)
    {
        var rest = patchWithTokens;
        var text = new ArrayBufferWriter<byte>(rest.Length);
        var gaps = new List<(int Offset, int ValueIndex)>();
        while (FindFirstToken(rest, out var valueIndex) is { Length: > 0 } token)
        {
            var position = rest.IndexOf(token);
            text.Write(rest[..position]);
            gaps.Add((text.WrittenCount, valueIndex));
            rest = rest[(position + token.Length)..];
        }

        text.Write(rest);
        (_text, _gaps) = (text.WrittenSpan.ToArray(), [.. gaps]);
    }

    /// <summary>Creates a template for all pods that have the same key as the given pod.</summary>
    public static PatchTemplate Create(EffectivePodSettings podSettings)
    {
        var templatePod = TemplatePod.Create(podSettings);
        var tokens = PatchPlaceholders.Tokens;
        var redirection = new Redirection(tokens.AppPorts, tokens.EgressIgnoredIps, tokens.EgressIgnoredPorts);
        using var patch = new PooledBuffer();
        PatchWriter.Write(InjectionPlanner.Plan(templatePod, redirection), templatePod.Pod, patch);
        return new PatchTemplate(patch.WrittenSpan);
    }

    /// <summary>Writes the patch of a pod.</summary>
    /// <param name="values">The values of the pod, which must not need escaping.</param>
    /// <param name="output">Receives the patch, as UTF-8.</param>
    public void Write(in PatchPlaceholders values, IBufferWriter<byte> output)
    {
        var start = 0;
        foreach (var (offset, valueIndex) in _gaps)
        {
            var value = values[valueIndex];
            output.Write(_text.AsSpan(start..offset));
            Ascii.FromUtf16(value, output.GetSpan(value.Length), out var length);
            output.Advance(length);
            start = offset;
        }

        output.Write(_text.AsSpan(start));
    }

    private static byte[] FindFirstToken(ReadOnlySpan<byte> text, out int valueIndex)
    {
        var first = (Position: int.MaxValue, Token: Array.Empty<byte>(), ValueIndex: -1);
        for (var i = 0; i < PatchPlaceholders.Count; i++)
        {
            var token = Encoding.UTF8.GetBytes(PatchPlaceholders.Tokens[i]);
            var position = text.IndexOf(token);
            if (position >= 0 && position < first.Position)
            {
                first = (position, token, i);
            }
        }

        valueIndex = first.ValueIndex;
        return first.Token;
    }
}
