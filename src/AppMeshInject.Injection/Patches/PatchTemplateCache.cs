using System.Buffers;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Sidecars;

namespace AppMeshInject.Injection.Patches;

/// <summary>
/// Writes the patches of one injector. Pods of one shape get patches that differ in a few words, so a patch is planned and written
/// once for each shape, and from then on filled in, which takes far less time and memory (bench/RESULTS.md). What comes out is what
/// <see cref="PatchWriter"/> makes of the decision's plan.
/// </summary>
internal sealed class PatchTemplateCache
{
    /// <summary>How many are kept: a cluster's pods have a few shapes, and no one who thinks up more may take memory.</summary>
    public const int MaxTemplates = 32;

    // Never changed, only replaced: no lock. Of two that are added at once one may be lost, and is made again.
    private volatile KeyValuePair<PatchTemplateKey, PatchTemplate>[] _ready = [];

    /// <summary>How many are ready.</summary>
    public int Count => _ready.Length;

    /// <summary>Writes the patch of a pod that is injected.</summary>
    public void Write(Decision decision, IBufferWriter<byte> output)
    {
        var (podSettings, redirection) = (decision.PodSettings!, decision.Redirection!);
        var words = PatchPlaceholders.Create(podSettings, redirection);
        if (words.NeedNoEscaping && PatchTemplateKey.Create(podSettings) is { } shape && Find(shape, podSettings) is { } ready)
        {
            ready.Write(words, output);
        }
        else
        {
            PatchWriter.Write(InjectionPlanner.Plan(podSettings, redirection), podSettings.Pod, output);
        }
    }

    private PatchTemplate? Find(PatchTemplateKey shape, EffectivePodSettings podSettings)
    {
        var ready = _ready;
        foreach (var (known, patch) in ready)
        {
            if (known == shape)
            {
                return patch;
            }
        }

        if (ready.Length == MaxTemplates)
        {
            return null;
        }

        var made = PatchTemplate.Create(podSettings);
        _ready = [.. ready, new(shape, made)];
        return made;
    }
}
