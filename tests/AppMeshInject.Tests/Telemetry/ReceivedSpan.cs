namespace AppMeshInject.Tests.Telemetry;

/// <summary>A span as it arrives.</summary>
/// <remarks>https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/trace/v1/trace.proto</remarks>
internal sealed record ReceivedSpan(string Name, string TraceId, string Id, string ParentId, long Kind, long Status, TimeSpan Duration, string Service, IReadOnlyDictionary<string, object> Attributes)
{
    public const int Server = 2;

    public const int Error = 2;

    /// <summary>The spans of an ExportTraceServiceRequest.</summary>
    public static IEnumerable<ReceivedSpan> ReadAll(byte[] message) =>
        from resource in ProtobufMessage.Read(message).Messages(1)
        let service = (string)Attribute(resource.Messages(1).Single().Messages(1))["service.name"]
        from scope in resource.Messages(2)
        from span in scope.Messages(2)
        select new ReceivedSpan(
            span.Text(5),
            Convert.ToHexStringLower(span.Bytes(1)),
            Convert.ToHexStringLower(span.Bytes(2)),
            Convert.ToHexStringLower(span.Bytes(4)),
            span.Number(6),
            span.Messages(15).Select(status => status.Number(3)).FirstOrDefault(),
            TimeSpan.FromMicroseconds((span.Number(8) - span.Number(7)) / 1000.0),
            service,
            Attribute(span.Messages(9)));

    private static Dictionary<string, object> Attribute(IEnumerable<ProtobufMessage> pairs) =>
        pairs.ToDictionary(pair => pair.Text(1), pair => Value(pair.Messages(2).Single()));

    private static object Value(ProtobufMessage value) =>
        value.Has(1) ? value.Text(1) : value.Has(2) ? value.Number(2) != 0 : value.Number(3);
}
