namespace AppMeshInject.Admission;

/// <summary>The memory for bodies that are not yet answered: as large as each may be, all of them together fit the pod.</summary>
internal sealed class BodyMemory
{
    /// <summary>How many bytes at most: four of the longest bodies, or some thousand of the usual ones.</summary>
    public const long Most = 4 * RequestBody.Longest;

    private long _taken;

    /// <summary>What one request has of it, until it is disposed of.</summary>
    public sealed class Share(BodyMemory memory) : IDisposable
    {
        private long _taken;

        /// <summary>Takes some more.</summary>
        /// <returns>False where there is not so much left.</returns>
        public bool TryTake(int bytes)
        {
            _taken += bytes;
            return Interlocked.Add(ref memory._taken, bytes) <= Most;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            Interlocked.Add(ref memory._taken, -_taken);
            _taken = 0;
        }
    }
}
