using AppMeshInject.Commands;

namespace AppMeshInject.Tests.Commands;

/// <summary>One run of the command, as its user sees it.</summary>
internal sealed record InjectRun(int ExitCode, string Output, string Error)
{
    public const string NothingToInject = "standard input: contains no workload; printed unchanged\n";

    private static readonly Dictionary<string, string> Mesh = new() { ["MESH_NAME"] = "mynewmesh" };

    public static InjectRun Of(string input, params string[] arguments) => In(Mesh, input, ["-", .. arguments]);

    public static InjectRun In(Dictionary<string, string> environment, string input, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter { NewLine = "\n" };
        var code = InjectCommand.Run(arguments, new StringReader(input), output, error, environment);
        return new InjectRun(code, output.ToString(), error.ToString());
    }

    public int Count(string part) => Output.Split(part).Length - 1;
}
