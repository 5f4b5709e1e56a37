using AppMeshInject.Events;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AppMeshInject.Tests.Events;

public sealed class RecentKeysTests
{
    [Fact]
    public void Memory_is_bounded_and_what_is_long_ago_goes_first()
    {
        var time = new FakeTimeProvider();
        var recent = new RecentKeys<int>(time);
        Add(recent, 0, 500);
        time.Advance(TimeSpan.FromMinutes(10));
        Add(recent, 500, 1200);

        Assert.True(recent.Has(700));
        Add(recent, 2000, 3000);

        Assert.False(recent.Has(700));
    }

    private static void Add(RecentKeys<int> recent, int first, int end)
    {
        for (var key = first; key < end; key++)
        {
            Assert.False(recent.Has(key));
            recent.Add(key);
        }
    }
}
