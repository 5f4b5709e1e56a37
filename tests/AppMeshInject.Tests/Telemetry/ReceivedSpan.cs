namespace AppMeshInject.Tests.Telemetry;

/// <summary>A span as a collector receives it.</summary>
/// <remarks>
/// https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/trace/v1/trace.proto
/// </remarks>
internal sealed record ReceivedSpan(
    string Name,
    string TraceId,
    string Id,
    string ParentId,
    long Kind,
    long Status,
    TimeSpan Duration,
    string Service,
    IReadOnlyDictionary<string, object> Attributes)
{
    /// <summary>The <see cref="Kind"/> of a server span.</summary>
    public const int Server = 2;

    /// <summary>The <see cref="Status"/> of a failed span.</summary>
    public const int Error = 2;

    /// <summary>Reads the spans of an ExportTraceServiceRequest.</summary>
    public static IEnumerable<ReceivedSpan> ReadAll(byte[] message) =>
        from resource in ProtobufMessage.Read(message).GetMessages(1)
        let service = (string)ReadAttributes(resource.GetMessages(1).Single().GetMessages(1))["service.name"]
        from scope in resource.GetMessages(2)
        from span in scope.GetMessages(2)
        select new ReceivedSpan(
            span.GetText(5),
            Convert.ToHexStringLower(span.GetBytes(1)),
            Convert.ToHexStringLower(span.GetBytes(2)),
            Convert.ToHexStringLower(span.GetBytes(4)),
            span.GetNumber(6),
            span.GetMessages(15).Select(status => status.GetNumber(3)).FirstOrDefault(),
            TimeSpan.FromMicroseconds((span.GetNumber(8) - span.GetNumber(7)) / 1000.0),
            service,
            ReadAttributes(span.GetMessages(9)));

    private static Dictionary<string, object> ReadAttributes(IEnumerable<ProtobufMessage> pairs) =>
        pairs.ToDictionary(pair => pair.GetText(1), pair => ReadValue(pair.GetMessages(2).Single()));

    private static object ReadValue(ProtobufMessage value) =>
        value.HasField(1) ? value.GetText(1) : value.HasField(2) ? value.GetNumber(2) != 0 : value.GetNumber(3);
}
