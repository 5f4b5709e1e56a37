using AppMeshInject.Testing.Processes;
using Xunit;

namespace AppMeshInject.Tests.Hosting;

public sealed class BinarySizeTests
{
    private const long MaxBytes = 18_000_000;

    [Fact]
    public void Native_binary_has_at_most_18_MB() =>
        Assert.InRange(new FileInfo(NativeBinary.FindOrSkip()).Length, 1, MaxBytes);
}
