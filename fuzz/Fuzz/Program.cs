using AppMeshInject.Fuzz;

// Must come first: instrumented code writes to the coverage map from its first branch on.
using var coverage = new Coverage();
if (FuzzOptions.Parse(args, out var error) is not { } options)
{
    Console.Error.WriteLine($"fuzz/run: {error}");
    return 2;
}

return options.IsInstrumented ? FuzzSession.Run(options, coverage) : Instrumentation.RunInstrumented(args);
