using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AppMeshInject.Injection.Json;

/// <summary>
/// A pool of JSON writers per thread. A thread uses up to two writers at the same time: one for the response, and one
/// for JSON that is embedded in it.
/// </summary>
internal static class JsonWriterPool
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // The output of writers in the pool, so that no pooled writer keeps a reference to the buffer of a request. It is
    // never written to. A stream is not suitable, because the writer would allocate a buffer for it.
    private static readonly ArrayBufferWriter<byte> EmptyOutput = new();

    [ThreadStatic]
    private static Stack<Utf8JsonWriter>? _pool;

    /// <summary>
    /// Gets a writer for the given output. The caller returns it with <see cref="Return"/>; a writer that is not
    /// returned, for example after an exception, is garbage collected.
    /// </summary>
    public static Utf8JsonWriter Rent(IBufferWriter<byte> output)
    {
        if (_pool is null || !_pool.TryPop(out var writer))
        {
            return new Utf8JsonWriter(output, Options);
        }

        writer.Reset(output);
        return writer;
    }

    /// <summary>Flushes the writer to its output and returns it to the pool of this thread.</summary>
    public static void Return(Utf8JsonWriter writer)
    {
        writer.Flush();
        writer.Reset(EmptyOutput);
        (_pool ??= new Stack<Utf8JsonWriter>()).Push(writer);
    }
}
