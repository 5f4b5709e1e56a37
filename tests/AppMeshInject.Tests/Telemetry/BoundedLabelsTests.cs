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

/// <summary>Whatever is sent, there are only so many series.</summary>
public sealed class BoundedLabelsTests
{
    private const int Samples = 2000;

    private static readonly Gen<string> Text = Gen.OneOf(Gen.String, Gen.OneOf("CREATE", "UPDATE", "DELETE", "CONNECT", "Pod", "shop", "kube-system"));

    [Fact]
    public async Task No_review_makes_a_series_that_was_not_there_from_the_start()
    {
        var registry = new MetricsRegistry();
        var metrics = new AdmissionMetrics(registry, new AdmissionLimiter(1, TimeSpan.Zero));
        var settings = SettingsLoader.Load(CommandLine.Parse(["--mesh-name=m"]).Settings, new Dictionary<string, string>()).Settings;
        var reviewer = new AdmissionProcessor(new Injector(settings, ClusterInfo.From(settings)));
        var before = (await Scrape.OfAsync(registry)).Series;

        Gen.Select(Pods.Any, Text, Text, Text, Text).Sample(
            (pod, @namespace, operation, kind, subResource) =>
            {
                var request = new AdmissionRequest(pod.ToJsonString(), @namespace) { Operation = operation, Kind = kind, SubResource = subResource };
                Count(request.ToReview());
                Count(new AdmissionRequest(pod.ToJsonString(), @namespace).ToReview());
                Count(operation);
            },
            iter: Samples);

        var after = await Scrape.OfAsync(registry);
        Assert.Equal(before.Order(), after.Series.Order());
        Assert.Equal(3 * Samples, after["appmesh_inject_admission_duration_seconds_count"]);

        void Count(string review)
        {
            var reviewed = reviewer.Review(Encoding.UTF8.GetBytes(review), new ArrayBufferWriter<byte>());
            metrics.Count(new AdmissionRecord(reviewed.Decision, reviewed.Request, 200));
        }
    }

    [Fact]
    public async Task No_answer_of_the_API_server_makes_more_series_than_there_are_verbs_and_codes()
    {
        var registry = new MetricsRegistry();
        var metrics = new ApiServerMetrics(registry);

        foreach (var method in new[] { "GET", "POST", "PATCH", "DELETE", "ANYTHING" })
        {
            for (var code = 100; code < 1000; code++)
            {
                using var client = new HttpClient(metrics.CountCalls(new Answering((HttpStatusCode)code)));
                using var request = new HttpRequestMessage(new HttpMethod(method), "http://api/");
                using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            }
        }

        var scrape = await Scrape.OfAsync(registry);
        Assert.Equal(1, scrape["appmesh_inject_api_server_requests_total{verb=\"GET\",code=\"404\"}"]);
        Assert.Equal(2, scrape["appmesh_inject_api_server_requests_total{verb=\"other\",code=\"200\"}"]);
        Assert.InRange(scrape.Series.Count, 1, 4 * 15);
    }

    [Fact]
    public async Task A_call_that_is_not_answered_is_counted_too()
    {
        var registry = new MetricsRegistry();
        using var client = new HttpClient(new ApiServerMetrics(registry).CountCalls(new Answering(null)));

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("http://api/", TestContext.Current.CancellationToken));

        Assert.Equal(1, (await Scrape.OfAsync(registry))["appmesh_inject_api_server_requests_total{verb=\"GET\",code=\"none\"}"]);
    }

    private sealed class Answering(HttpStatusCode? code) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            code is { } known ? Task.FromResult(new HttpResponseMessage(known)) : throw new HttpRequestException("nobody answers");
    }
}
