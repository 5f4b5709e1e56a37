using System.Diagnostics;
using SharpFuzz;

namespace AppMeshInject.Fuzz;

/// <summary>Runs this program again in a child process, with assemblies that record their branch coverage.</summary>
internal static class Instrumentation
{
    private static readonly string[] InstrumentedAssemblies = ["AppMeshInject.Injection.dll", "appmesh-inject.dll"];

    /// <returns>The exit code: 0 if there are no findings, 1 on a finding or a crash, 2 on an invalid option.</returns>
    public static int RunInstrumented(IEnumerable<string> arguments)
    {
        var folder = Directory.CreateTempSubdirectory("appmesh-inject-fuzz-");
        try
        {
            foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory))
            {
                File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
            }

            foreach (var assembly in InstrumentedAssemblies)
            {
                Fuzzer.Instrument(Path.Combine(folder.FullName, assembly), _ => true, Options.Value);
            }

            string[] command = [GetAssemblyPath(folder.FullName), FuzzOptions.Instrumented, .. arguments];
            using var process = Process.Start(Environment.ProcessPath!, command);
            process.WaitForExit();
            return process.ExitCode is 0 or 1 or 2 ? process.ExitCode : ReportCrash(process.ExitCode);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static int ReportCrash(int exitCode)
    {
        Console.WriteLine(
            $"The process crashed with exit code {exitCode}; "
            + "its last input is the file *-running in the findings folder");
        return 1;
    }

    // Under `dotnet fuzz.dll` the process is `dotnet`, so its first argument selects the copy. The native host fuzz
    // would load the assembly next to it, which is not instrumented.
    private static string GetAssemblyPath(string folder) =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? Path.Combine(folder, "fuzz.dll")
            : throw new InvalidOperationException("fuzz: started by its native host; start it with dotnet fuzz.dll");
}
