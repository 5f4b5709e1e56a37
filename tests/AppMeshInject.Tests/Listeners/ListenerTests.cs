using System.Net;
using AppMeshInject.Tests.Admission;
using AppMeshInject.Tests.Hosting;
using Xunit;

namespace AppMeshInject.Tests.Listeners;

public sealed class ListenerTests
{
    [Fact]
    public async Task Each_endpoint_is_served_on_its_own_port_and_on_no_other()
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
    public async Task A_Host_header_that_names_the_admin_port_does_not_reach_it()
    {
        await using var program = await RunningProgram.StartReadyAsync([]);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Host = $"127.0.0.1:{program.MetricsPort}";

        using var response = await program.Webhook.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Without_tls_the_webhook_speaks_plain_http()
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
