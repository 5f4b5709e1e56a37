namespace AppMeshInject.Admission;

/// <summary>
/// The memory for bodies that are not yet answered: as large as each may be, all of them together fit the pod. A part of it is for small
/// ones, so that a few large ones keep no usual pod out.
/// </summary>
internal sealed class RequestBodyBudget
{
    /// <summary>How many bytes at most: four of the longest bodies, and some thousand of the usual ones.</summary>
    public const long MaxTotal = MostOfLarge + (2 * RequestBody.MaxLength);

    /// <summary>Up to how many bytes a body is small: many times what is usual.</summary>
    public const int MaxSmallBody = 256 * 1024;

    private const long MostOfLarge = 4 * RequestBody.MaxLength;

    private long _taken;

    /// <summary>What one request has of it, until it is disposed of.</summary>
    public sealed class Lease(RequestBodyBudget memory) : IDisposable
    {
        private long _taken;

        /// <summary>Whether the body may be long in coming: where it is small so far, or half of what large ones have is free.</summary>
        public bool CanWait => IsSmall || Interlocked.Read(ref memory._taken) <= MostOfLarge / 2;

        private bool IsSmall => _taken <= MaxSmallBody;

        /// <summary>Takes some more.</summary>
        /// <returns>False where there is not so much left.</returns>
        public bool TryReserve(int bytes)
        {
            _taken += bytes;
            return Interlocked.Add(ref memory._taken, bytes) <= (IsSmall ? MaxTotal : MostOfLarge);
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            Interlocked.Add(ref memory._taken, -_taken);
            _taken = 0;
        }
    }
}
