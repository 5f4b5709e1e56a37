using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;
using AppMeshInject.Injection.Json;
using AppMeshInject.Listeners;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using BadHttpRequestException = Microsoft.AspNetCore.Http.BadHttpRequestException;

namespace AppMeshInject.Admission;

/// <summary>Reads request bodies into pooled memory.</summary>
/// <remarks>
/// A few slow clients must not block others, so a slow body gives up one resource after the other:
/// <code>
/// wait for bytes ──► received ──► reserve memory ──► copy ──► repeat until the body is complete
///   │                                 └─► 503 if the memory for bodies is in use, 413 if the body is too long
///   └─► not received within AdmissionLimiter.BodyTimeout
///         ├─► large body, and memory is scarce (Lease.CanWait is false): 503
///         └─► otherwise: release the slot and mark the connection idle, so that a new connection can replace it;
///             wait for bytes without a slot; then acquire the slot again and continue
/// </code>
/// The server enforces the deadline of the whole body with status 408, see <see cref="GetMinDataRate"/>.
/// </remarks>
internal static class RequestBody
{
    /// <summary>
    /// The maximum body length in bytes. It exceeds the maximum size of an etcd object (1.5 MiB) with its review.
    /// </summary>
    public const int MaxLength = 4 * 1024 * 1024;

    /// <summary>
    /// The maximum number of bytes that the server reads for one body. It exceeds <see cref="MaxLength"/>, because it
    /// includes the framing of chunks.
    /// </summary>
    public const int MaxWireLength = 2 * MaxLength;

    // The server checks the rate once per second, and rejects a grace period of one second or less.
    private static readonly TimeSpan MinGracePeriod = TimeSpan.FromSeconds(1.1);

    /// <summary>
    /// Gets the minimum data rate that acts as a deadline. The rate corresponds to a body of <see cref="MaxLength"/>
    /// within the time, and the grace period is the same time. A body that is incomplete after the grace period is
    /// always slower than this rate.
    /// </summary>
    /// <param name="time">The time that a body may take.</param>
    public static MinDataRate GetMinDataRate(TimeSpan time) =>
        new(MaxLength / time.TotalSeconds, time > MinGracePeriod ? time : MinGracePeriod);

    /// <summary>
    /// Reads the whole body. Memory is reserved for received bytes only, regardless of Content-Length.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="buffer">The buffer that receives the body.</param>
    /// <param name="limiter">The limiter, in which the caller has acquired a slot.</param>
    /// <param name="lease">The memory of this request.</param>
    /// <exception cref="BadHttpRequestException">
    /// The body is too long (status 413), there is no memory for it (503), it arrives too slowly (408), or it is
    /// malformed (400).
    /// </exception>
    /// <exception cref="IOException">The client closed the connection.</exception>
    /// <exception cref="OperationCanceledException">The server closed the connection.</exception>
    public static async Task ReadAsync(
        HttpRequest request, PooledBuffer buffer, AdmissionLimiter limiter, RequestBodyBudget.Lease lease)
    {
        var reader = request.BodyReader;
        var start = Stopwatch.GetTimestamp();
        var connection = request.HttpContext.Features.Get<TrackedConnection>();
        ReadResult result;
        do
        {
            var read = reader.ReadAsync(request.HttpContext.RequestAborted);
            if (read.IsCompleted)
            {
                result = await read;
            }
            else
            {
                var timeout = limiter.BodyTimeout - Stopwatch.GetElapsedTime(start);
                result = await WaitAsync(reader, read.AsTask(), timeout, limiter, lease, connection);
            }

            var length = (int)result.Buffer.Length;
            var isTooLong = length > MaxLength - buffer.WrittenSpan.Length;
            var hasMemory = !result.IsCanceled && lease.TryReserve(length);
            if (hasMemory && !isTooLong)
            {
                result.Buffer.CopyTo(buffer.GetSpan(length));
                buffer.Advance(length);
            }

            reader.AdvanceTo(result.Buffer.End);
            if (!hasMemory)
            {
                throw new BadHttpRequestException("no memory for the body", StatusCodes.Status503ServiceUnavailable);
            }

            if (isTooLong)
            {
                throw new BadHttpRequestException("the body is too long", StatusCodes.Status413PayloadTooLarge);
            }
        }
        while (!result.IsCompleted);
    }

    /// <summary>
    /// Reads and discards the rest of the body. If the API server receives the response before it has sent the whole
    /// request, it retries the request and can mix the rest of the first attempt with the start of the second. Until
    /// the body is complete, the connection counts as idle.
    /// </summary>
    public static async Task DrainAsync(HttpRequest request)
    {
        var connection = request.HttpContext.Features.Get<TrackedConnection>();
        connection?.MarkIdle();
        try
        {
            await request.BodyReader.CopyToAsync(Stream.Null, request.HttpContext.RequestAborted);
        }
        catch (Exception exception)
            when (exception is BadHttpRequestException or IOException or OperationCanceledException)
        {
            // The client stopped sending. The response is sent anyway if the connection is still open.
        }
        finally
        {
            connection?.MarkBusy();
        }
    }

    private static async Task<ReadResult> WaitAsync(
        PipeReader reader,
        Task<ReadResult> read,
        TimeSpan timeout,
        AdmissionLimiter limiter,
        RequestBodyBudget.Lease lease,
        TrackedConnection? connection)
    {
        try
        {
            return await read.WaitAsync(timeout > TimeSpan.Zero ? timeout : TimeSpan.Zero);
        }
        catch (TimeoutException) when (!lease.CanWait)
        {
            // The result is canceled, unless bytes arrived in the meantime.
            reader.CancelPendingRead();
            return await read;
        }
        catch (TimeoutException)
        {
            limiter.Leave();
            connection?.MarkIdle();
        }

        try
        {
            return await read;
        }
        finally
        {
            connection?.MarkBusy();
            limiter.Reenter();
        }
    }
}
