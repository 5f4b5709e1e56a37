using AppMeshInject.Bench;

switch (args)
{
    case ["hostile", var binary, .. var rest]:
        return await HostileRun.RunAsync(binary, rest);
    case ["soak", var binary, .. var rest]:
        return await SoakRun.RunAsync(binary, rest);
}

if (BenchOptions.Parse(args, out var problem) is not { } options)
{
    Console.Error.WriteLine($"bench/run: {problem}");
    return 2;
}

using var bench = new Bench(options);
var results = await bench.RunAsync();
Report.Write(results, options, Console.Out);
Report.WriteJson(results, options);
return 0;
