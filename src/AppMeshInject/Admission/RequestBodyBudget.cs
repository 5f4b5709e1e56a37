namespace AppMeshInject.Admission;

/// <summary>
/// Limits the total memory of request bodies, so that it fits the memory limit of the pod. A part of the budget is
/// reserved for small bodies: a few large bodies cannot block typical pods.
/// </summary>
internal sealed class RequestBodyBudget
{
    /// <summary>The maximum total in bytes: 24 MiB, of which 8 MiB are reserved for small bodies.</summary>
    public const long MaxTotal = MaxLargeTotal + (2 * RequestBody.MaxLength);

    /// <summary>The maximum length of a small body in bytes: many times the typical length.</summary>
    public const int MaxSmallBody = 256 * 1024;

    private const long MaxLargeTotal = 4 * RequestBody.MaxLength;

    private long _reserved;

    /// <summary>The memory that one request has reserved. Disposing the lease releases the memory.</summary>
    public sealed class Lease(RequestBodyBudget budget) : IDisposable
    {
        private long _reserved;

        /// <summary>
        /// Gets whether the rest of the body may take long to arrive: the part received so far is small, or at most
        /// half of the memory for large bodies is in use.
        /// </summary>
        public bool CanWait => IsSmall || Interlocked.Read(ref budget._reserved) <= MaxLargeTotal / 2;

        private bool IsSmall => _reserved <= MaxSmallBody;

        /// <summary>
        /// Reserves memory. Even if the budget is exceeded, the bytes count as reserved until the lease is disposed.
        /// </summary>
        /// <returns>False if the budget is exceeded.</returns>
        public bool TryReserve(int bytes)
        {
            _reserved += bytes;
            return Interlocked.Add(ref budget._reserved, bytes) <= (IsSmall ? MaxTotal : MaxLargeTotal);
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            Interlocked.Add(ref budget._reserved, -_reserved);
            _reserved = 0;
        }
    }
}
