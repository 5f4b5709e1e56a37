using AppMeshInject.Injection.Json;

namespace AppMeshInject.Injection.Pods;

/// <summary>
/// Reads the port of a probe. Only a warning uses it, so a malformed probe is skipped and never rejected.
/// </summary>
internal static class ProbeReader
{
    /// <summary>Reads a probe and adds it to the list; skips an exec probe or a malformed value.</summary>
    /// <param name="json">The reader, at the probe.</param>
    /// <param name="field">The field of the probe, such as <c>readinessProbe</c>.</param>
    /// <param name="probes">The probes of the container; created on first use.</param>
    public static void Read(ref JsonCursor json, string field, ref List<ProbeView>? probes)
    {
        if (!json.TryEnterObject())
        {
            return;
        }

        while (json.MoveToNextField())
        {
            if (json.Name.Is("httpGet"u8) || json.Name.Is("tcpSocket"u8) || json.Name.Is("grpc"u8))
            {
                ReadHandler(ref json, field, ref probes);
            }
            else
            {
                json.SkipValue();
            }
        }
    }

    private static void ReadHandler(ref JsonCursor json, string field, ref List<ProbeView>? probes)
    {
        if (!json.TryEnterObject())
        {
            return;
        }

        while (json.MoveToNextField())
        {
            if (!json.Name.Is("port"u8))
            {
                json.SkipValue();
                continue;
            }

            if (json.IsString)
            {
                AddProbe(new ProbeView(field, json.ReadString(field), 0), ref probes);
            }
            else if (json.TryReadInt64(out var port) && port is >= int.MinValue and <= int.MaxValue)
            {
                AddProbe(new ProbeView(field, null, (int)port), ref probes);
            }
        }
    }

    // The last of several duplicate fields is used, so that a container has at most three probes.
    private static void AddProbe(ProbeView probe, ref List<ProbeView>? probes)
    {
        probes ??= [];
        probes.RemoveAll(earlier => earlier.Field == probe.Field);
        probes.Add(probe);
    }
}
