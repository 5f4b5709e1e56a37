using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using AppMeshInject.Testing.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AppMeshInject.Tests.Certificates;

/// <summary>
/// Stands in for an API server that fails when it is told to, which a real one does not: a Secret and a webhook configuration with
/// their resource versions, over real TLS. What a real one makes of the same calls is tested on a cluster.
/// </summary>
internal sealed class FakeApiServer : IAsyncDisposable
{
    public const string SecretPath = "/api/v1/namespaces/appmesh-inject/secrets";
    private const string ConfigurationPath = "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/aws-app-mesh-inject";

    /// <summary>A status that is none: the connection breaks off.</summary>
    public const int Broken = -1;

    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private int _version;

    private FakeApiServer(WebApplication app, Uri address, TimeProvider time) => (_app, Address, _time) = (app, address, time);

    public Uri Address { get; }

    /// <summary>The Secret; null where there is none.</summary>
    public JsonObject? Secret { get; set; }

    /// <summary>The webhook configuration; null where there is none.</summary>
    public JsonObject? Configuration { get; set; } = (JsonObject)JsonNode.Parse("""
        {"metadata":{"name":"aws-app-mesh-inject","uid":"1","resourceVersion":"0"},
         "webhooks":[{"name":"other","clientConfig":{"caBundle":"b3RoZXI="}},{"name":"aws-app-mesh-inject.aws.amazon.com","clientConfig":{"service":{"name":"aws-app-mesh-inject"}}}]}
        """)!;

    /// <summary>What every call is answered with; 0 for what it deserves, <see cref="Broken"/> for nothing at all.</summary>
    public int Status { get; set; }

    /// <summary>Is called before a write is carried out: what another replica does in between.</summary>
    public Action? BeforeWrite { get; set; }

    /// <summary>The writes that were carried out.</summary>
    public int Writes { get; private set; }

    /// <summary>The caBundle of our webhook.</summary>
    public string? Bundle
    {
        get => Configuration!["webhooks"]![1]!["clientConfig"]!["caBundle"]?.GetValue<string>();
        set
        {
            Configuration!["webhooks"]![1]!["clientConfig"]!["caBundle"] = value;
            Configuration["metadata"]!["resourceVersion"] = NextVersion();
        }
    }

    public static async Task<FakeApiServer> StartAsync(TestCertificate certificate, TimeProvider time)
    {
        var port = FreePorts.Take();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().UseKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, port, listener => listener.UseHttps(X509Certificate2.CreateFromPemFile(certificate.CertificateFile, certificate.KeyFile))));
        var server = new FakeApiServer(builder.Build(), new Uri($"https://127.0.0.1:{port}"), time);
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync();
        return server;
    }

    // https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/
    private static JsonObject Refusal => new() { ["kind"] = "Status", ["message"] = "the account may not do that" };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var body = context.Request.Method == "GET" ? null : await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        if (body is not null)
        {
            BeforeWrite?.Invoke();
        }

        if (Status == Broken)
        {
            context.Abort();
            return;
        }

        var (status, answer) = Status != 0 ? (Status, Refusal) : Answer(context.Request, (JsonObject?)body);
        context.Response.StatusCode = status;
        context.Response.Headers.Date = _time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer?.ToJsonString() ?? """{"kind":"Status"}""");
    }

    private (int Status, JsonNode? Answer) Answer(HttpRequest request, JsonObject? body)
    {
        lock (_lock)
        {
            return (request.Method, request.Path.Value) switch
            {
                ("GET", ConfigurationPath) => Found(Configuration),
                ("GET", _) => Found(Secret),
                ("POST", SecretPath) => Secret is null ? Written(Secret = body!) : (409, null),
                ("PATCH", ConfigurationPath) => Conflicts(Configuration, body!) ? (409, null) : Apply(body!),
                ("PATCH", _) => Conflicts(Secret, body!) ? (409, null) : Merge(body!),
                _ => (405, null),
            };
        }
    }

    private static (int Status, JsonNode? Answer) Found(JsonNode? found) => found is null ? (404, null) : (200, found);

    private static bool Conflicts(JsonNode? current, JsonObject body) =>
        current is null
        || body["metadata"]!["resourceVersion"]?.ToString() != current["metadata"]!["resourceVersion"]!.ToString()
        || (body["metadata"]!["uid"] is { } uid && uid.ToString() != current["metadata"]!["uid"]?.ToString());

    private (int Status, JsonNode? Answer) Merge(JsonObject body)
    {
        foreach (var (key, value) in body["data"]!.AsObject())
        {
            Secret!["data"]![key] = value!.DeepClone();
        }

        return Written(Secret!);
    }

    private (int Status, JsonNode? Answer) Apply(JsonObject body)
    {
        Bundle = body["webhooks"]![0]!["clientConfig"]!["caBundle"]!.ToString();
        Configuration!["metadata"]!["managedFields"] = new JsonArray(new JsonObject
        {
            ["manager"] = "aws-app-mesh-inject-certificates",
            ["time"] = _time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        });
        return Written(Configuration);
    }

    private (int Status, JsonNode? Answer) Written(JsonNode written)
    {
        written["metadata"]!["resourceVersion"] = NextVersion();
        Writes++;
        return (200, written);
    }

    private string NextVersion() => (++_version).ToString(CultureInfo.InvariantCulture);
}
