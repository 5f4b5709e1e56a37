using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AppMeshInject.Testing.Reviews;

namespace AppMeshInject.Testing.Processes;

/// <summary>The result of the <c>inject</c> command for one pod.</summary>
/// <param name="ExitCode">0, or 1 if the pod was rejected.</param>
/// <param name="Reason">The reason code.</param>
/// <param name="Message">The message of a rejection; otherwise null.</param>
/// <param name="Warnings">The warnings.</param>
/// <param name="Printed">The pod on standard output.</param>
public sealed record InjectCommandResult(
    int ExitCode, string Reason, string? Message, IReadOnlyList<string> Warnings, JsonNode Printed);

/// <summary>Runs the <c>inject</c> command of the native binary.</summary>
public static partial class InjectCommandProcess
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>Injects the pod of a request.</summary>
    public static async Task<InjectCommandResult> RunAsync(AdmissionRequest request, IReadOnlyList<string> flags)
    {
        string[] arguments = ["inject", "-", "-o", "json", "--namespace", request.Namespace, .. flags];
        using var process = Process.Start(NativeBinary.CreateStartInfo(arguments, Path.GetTempPath()))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(request.ObjectJson);
        process.StandardInput.Close();
        using var timeout = new CancellationTokenSource(Timeout);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }

        return ParseResult(process.ExitCode, await output, await errors);
    }

    private static InjectCommandResult ParseResult(int exitCode, string output, string errors)
    {
        var summary = Summary().Match(errors);
        if (!summary.Success)
        {
            throw new FormatException($"inject: exit code {exitCode} and no summary of the pod:\n{errors}");
        }

        return new InjectCommandResult(
            exitCode,
            summary.Groups["reason"].Value,
            summary.Groups["message"] is { Success: true, Value: var message } ? message : null,
            [.. Warning().Matches(errors).Select(warning => warning.Groups["text"].Value)],
            JsonNode.Parse(output)!);
    }

    // pod/nginx in default: InvalidAnnotation: message
    [GeneratedRegex(
        """^\S+ in \S+: (?<reason>[A-Za-z]+)(: (?<message>.*)|, virtual node .*)?$""", RegexOptions.Multiline)]
    private static partial Regex Summary();

    // pod/nginx in default: warning: text
    [GeneratedRegex("""^\S+ in \S+: warning: (?<text>.*)$""", RegexOptions.Multiline)]
    private static partial Regex Warning();
}
