using AppMeshInject.Fuzz;

if (FuzzOptions.Parse(args, out var problem) is not { } options)
{
    Console.Error.WriteLine($"fuzz/run: {problem}");
    return 2;
}

return options.IsInstrumented ? Fuzzing.Run(options) : Instrumentation.RunInstrumented(args);
