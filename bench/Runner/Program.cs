using AppMeshInject.Bench;

switch (args)
{
    case ["hostile", var binary, .. var rest]:
        return await HostileRun.RunAsync(binary, rest);
    case ["soak", var binary, .. var rest]:
        return await SoakRun.RunAsync(binary, rest);
}

if (BenchOptions.Parse(args, out var error) is not { } options)
{
    Console.Error.WriteLine($"bench/run: {error}");
    return 2;
}

using var bench = new BenchRun(options);
var samples = await bench.RunAsync();
var report = new BenchReport(samples, options);
report.Write(Console.Out);
report.WriteJson();
return 0;
