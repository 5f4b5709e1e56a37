using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AppMeshInject.Injection.Json;

/// <summary>Writers of JSON that are used again, one for the answer and one for what is written inside it.</summary>
internal static class JsonWriterPool
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Never written to. A spare writer holds on to no one's buffer; with a stream in its place it would make one of its own.
    private static readonly ArrayBufferWriter<byte> EmptyOutput = new();

    [ThreadStatic]
    private static Stack<Utf8JsonWriter>? _pool;

    /// <summary>A writer that writes there. One that is not given back is lost and no more.</summary>
    public static Utf8JsonWriter Rent(IBufferWriter<byte> output)
    {
        if (_pool is null || !_pool.TryPop(out var writer))
        {
            return new Utf8JsonWriter(output, Options);
        }

        writer.Reset(output);
        return writer;
    }

    /// <summary>Ends what was written and takes the writer back.</summary>
    public static void Return(Utf8JsonWriter writer)
    {
        writer.Flush();
        writer.Reset(EmptyOutput);
        (_pool ??= new Stack<Utf8JsonWriter>()).Push(writer);
    }
}
