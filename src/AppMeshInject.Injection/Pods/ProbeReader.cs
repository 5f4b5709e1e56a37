using System.Text.Json;

namespace AppMeshInject.Injection.Pods;

/// <summary>
/// Reads the port of a probe, which only a warning needs: what is not understood here is passed over, never refused.
/// </summary>
internal static class ProbeReader
{
    public static void Read(ref Utf8JsonReader json, string field, ref List<ProbeView>? probes)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return;
        }

        while (json.NextField())
        {
            if (json.ValueTextEquals("httpGet"u8) || json.ValueTextEquals("tcpSocket"u8) || json.ValueTextEquals("grpc"u8))
            {
                ReadHandler(ref json, field, ref probes);
            }
            else
            {
                json.SkipValue();
            }
        }
    }

    private static void ReadHandler(ref Utf8JsonReader json, string field, ref List<ProbeView>? probes)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return;
        }

        while (json.NextField())
        {
            if (!json.ValueTextEquals("port"u8))
            {
                json.SkipValue();
                continue;
            }

            json.Read();
            if (json.TokenType == JsonTokenType.String)
            {
                Note(new ProbeView(field, json.GetString(), 0), ref probes);
            }
            else if (json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var port))
            {
                Note(new ProbeView(field, null, port), ref probes);
            }
            else
            {
                json.Skip();
            }
        }
    }

    // A probe asks in one way. Of one that stands twice the last counts, so that no container has more than a few.
    private static void Note(ProbeView probe, ref List<ProbeView>? probes)
    {
        probes ??= [];
        probes.RemoveAll(earlier => earlier.Field == probe.Field);
        probes.Add(probe);
    }
}
