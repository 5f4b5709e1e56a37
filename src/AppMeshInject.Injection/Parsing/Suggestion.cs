namespace AppMeshInject.Injection.Parsing;

/// <summary>Suggests a known name if a user writes an unknown name.</summary>
public static class Suggestion
{
    private const int MaxLength = 64;

    /// <summary>Finds the known name that is most similar to an unknown name.</summary>
    /// <returns>The most similar name; null if none is similar, or if the name is longer than 64 characters.</returns>
    public static string? For(string unknown, IEnumerable<string> known)
    {
        if (unknown.Length > MaxLength)
        {
            return null;
        }

        var nearest = FindNearest(unknown, known, out var isSimilar);
        return isSimilar ? nearest : null;
    }

    /// <summary>Finds the most similar known name. If two names are equally similar, returns the first.</summary>
    /// <param name="unknown">The name that the user wrote. The search takes time proportional to its length.</param>
    /// <param name="known">The known names; at least one.</param>
    /// <param name="isSimilar">True if the user probably meant the returned name.</param>
    public static string FindNearest(string unknown, IEnumerable<string> known, out bool isSimilar)
    {
        var nearest = "";
        var minDistance = int.MaxValue;
        var lowerCase = unknown.ToLowerInvariant();
        foreach (var name in known)
        {
            // The difference of the lengths is a lower bound of the distance.
            if (Math.Abs(name.Length - unknown.Length) >= minDistance)
            {
                continue;
            }

            var distance = GetDistance(lowerCase, name.ToLowerInvariant());
            if (distance < minDistance)
            {
                (nearest, minDistance) = (name, distance);
            }
        }

        isSimilar = minDistance <= Math.Max(2, unknown.Length / 3);
        return nearest;
    }

    // Levenshtein distance: the number of characters to insert, delete or replace.
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
