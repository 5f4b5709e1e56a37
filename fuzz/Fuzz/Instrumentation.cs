using System.Diagnostics;
using SharpFuzz;

namespace AppMeshInject.Fuzz;

/// <summary>Runs this program again with assemblies that note which branches they take.</summary>
internal static class Instrumentation
{
    private static readonly string[] Instrumented = ["AppMeshInject.Injection.dll", "appmesh-inject.dll"];

    public static int RunInstrumented(IEnumerable<string> arguments)
    {
        var folder = Directory.CreateTempSubdirectory("appmesh-inject-fuzz-");
        try
        {
            foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory))
            {
                File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
            }

            foreach (var assembly in Instrumented)
            {
                Fuzzer.Instrument(Path.Combine(folder.FullName, assembly), _ => true, Options.Value);
            }

            using var process = Process.Start(Environment.ProcessPath!, [.. CommandOf(folder.FullName), FuzzOptions.Instrumented, .. arguments]);
            process.WaitForExit();
            return process.ExitCode is 0 or 1 or 2 ? process.ExitCode : Ended(process.ExitCode);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static int Ended(int code)
    {
        Console.WriteLine($"the process ended with {code}: the file among the findings whose name ends in -running is its last input");
        return 1;
    }

    // Started as `dotnet fuzz.dll` the process is dotnet, and else the program itself, which looks for its assembly beside it.
    private static string[] CommandOf(string folder) =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? [Path.Combine(folder, "fuzz.dll")]
            : throw new InvalidOperationException("start it as fuzz/run does: dotnet fuzz.dll");
}
