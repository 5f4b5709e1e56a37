using System.Buffers;
using System.Net;
using System.Text;
using AppMeshInject.Admission;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Reviews;
using AppMeshInject.Injection.Settings;
using AppMeshInject.KubernetesApi;
using AppMeshInject.Telemetry;
using AppMeshInject.Terminal;
using AppMeshInject.Testing.Generation;
using CsCheck;
using Xunit;
using AdmissionRequest = AppMeshInject.Testing.Reviews.AdmissionRequest;

namespace AppMeshInject.Tests.Telemetry;

/// <summary>Tests that clients and the API server cannot create an unlimited number of series.</summary>
public sealed class BoundedLabelsTests
{
    private const int Samples = 2000;

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String, Gen.OneOf("CREATE", "UPDATE", "DELETE", "CONNECT", "Pod", "shop", "kube-system"));

    [Fact]
    public async Task Reviews_create_no_series()
    {
        var registry = new MetricsRegistry();
        var metrics = new AdmissionMetrics(registry, new AdmissionLimiter(1, TimeSpan.Zero));
        var line = CommandLine.Parse(["--mesh-name=m"]);
        var settings = SettingsLoader.Load(line.Settings, new Dictionary<string, string>()).Settings;
        var processor = new AdmissionProcessor(new Injector(settings, ClusterInfo.FromSettings(settings)));
        var before = (await Scrape.CreateAsync(registry)).Series;

        Gen.Select(Pods.Any, Text, Text, Text, Text).Sample(
            (pod, @namespace, operation, kind, subResource) =>
            {
                var request = new AdmissionRequest(pod.ToJsonString(), @namespace);
                Count((request with { Operation = operation, Kind = kind, SubResource = subResource }).ToReview());
                Count(request.ToReview());
                Count(operation);
            },
            iter: Samples);

        var after = await Scrape.CreateAsync(registry);
        Assert.Equal(before.Order(), after.Series.Order());
        Assert.Equal(3 * Samples, after["appmesh_inject_admission_duration_seconds_count"]);

        void Count(string review)
        {
            var result = processor.Review(Encoding.UTF8.GetBytes(review), new ArrayBufferWriter<byte>());
            metrics.Count(new AdmissionRecord(result.Decision, result.Request, 200));
        }
    }

    [Fact]
    public async Task Responses_of_the_API_server_create_one_series_per_known_verb_and_code()
    {
        var registry = new MetricsRegistry();
        var metrics = new ApiServerMetrics(registry);

        foreach (var method in new[] { "GET", "POST", "PATCH", "DELETE", "ANYTHING" })
        {
            for (var code = 100; code < 1000; code++)
            {
                using var client = new HttpClient(metrics.CountCalls(new FixedResponse((HttpStatusCode)code)));
                using var request = new HttpRequestMessage(new HttpMethod(method), "http://api/");
                using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            }
        }

        var scrape = await Scrape.CreateAsync(registry);
        Assert.Equal(1, scrape["appmesh_inject_api_server_requests_total{verb=\"GET\",code=\"404\"}"]);
        Assert.Equal(2, scrape["appmesh_inject_api_server_requests_total{verb=\"other\",code=\"200\"}"]);
        Assert.InRange(scrape.Series.Count, 1, 4 * 15);
    }

    [Fact]
    public async Task Call_without_a_response_is_counted()
    {
        var registry = new MetricsRegistry();
        using var client = new HttpClient(new ApiServerMetrics(registry).CountCalls(new FixedResponse(null)));

        await Assert.ThrowsAsync<HttpRequestException>(
            () => client.GetAsync("http://api/", TestContext.Current.CancellationToken));

        var scrape = await Scrape.CreateAsync(registry);
        Assert.Equal(1, scrape["appmesh_inject_api_server_requests_total{verb=\"GET\",code=\"none\"}"]);
    }

    private sealed class FixedResponse(HttpStatusCode? code) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) => code is { } known
            ? Task.FromResult(new HttpResponseMessage(known))
            : throw new HttpRequestException("connection refused");
    }
}
