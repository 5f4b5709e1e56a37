using System.Buffers;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Sidecars;

namespace AppMeshInject.Injection.Patches;

/// <summary>
/// Writes patches from cached templates, which takes far less time and memory than a plan per pod (bench/RESULTS.md).
/// <see cref="PatchWriter"/> would write the same patch for the plan of the pod.
/// </summary>
internal sealed class PatchTemplateCache
{
    /// <summary>
    /// The maximum number of templates. A cluster needs only a few; the limit bounds the memory if clients send many
    /// variants.
    /// </summary>
    public const int MaxTemplates = 32;

    // Replaced as a whole, so no lock is needed. If two threads add at the same time, one of the templates is lost; it
    // is created again for the next pod that needs it.
    private volatile KeyValuePair<PatchTemplateKey, PatchTemplate>[] _templates = [];

    /// <summary>Gets the number of templates.</summary>
    public int Count => _templates.Length;

    /// <summary>Writes the patch of a pod that is injected.</summary>
    /// <param name="decision">The decision about the pod, with the reason <c>Injected</c>.</param>
    /// <param name="output">Receives the patch, as UTF-8.</param>
    public void Write(Decision decision, IBufferWriter<byte> output)
    {
        var (podSettings, redirection) = (decision.PodSettings!, decision.Redirection!);
        var values = PatchPlaceholders.Create(podSettings, redirection);
        if (values.NeedNoEscaping
            && PatchTemplateKey.Create(podSettings) is { } key
            && GetOrCreate(key, podSettings) is { } template)
        {
            template.Write(values, output);
        }
        else
        {
            PatchWriter.Write(InjectionPlanner.Plan(podSettings, redirection), podSettings.Pod, output);
        }
    }

    // Returns null if the cache is full.
    private PatchTemplate? GetOrCreate(PatchTemplateKey key, EffectivePodSettings podSettings)
    {
        var templates = _templates;
        foreach (var (cachedKey, cached) in templates)
        {
            if (cachedKey == key)
            {
                return cached;
            }
        }

        if (templates.Length == MaxTemplates)
        {
            return null;
        }

        var template = PatchTemplate.Create(podSettings);
        _templates = [.. templates, new(key, template)];
        return template;
    }
}
