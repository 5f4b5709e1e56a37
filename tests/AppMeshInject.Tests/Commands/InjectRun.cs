using AppMeshInject.Commands;

namespace AppMeshInject.Tests.Commands;

/// <summary>The result of one run of <c>inject</c>.</summary>
internal sealed record InjectRun(int ExitCode, string Output, string Error)
{
    public const string NothingToInject = "standard input: contains no workload; printed unchanged\n";

    private static readonly Dictionary<string, string> Mesh = new() { ["MESH_NAME"] = "mynewmesh" };

    public static InjectRun Create(string input, params string[] arguments) =>
        CreateInEnvironment(Mesh, input, ["-", .. arguments]);

    public static InjectRun CreateInEnvironment(
        Dictionary<string, string> environment, string input, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter { NewLine = "\n" };
        var code = InjectCommand.Run(arguments, new StringReader(input), output, error, environment);
        return new InjectRun(code, output.ToString(), error.ToString());
    }

    public int Count(string part) => Output.Split(part).Length - 1;
}
