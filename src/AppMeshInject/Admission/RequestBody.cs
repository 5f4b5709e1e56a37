using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;
using AppMeshInject.Injection.Json;
using AppMeshInject.Listeners;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using BadHttpRequestException = Microsoft.AspNetCore.Http.BadHttpRequestException;

namespace AppMeshInject.Admission;

/// <summary>Reads the body of a request into memory that is used again.</summary>
internal static class RequestBody
{
    /// <summary>The longest body, in bytes: larger than any object that etcd takes, with its envelope.</summary>
    public const int MaxLength = 4 * 1024 * 1024;

    /// <summary>
    /// What the server itself refuses to read, in bytes on the wire: more than the longest body, because it counts the
    /// framing of chunks too.
    /// </summary>
    public const int MaxWireLength = 2 * MaxLength;

    /// <summary>
    /// The rate at which a body has to arrive so that the longest one is there in time. The server watches it after that time, so
    /// it is a deadline: whoever is not through by then is slower.
    /// </summary>
    public static MinDataRate GetMinDataRate(TimeSpan time) => new(MaxLength / time.TotalSeconds, time > LeastGrace ? time : LeastGrace);

    // The server looks once a second, and takes no time that it could not tell from that.
    private static readonly TimeSpan LeastGrace = TimeSpan.FromSeconds(1.1);

    /// <summary>
    /// Reads the whole body. Memory is taken as bytes arrive, never because a header promises them. Who sends slowly loses the
    /// place in the gate until all is there, gives way to new connections, and keeps no memory for a large body: a few slow senders
    /// would else keep everybody out.
    /// </summary>
    /// <exception cref="BadHttpRequestException">
    /// It is longer than <see cref="MaxLength"/>, there is no memory for it (status 503), or it is malformed.
    /// </exception>
    /// <exception cref="IOException">The client broke off.</exception>
    /// <exception cref="OperationCanceledException">The connection was closed.</exception>
    public static async Task ReadAsync(HttpRequest request, PooledBuffer buffer, AdmissionLimiter gate, RequestBodyBudget.Lease memory)
    {
        var (reader, began, seat) = (request.BodyReader, Stopwatch.GetTimestamp(), request.HttpContext.Features.Get<TrackedConnection>());
        ReadResult read;
        do
        {
            var reading = reader.ReadAsync(request.HttpContext.RequestAborted);
            read = reading.IsCompleted ? await reading : await WaitAsync(reader, reading.AsTask(), gate.BodyTimeout - Stopwatch.GetElapsedTime(began), gate, memory, seat);
            var length = (int)read.Buffer.Length;
            var isTooLong = length > MaxLength - buffer.WrittenSpan.Length;
            var fits = !read.IsCanceled && memory.TryReserve(length);
            if (fits && !isTooLong)
            {
                read.Buffer.CopyTo(buffer.GetSpan(length));
                buffer.Advance(length);
            }

            reader.AdvanceTo(read.Buffer.End);
            if (!fits)
            {
                throw new BadHttpRequestException("there is no memory for the body", StatusCodes.Status503ServiceUnavailable);
            }

            if (isTooLong)
            {
                throw new BadHttpRequestException("the body is too long", StatusCodes.Status413PayloadTooLarge);
            }
        }
        while (!read.IsCompleted);
    }

    /// <summary>
    /// Lets the rest of the body arrive and keeps nothing of it. The API server, which tries again what is answered before it was all
    /// sent, may mix up the rest of the one with the start of the other. Until all is there the connection gives way to new ones.
    /// </summary>
    public static async Task DrainAsync(HttpRequest request)
    {
        var seat = request.HttpContext.Features.Get<TrackedConnection>();
        seat?.MarkIdle();
        try
        {
            await request.BodyReader.CopyToAsync(Stream.Null, request.HttpContext.RequestAborted);
        }
        catch (Exception exception) when (exception is BadHttpRequestException or IOException or OperationCanceledException)
        {
            // Whoever sends no further hears no answer either, or hears it all the same.
        }
        finally
        {
            seat?.MarkBusy();
        }
    }

    private static async Task<ReadResult> WaitAsync(
        PipeReader reader, Task<ReadResult> reading, TimeSpan patience, AdmissionLimiter gate, RequestBodyBudget.Lease memory, TrackedConnection? seat)
    {
        try
        {
            return await reading.WaitAsync(patience > TimeSpan.Zero ? patience : TimeSpan.Zero);
        }
        catch (TimeoutException) when (!memory.CanWait)
        {
            reader.CancelPendingRead();
            return await reading;
        }
        catch (TimeoutException)
        {
            gate.Leave();
            seat?.MarkIdle();
        }

        try
        {
            return await reading;
        }
        finally
        {
            seat?.MarkBusy();
            gate.Reenter();
        }
    }
}
