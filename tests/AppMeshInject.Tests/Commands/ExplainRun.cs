using System.Text.Json.Nodes;
using AppMeshInject.Commands;
using AppMeshInject.Terminal;

namespace AppMeshInject.Tests.Commands;

/// <summary>The result of one run of <c>explain</c>.</summary>
internal sealed record ExplainRun(int ExitCode, string Output, string Error)
{
    private static readonly Dictionary<string, string> Mesh = new() { ["MESH_NAME"] = "mynewmesh" };

    public static Task<ExplainRun> CreateAsync(string input, params string[] arguments) =>
        CreateInEnvironmentAsync(Mesh, input, ["-", .. arguments]);

    public static async Task<ExplainRun> CreateInEnvironmentAsync(
        Dictionary<string, string> environment, string input, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var console = new CommandConsole(
            new StringReader(input), output, error, Style.Create(environment.ContainsKey("TERM"), environment),
            environment);
        var code = await ExplainCommand.RunAsync(arguments, console);
        return new ExplainRun(code, output.ToString(), error.ToString());
    }

    /// <summary>Gets the only workload of a JSON report.</summary>
    public JsonNode Workload => JsonNode.Parse(Output)!["workloads"]!.AsArray().Single()!;

    /// <summary>Gets the outcome of each evaluated rule.</summary>
    public IEnumerable<(string Reason, string Outcome)> EvaluatedRules => Workload["rules"]!.AsArray()
        .Select(rule => (rule!["reason"]!.ToString(), rule["outcome"]!.ToString()))
        .Where(rule => rule.Item2 != "notEvaluated");
}
