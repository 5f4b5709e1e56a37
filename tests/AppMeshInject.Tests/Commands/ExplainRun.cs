using System.Text.Json.Nodes;
using AppMeshInject.Commands;
using AppMeshInject.Terminal;

namespace AppMeshInject.Tests.Commands;

/// <summary>One run of <c>explain</c>, as its user sees it.</summary>
internal sealed record ExplainRun(int ExitCode, string Output, string Error)
{
    private static readonly Dictionary<string, string> Mesh = new() { ["MESH_NAME"] = "mynewmesh" };

    public static Task<ExplainRun> OfAsync(string input, params string[] arguments) => InAsync(Mesh, input, ["-", .. arguments]);

    public static async Task<ExplainRun> InAsync(Dictionary<string, string> environment, string input, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var console = new CommandConsole(new StringReader(input), output, error, Style.Create(environment.ContainsKey("TERM"), environment), environment);
        var code = await ExplainCommand.RunAsync(arguments, console);
        return new ExplainRun(code, output.ToString(), error.ToString());
    }

    /// <summary>The only workload of a report in JSON.</summary>
    public JsonNode Workload => JsonNode.Parse(Output)!["workloads"]!.AsArray().Single()!;

    /// <summary>The outcome of each rule that was asked.</summary>
    public IEnumerable<(string Reason, string Outcome)> Asked => Workload["rules"]!.AsArray()
        .Select(rule => (rule!["reason"]!.ToString(), rule["outcome"]!.ToString()))
        .Where(rule => rule.Item2 != "notEvaluated");
}
