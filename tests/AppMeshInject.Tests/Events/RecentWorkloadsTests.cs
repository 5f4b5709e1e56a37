using AppMeshInject.Events;
using AppMeshInject.Injection.Pods;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AppMeshInject.Tests.Events;

public sealed class RecentWorkloadsTests
{
    [Fact]
    public void Memory_is_bounded_and_what_is_long_ago_goes_first()
    {
        var time = new FakeTimeProvider();
        var recent = new RecentWorkloads(time);
        for (var i = 0; i < 500; i++)
        {
            Assert.True(recent.Add(Of(i)));
        }

        time.Advance(TimeSpan.FromMinutes(10));
        for (var i = 500; i < 1200; i++)
        {
            Assert.True(recent.Add(Of(i)));
        }

        Assert.False(recent.Add(Of(700)));
        for (var i = 2000; i < 3000; i++)
        {
            Assert.True(recent.Add(Of(i)));
        }

        Assert.True(recent.Add(Of(700)));
    }

    private static Refusal Of(int number) => new("shop", "ReplicaSet", $"web-{number}", new Workload("ReplicaSet", $"web-{number}"), "NoMesh", "");
}
