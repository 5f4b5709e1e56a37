using System.Buffers;
using System.Text;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Json;
using AppMeshInject.Injection.Pods;
using AppMeshInject.Injection.Sidecars;

namespace AppMeshInject.Injection.Patches;

/// <summary>A patch that lacks a few words: that of a specimen, cut where it has marks in the place of words.</summary>
internal sealed class PatchTemplate
{
    private readonly byte[] _text;
    private readonly (int End, int Word)[] _gaps;

    private PatchTemplate(ReadOnlySpan<byte> marked)
    {
        var text = new ArrayBufferWriter<byte>(marked.Length);
        var gaps = new List<(int End, int Word)>();
        while (NextMark(marked, out var word) is { Length: > 0 } mark)
        {
            text.Write(marked[..marked.IndexOf(mark)]);
            gaps.Add((text.WrittenCount, word));
            marked = marked[(marked.IndexOf(mark) + mark.Length)..];
        }

        text.Write(marked);
        (_text, _gaps) = (text.WrittenSpan.ToArray(), [.. gaps]);
    }

    /// <summary>The patch of pods of the shape that this one has.</summary>
    public static PatchTemplate Create(EffectivePodSettings podSettings)
    {
        var specimen = Specimen(podSettings);
        var marks = PatchPlaceholders.Tokens;
        using var marked = new PooledBuffer();
        var plan = InjectionPlanner.Plan(specimen, new Redirection(marks.AppPorts, marks.EgressIgnoredIps, marks.EgressIgnoredPorts));
        PatchWriter.Write(plan, specimen.Pod, marked);
        return new PatchTemplate(marked.WrittenSpan);
    }

    /// <summary>Writes the patch.</summary>
    /// <param name="words">The words it lacks, plain ones.</param>
    /// <param name="output">Where the patch goes.</param>
    public void Write(in PatchPlaceholders words, IBufferWriter<byte> output)
    {
        var start = 0;
        foreach (var (end, index) in _gaps)
        {
            var word = words[index];
            output.Write(_text.AsSpan(start..end));
            Ascii.FromUtf16(word, output.GetSpan(word.Length), out var length);
            output.Advance(length);
            start = end;
        }

        output.Write(_text.AsSpan(start));
    }

    // A pod of that shape whose words are marks.
    private static EffectivePodSettings Specimen(EffectivePodSettings podSettings)
    {
        var marks = PatchPlaceholders.Tokens;
        var hasDefault = SidecarContainers.GetDefaultContainer(podSettings) is not null;
        var pod = new PodView { PresentFields = podSettings.Pod.PresentFields, Containers = hasDefault ? [new ContainerView { Name = marks.DefaultContainer }] : [] };
        var annotations = new PodAnnotations
        {
            Mesh = marks.Mesh,
            VirtualNode = marks.VirtualNode,
            Cni = podSettings.UsesCni,
            NativeSidecar = podSettings.UsesNativeSidecars,
            WaitUntilProxyReady = podSettings.WaitsUntilProxyReady,
            Ipv6 = podSettings.RedirectsIpv6,
            Preview = podSettings.Preview,
            Sds = podSettings.UsesSds,
        };
        return new EffectivePodSettings(pod, annotations, podSettings.Namespace, podSettings.Workload, podSettings.Settings, podSettings.Cluster);
    }

    private static byte[] NextMark(ReadOnlySpan<byte> text, out int word)
    {
        var nearest = (Place: int.MaxValue, Mark: Array.Empty<byte>(), Word: -1);
        for (var i = 0; i < PatchPlaceholders.Count; i++)
        {
            var mark = Encoding.UTF8.GetBytes(PatchPlaceholders.Tokens[i]);
            var place = text.IndexOf(mark);
            if (place >= 0 && place < nearest.Place)
            {
                nearest = (place, mark, i);
            }
        }

        word = nearest.Word;
        return nearest.Mark;
    }
}
