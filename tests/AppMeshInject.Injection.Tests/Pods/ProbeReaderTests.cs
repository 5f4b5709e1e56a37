using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Injection.Tests.Pods;

public sealed class ProbeReaderTests
{
    [Theory]
    [InlineData("""{"httpGet":{"path":"/","port":80}}""", null, 80)]
    [InlineData("""{"periodSeconds":1,"tcpSocket":{"port":80}}""", null, 80)]
    [InlineData("""{"grpc":{"port":80,"service":"x"}}""", null, 80)]
    [InlineData("""{"httpGet":{"port":"http"}}""", "http", 0)]
    [InlineData("""{"httpGet":{"port":"http"},"tcpSocket":{"port":81}}""", null, 81)]
    public void Read_network_probe_returns_its_port(string probe, string? name, int number)
    {
        Assert.Equal([new ProbeView("readinessProbe", name, number)], ReadProbes("readinessProbe", probe));
        Assert.Equal([new ProbeView("livenessProbe", name, number)], ReadProbes("livenessProbe", probe));
        Assert.Equal([new ProbeView("startupProbe", name, number)], ReadProbes("startupProbe", probe));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("[{}]")]
    [InlineData("{}")]
    [InlineData("""{"exec":{"command":["x"],"port":80}}""")]
    [InlineData("""{"httpGet":null}""")]
    [InlineData("""{"httpGet":[{"port":80}]}""")]
    [InlineData("""{"httpGet":{}}""")]
    [InlineData("""{"httpGet":{"port":null}}""")]
    [InlineData("""{"httpGet":{"port":[80]}}""")]
    [InlineData("""{"httpGet":{"port":1e99}}""")]
    [InlineData("""{"httpGet":{"port":9999999999}}""")]
    public void Read_exec_or_malformed_probe_is_skipped(string probe) =>
        Assert.Empty(ReadProbes("livenessProbe", probe));

    [Fact]
    public void Read_duplicate_probe_uses_the_last() => Assert.Equal(
        [new ProbeView("livenessProbe", null, 2), new ProbeView("readinessProbe", null, 3)],
        Given.Pod("""
            {"spec":{"containers":[{"readinessProbe":{"grpc":{"port":1}},"livenessProbe":{"grpc":{"port":2}},
             "readinessProbe":{"grpc":{"port":3}}}]}}
            """).Containers[0].Probes);

    [Fact]
    public void GetPort_named_port_is_looked_up_in_the_container()
    {
        var container = Given.Pod("""
            {"spec":{"containers":[{"ports":[{"name":"a","containerPort":1},{"name":"b","containerPort":2}]}]}}
            """).Containers[0];
        Assert.Equal(2, new ProbeView("", "b", 0).GetPort(container));
        Assert.Null(new ProbeView("", "c", 0).GetPort(container));
        Assert.Equal(9, new ProbeView("", null, 9).GetPort(container));
    }

    private static IReadOnlyList<ProbeView> ReadProbes(string field, string probe) =>
        Given.Pod($$$"""{"spec":{"containers":[{"{{{field}}}":{{{probe}}},"name":"c"}]}}""").Containers
            .Single(container => container.Name == "c").Probes;
}
