namespace AppMeshInject.Bench;

/// <summary>A server to measure.</summary>
/// <param name="Name">The name in the report.</param>
/// <param name="Binary">The absolute path of the native binary.</param>
/// <param name="IsFloor">Whether it is the floor, whose arguments differ from those of the injector.</param>
internal sealed record BenchServer(string Name, string Binary, bool IsFloor)
{
    /// <summary>Creates an injector.</summary>
    /// <param name="binary">The path of the native binary, absolute or relative to the current directory.</param>
    /// <param name="name">The name in the report.</param>
    public static BenchServer CreateInjector(string binary, string name = "injector") =>
        new(name, Path.GetFullPath(binary), IsFloor: false);

    /// <summary>Creates the floor.</summary>
    /// <param name="binary">The path of the native binary, absolute or relative to the current directory.</param>
    public static BenchServer CreateFloor(string binary) => new("floor", Path.GetFullPath(binary), IsFloor: true);
}
