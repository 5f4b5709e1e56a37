using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AppMeshInject.Testing.Reviews;

namespace AppMeshInject.Testing.Processes;

/// <summary>What the command <c>inject</c> made of a pod.</summary>
/// <param name="ExitCode">0, or 1 where it refused.</param>
/// <param name="Reason">The reason it told.</param>
/// <param name="Message">What it said of a refusal.</param>
/// <param name="Warnings">The warnings it told.</param>
/// <param name="Printed">The pod it printed.</param>
public sealed record InjectCommandResult(int ExitCode, string Reason, string? Message, IReadOnlyList<string> Warnings, JsonNode Printed);

/// <summary>The native program injecting a manifest.</summary>
public static partial class InjectCommandProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<InjectCommandResult> RunAsync(AdmissionRequest request, IReadOnlyList<string> flags)
    {
        string[] arguments = ["inject", "-", "-o", "json", "--namespace", request.Namespace, .. flags];
        using var process = Process.Start(NativeBinary.StartInfo(arguments, Path.GetTempPath()))!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(request.ObjectJson);
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }

        return Result(process.ExitCode, await output, await errors);
    }

    private static InjectCommandResult Result(int exitCode, string output, string errors)
    {
        var told = Told().Match(errors);
        if (!told.Success)
        {
            throw new FormatException($"inject ended with {exitCode} and told nothing of the pod:\n{errors}");
        }

        return new InjectCommandResult(
            exitCode,
            told.Groups["reason"].Value,
            told.Groups["message"] is { Success: true, Value: var message } ? message : null,
            [.. Warning().Matches(errors).Select(warning => warning.Groups["text"].Value)],
            JsonNode.Parse(output)!);
    }

    // pod/nginx in default: InvalidAnnotation: what is wrong
    [GeneratedRegex("""^\S+ in \S+: (?<reason>[A-Za-z]+)(: (?<message>.*)|, virtual node .*)?$""", RegexOptions.Multiline)]
    private static partial Regex Told();

    // pod/nginx in default: warning: what to do
    [GeneratedRegex("""^\S+ in \S+: warning: (?<text>.*)$""", RegexOptions.Multiline)]
    private static partial Regex Warning();
}
