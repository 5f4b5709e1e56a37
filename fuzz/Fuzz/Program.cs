using AppMeshInject.Fuzz;

// First of all: instrumented code writes there from its first branch on.
using var coverage = new Coverage();
if (FuzzOptions.Parse(args, out var problem) is not { } options)
{
    Console.Error.WriteLine($"fuzz/run: {problem}");
    return 2;
}

return options.IsInstrumented ? Fuzzing.Run(options, coverage) : Instrumentation.RunInstrumented(args);
