using System.Net;
using AppMeshInject.Tests.Admission;
using AppMeshInject.Tests.Hosting;
using Xunit;

namespace AppMeshInject.Tests.Listeners;

public sealed class ListenerTests
{
    [Fact]
    public async Task Endpoint_is_served_only_on_its_port()
    {
        await using var program = await RunningProgram.StartReadyAsync([]);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(program.Webhook, "/healthz"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(program.Admin, "/healthz"));
        foreach (var path in new[] { "/readyz", "/metrics", "/openapi/v1.json" })
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(program.Admin, path));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(program.Webhook, path));
        }

        using var review = ReviewContent.CreateExample();
        using var mutated = await program.Admin.PostAsync("/mutate", review);
        Assert.Equal(HttpStatusCode.NotFound, mutated.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(program.Webhook, "/nothing-here"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, await StatusAsync(program.Webhook, "/mutate"));
    }

    [Fact]
    public async Task Host_header_with_the_admin_port_does_not_reach_its_endpoints()
    {
        await using var program = await RunningProgram.StartReadyAsync([]);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Host = $"127.0.0.1:{program.MetricsPort}";

        using var response = await program.Webhook.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Webhook_without_TLS_serves_plain_HTTP()
    {
        await using var program = await RunningProgram.StartReadyAsync(["--enable-tls=false", "--mesh-name=m"]);
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{program.Port}") };
        using var review = ReviewContent.CreateExample();

        using var response = await client.PostAsync("/mutate", review);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path);
        return response.StatusCode;
    }
}
