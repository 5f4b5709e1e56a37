
using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Commands;

/// <summary>The words by which <c>explain</c> is told pods of a cluster, where others are files.</summary>
internal static class PodOperand
{
    private const string Prefix = "pod/";

    /// <summary>
    /// Whether a word is one. A pod's name may look like a file's, so a file that is there comes first, and one that looks like a manifest's
    /// is meant as one.
    /// </summary>
    public static bool Is(string operand) =>
        operand.StartsWith(Prefix, StringComparison.Ordinal)
        || (operand != InputFile.StandardInput
            && !operand.Contains('/')
            && Path.GetExtension(operand).ToLowerInvariant() is not (".yaml" or ".yml" or ".json")
            && !File.Exists(operand));

    /// <summary>The name of the pod.</summary>
    public static string NameOf(string operand) => IsPlain(operand) ? operand : operand[Prefix.Length..];

    /// <summary>What was assumed of words that need not be meant as pods, a sentence each, for where they led to nothing.</summary>
    public static IEnumerable<string> Assumptions(IEnumerable<string> operands) => operands.Where(IsPlain)
        .Select(operand => $"{ValidationError.Quote(operand)} was taken for a pod, because there is no such file; write the path of a manifest, or pod/NAME for a pod");

    private static bool IsPlain(string operand) => !operand.StartsWith(Prefix, StringComparison.Ordinal);
}
