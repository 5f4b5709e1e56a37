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
/// A fake API server with a Secret and a webhook configuration, with resource versions and over TLS. Unlike a real one,
/// it fails on demand. The cluster tests make the same calls to a real API server.
/// </summary>
internal sealed class FakeApiServer : IAsyncDisposable
{
    public const string SecretPath = "/api/v1/namespaces/appmesh-inject/secrets";
    private const string ConfigurationPath =
        "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/aws-app-mesh-inject";

    /// <summary>The <see cref="Status"/> that aborts the connection.</summary>
    public const int ConnectionAborted = -1;

    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private int _version;

    private FakeApiServer(WebApplication app, Uri address, TimeProvider time) =>
        (_app, Address, _time) = (app, address, time);

    public Uri Address { get; }

    /// <summary>The Secret; null if it does not exist.</summary>
    public JsonObject? Secret { get; set; }

    /// <summary>The webhook configuration; null if it does not exist.</summary>
    public JsonObject? Configuration { get; set; } = (JsonObject)JsonNode.Parse("""
        {"metadata":{"name":"aws-app-mesh-inject","uid":"1","resourceVersion":"0"},
         "webhooks":[
           {"name":"other","clientConfig":{"caBundle":"b3RoZXI="}},
           {"name":"aws-app-mesh-inject.aws.amazon.com","clientConfig":{"service":{"name":"aws-app-mesh-inject"}}}]}
        """)!;

    /// <summary>
    /// The status of every response; 0 to process the request, <see cref="ConnectionAborted"/> for no response.
    /// </summary>
    public int Status { get; set; }

    /// <summary>An action that runs before each write, such as a concurrent write of another replica.</summary>
    public Action? BeforeWrite { get; set; }

    /// <summary>The number of successful writes.</summary>
    public int Writes { get; private set; }

    /// <summary>The caBundle of the injector's webhook.</summary>
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
        var pair = X509Certificate2.CreateFromPemFile(certificate.CertificateFile, certificate.KeyFile);
        builder.WebHost.UseKestrelHttpsConfiguration().UseKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, port, listener => listener.UseHttps(pair)));
        var server = new FakeApiServer(builder.Build(), new Uri($"https://127.0.0.1:{port}"), time);
        server._app.Run(server.RespondAsync);
        await server._app.StartAsync();
        return server;
    }

    // https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/
    private static JsonObject Rejection => new() { ["kind"] = "Status", ["message"] = "the account may not do that" };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task RespondAsync(HttpContext context)
    {
        var body = context.Request.Method == "GET"
            ? null
            : await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        if (body is not null)
        {
            BeforeWrite?.Invoke();
        }

        if (Status == ConnectionAborted)
        {
            context.Abort();
            return;
        }

        var (status, response) = Status != 0 ? (Status, Rejection) : Respond(context.Request, (JsonObject?)body);
        context.Response.StatusCode = status;
        context.Response.Headers.Date = _time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(response?.ToJsonString() ?? """{"kind":"Status"}""");
    }

    private (int Status, JsonNode? Response) Respond(HttpRequest request, JsonObject? body)
    {
        lock (_lock)
        {
            return (request.Method, request.Path.Value) switch
            {
                ("GET", ConfigurationPath) => CreateFound(Configuration),
                ("GET", _) => CreateFound(Secret),
                ("POST", SecretPath) => Secret is null ? CompleteWrite(Secret = body!) : (409, null),
                ("PATCH", ConfigurationPath) => HasConflict(Configuration, body!) ? (409, null) : Apply(body!),
                ("PATCH", _) => HasConflict(Secret, body!) ? (409, null) : Merge(body!),
                _ => (405, null),
            };
        }
    }

    private static (int Status, JsonNode? Response) CreateFound(JsonNode? value) =>
        value is null ? (404, null) : (200, value);

    private static bool HasConflict(JsonNode? current, JsonObject body) =>
        current is null
        || body["metadata"]!["resourceVersion"]?.ToString() != current["metadata"]!["resourceVersion"]!.ToString()
        || (body["metadata"]!["uid"] is { } uid && uid.ToString() != current["metadata"]!["uid"]?.ToString());

    private (int Status, JsonNode? Response) Merge(JsonObject body)
    {
        foreach (var (key, value) in body["data"]!.AsObject())
        {
            Secret!["data"]![key] = value!.DeepClone();
        }

        return CompleteWrite(Secret!);
    }

    private (int Status, JsonNode? Response) Apply(JsonObject body)
    {
        Bundle = body["webhooks"]![0]!["clientConfig"]!["caBundle"]!.ToString();
        Configuration!["metadata"]!["managedFields"] = new JsonArray(new JsonObject
        {
            ["manager"] = "aws-app-mesh-inject-certificates",
            ["time"] = _time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        });
        return CompleteWrite(Configuration);
    }

    private (int Status, JsonNode? Response) CompleteWrite(JsonNode written)
    {
        written["metadata"]!["resourceVersion"] = NextVersion();
        Writes++;
        return (200, written);
    }

    private string NextVersion() => (++_version).ToString(CultureInfo.InvariantCulture);
}
