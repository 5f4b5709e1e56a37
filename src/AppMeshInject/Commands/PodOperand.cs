using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Commands;

/// <summary>Distinguishes the operands of <c>explain</c>: names of pods in a cluster, or files.</summary>
internal static class PodOperand
{
    private const string Prefix = "pod/";

    /// <summary>
    /// Returns whether an operand names a pod. A name without a prefix can be a pod or a file: it is a file if the file
    /// exists or if it has the extension of a manifest.
    /// </summary>
    public static bool IsPod(string operand) =>
        operand.StartsWith(Prefix, StringComparison.Ordinal)
        || (operand != InputFile.StandardInput
            && !operand.Contains('/')
            && Path.GetExtension(operand).ToLowerInvariant() is not (".yaml" or ".yml" or ".json")
            && !File.Exists(operand));

    /// <summary>Gets the name of the pod, without the prefix <c>pod/</c>.</summary>
    public static string GetPodName(string operand) => IsPlain(operand) ? operand : operand[Prefix.Length..];

    /// <summary>Gets a hint for each operand that was interpreted as a pod but may be meant as a file.</summary>
    public static IEnumerable<string> GetHints(IEnumerable<string> operands) => operands.Where(IsPlain)
        .Select(
            operand =>
                $"{ValidationError.Quote(operand)} was interpreted as a pod, because no such file exists; write the "
                    + "path of a manifest, or pod/NAME");

    private static bool IsPlain(string operand) => !operand.StartsWith(Prefix, StringComparison.Ordinal);
}
