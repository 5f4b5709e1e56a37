namespace AppMeshInject.Injection.Parsing;

/// <summary>Finds what was probably meant by a name that is not known.</summary>
public static class Suggestion
{
    private const int MaxLength = 64;

    /// <summary>The known name nearest to the one written; null where none is near.</summary>
    public static string? For(string written, IEnumerable<string> known)
    {
        if (written.Length > MaxLength)
        {
            return null;
        }

        var nearest = FindNearest(written, known, out var isNear);
        return isNear ? nearest : null;
    }

    /// <summary>The known name nearest to the one written, near or not; of two that are equally near the first.</summary>
    /// <param name="written">The name as written. The time it takes grows with its length.</param>
    /// <param name="known">The known names, at least one.</param>
    /// <param name="isNear">Whether the name was probably meant.</param>
    public static string FindNearest(string written, IEnumerable<string> known, out bool isNear)
    {
        var nearest = "";
        var least = int.MaxValue;
        var lower = written.ToLowerInvariant();
        foreach (var name in known)
        {
            // So many letters have to be put in or left out at least.
            if (Math.Abs(name.Length - written.Length) >= least)
            {
                continue;
            }

            var distance = GetDistance(lower, name.ToLowerInvariant());
            if (distance < least)
            {
                (nearest, least) = (name, distance);
            }
        }

        isNear = least <= Math.Max(2, written.Length / 3);
        return nearest;
    }

    // How many letters must be put in, left out or changed (Levenshtein).
    private static int GetDistance(string from, string to)
    {
        var previous = Enumerable.Range(0, to.Length + 1).ToArray();
        var current = new int[to.Length + 1];
        for (var i = 0; i < from.Length; i++)
        {
            current[0] = i + 1;
            for (var j = 0; j < to.Length; j++)
            {
                var change = from[i] == to[j] ? 0 : 1;
                current[j + 1] = Math.Min(previous[j] + change, Math.Min(previous[j + 1], current[j]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[to.Length];
    }
}
