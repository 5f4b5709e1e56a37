using System.Text.RegularExpressions;

namespace AppMeshInject.Tests.Conventions;

/// <summary>
/// The dependencies between the namespaces of one project, read from the source.
/// </summary>
/// <remarks>
/// A namespace depends on another one through a using directive (unused ones fail the build), through a qualified name
/// such as <c>Events.Recorder</c>, or through a type of an enclosing namespace, which needs neither. A nested
/// namespace is separate from the enclosing one: they must not depend on each other in a cycle either.
/// </remarks>
internal sealed partial class NamespaceGraph
{
    // The used namespaces by namespace, each with a description of the first use.
    private readonly SortedDictionary<string, SortedDictionary<string, string>> _dependencies =
        new(StringComparer.Ordinal);

    /// <summary>Creates the graph.</summary>
    /// <param name="root">The root namespace. Dependencies on namespaces outside of it are ignored.</param>
    /// <param name="files">The paths and the contents of the C# files.</param>
    public NamespaceGraph(string root, IEnumerable<(string Path, string Source)> files)
    {
        var sources = files.Select(file => new SourceFile(file.Path, CSharpCode.RemoveText(file.Source))).ToList();
        var types = sources.ToLookup(file => file.Namespace);
        var declarations = types.ToDictionary(
            group => group.Key, group => group.SelectMany(file => file.Types).ToHashSet());
        foreach (var file in sources)
        {
            foreach (var (used, type) in FindDependencies(file, root, declarations))
            {
                Add(file.Namespace, used, $"{file.Path} uses {(type is null ? used : $"{used}.{type}")}");
            }
        }
    }

    /// <summary>Finds a cycle.</summary>
    /// <returns>The namespaces of the cycle and the files that cause it, or null if there is no cycle.</returns>
    public string? FindCycle()
    {
        var finished = new HashSet<string>();
        foreach (var start in _dependencies.Keys)
        {
            if (FindCycle(start, [], finished) is { } path)
            {
                var causes = path.Zip(path.Skip(1), (from, to) => $"\n  {_dependencies[from][to]}");
                return $"{string.Join(" -> ", path)}{string.Concat(causes)}";
            }
        }

        return null;
    }

    private List<string>? FindCycle(string current, List<string> path, HashSet<string> finished)
    {
        if (path.IndexOf(current) is var index and >= 0)
        {
            return [.. path[index..], current];
        }

        path.Add(current);
        if (!finished.Contains(current) && _dependencies.TryGetValue(current, out var used))
        {
            foreach (var next in used.Keys)
            {
                if (FindCycle(next, path, finished) is { } cycle)
                {
                    return cycle;
                }
            }
        }

        path.RemoveAt(path.Count - 1);
        finished.Add(current);
        return null;
    }

    private static IEnumerable<(string Namespace, string? Type)> FindDependencies(
        SourceFile file, string root, Dictionary<string, HashSet<string>> declarations)
    {
        foreach (Match match in UsingDirective().Matches(file.Code))
        {
            var name = match.Groups["name"].Value;
            if (declarations.Keys.Where(key => IsWithin(name, key)).MaxBy(key => key.Length) is { } used)
            {
                yield return (used, null);
            }
        }

        foreach (Match match in QualifiedName().Matches(UsingDirective().Replace(file.Code, "")))
        {
            var (prefix, type) = (match.Groups["prefix"].Value, match.Groups["type"].Value);
            foreach (var scope in GetEnclosing(file.Namespace).Append(""))
            {
                var candidate = scope.Length == 0 ? prefix : $"{scope}.{prefix}";
                if (declarations.TryGetValue(candidate, out var declared) && declared.Contains(type))
                {
                    yield return (candidate, type);
                    break;
                }
            }
        }

        foreach (var enclosing in GetEnclosing(file.Namespace).Skip(1).Where(scope => IsWithin(scope, root)))
        {
            if (declarations.TryGetValue(enclosing, out var declared)
                && Identifier().Matches(file.Code).FirstOrDefault(match => declared.Contains(match.Value)) is { } match)
            {
                yield return (enclosing, match.Value);
            }
        }
    }

    private static bool IsWithin(string name, string scope) =>
        name == scope || name.StartsWith($"{scope}.", StringComparison.Ordinal);

    // The namespace itself first, then the enclosing ones.
    private static IEnumerable<string> GetEnclosing(string name)
    {
        for (; name.Length > 0; name = name[..Math.Max(0, name.LastIndexOf('.'))])
        {
            yield return name;
        }
    }

    private void Add(string from, string to, string cause)
    {
        if (from == to)
        {
            return;
        }

        if (!_dependencies.TryGetValue(from, out var used))
        {
            _dependencies[from] = used = new SortedDictionary<string, string>(StringComparer.Ordinal);
        }

        used.TryAdd(to, cause);
    }

    [GeneratedRegex(
        """^\s*(global\s+)?using\s+(static\s+)?(\w+\s*=\s*)?(?<name>[\w.]+)[^;\n]*;""", RegexOptions.Multiline)]
    private static partial Regex UsingDirective();

    [GeneratedRegex("""(?<![\w.])(?<prefix>[A-Z]\w*(\.[A-Z]\w*)*)\.(?<type>[A-Z]\w*)""")]
    private static partial Regex QualifiedName();

    [GeneratedRegex("""(?<![\w.])[A-Z]\w*""")]
    private static partial Regex Identifier();

    private sealed partial record SourceFile(string Path, string Code)
    {
        public string Namespace { get; } = NamespaceDeclaration().Match(Code).Groups["name"].Value;

        public IReadOnlyList<string> Types { get; } =
            [.. TypeDeclaration().Matches(Code).Select(match => match.Groups["name"].Value)];

        [GeneratedRegex("""^namespace\s+(?<name>[\w.]+)""", RegexOptions.Multiline)]
        private static partial Regex NamespaceDeclaration();

        // Top-level types only: nested types cannot be used without their parent.
        [GeneratedRegex(
            """^(\w+\s+)*(class|struct|interface|enum|record(\s+(class|struct))?|delegate\s+\S+)\s+(?<name>[A-Z]\w*)""",
            RegexOptions.Multiline)]
        private static partial Regex TypeDeclaration();
    }
}
