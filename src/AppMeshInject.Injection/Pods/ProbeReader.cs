using AppMeshInject.Injection.Json;

namespace AppMeshInject.Injection.Pods;

/// <summary>
/// Reads the port of a probe, which only a warning needs: what is not understood here is passed over, never refused.
/// </summary>
internal static class ProbeReader
{
    public static void Read(ref JsonCursor json, string field, ref List<ProbeView>? probes)
    {
        if (!json.TryEnterObject())
        {
            return;
        }

        while (json.NextField())
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

        while (json.NextField())
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
            else if (json.TryReadNumber(out var port) && port is >= int.MinValue and <= int.MaxValue)
            {
                AddProbe(new ProbeView(field, null, (int)port), ref probes);
            }
        }
    }

    // A probe asks in one way. Of one that stands twice the last counts, so that no container has more than a few.
    private static void AddProbe(ProbeView probe, ref List<ProbeView>? probes)
    {
        probes ??= [];
        probes.RemoveAll(earlier => earlier.Field == probe.Field);
        probes.Add(probe);
    }
}
