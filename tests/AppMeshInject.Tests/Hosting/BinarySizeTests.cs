using AppMeshInject.Testing.Processes;
using Xunit;

namespace AppMeshInject.Tests.Hosting;

public sealed class BinarySizeTests
{
    // 16 MB, and a little for what a newer patch of .NET may bring.
    private const long Most = 16_250_000;

    [Fact]
    public void The_binary_stays_small() =>
        Assert.InRange(new FileInfo(NativeBinary.FindOrSkip()).Length, 1, Most);
}
