using AppMeshInject.Events;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AppMeshInject.Tests.Events;

public sealed class RecentKeysTests
{
    [Fact]
    public void Add_beyond_the_capacity_removes_old_keys_first_and_then_all()
    {
        var time = new FakeTimeProvider();
        var recent = new RecentKeys<int>(time);
        Add(recent, 0, 500);
        time.Advance(TimeSpan.FromMinutes(10));
        Add(recent, 500, 1200);

        Assert.True(recent.Contains(700));
        Add(recent, 2000, 3000);

        Assert.False(recent.Contains(700));
    }

    private static void Add(RecentKeys<int> recent, int first, int end)
    {
        for (var key = first; key < end; key++)
        {
            Assert.False(recent.Contains(key));
            recent.Add(key);
        }
    }
}
