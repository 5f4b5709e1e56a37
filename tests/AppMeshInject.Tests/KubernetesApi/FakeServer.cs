using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using AppMeshInject.Testing.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace AppMeshInject.Tests.KubernetesApi;

/// <summary>
/// An HTTP server with fixed responses by method and path (and query, if the response has one); 404 otherwise. It
/// replaces an API server, with TLS, or the instance metadata service.
/// </summary>
internal sealed class FakeServer : IAsyncDisposable
{
    /// <summary>Used as a status: the server closes the connection without a response.</summary>
    public const int Dropped = 0;

    private readonly WebApplication _app;
    private readonly IReadOnlyDictionary<string, string> _responses;

    private FakeServer(WebApplication app, Uri address, IReadOnlyDictionary<string, string> responses) =>
        (_app, Address, _responses) = (app, address, responses);

    public Uri Address { get; }

    /// <summary>The received requests, each as method, path and credentials.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>The received bodies that are not empty.</summary>
    public ConcurrentQueue<string> Bodies { get; } = [];

    /// <summary>The status of responses that are not a success, by method and path.</summary>
    public Dictionary<string, int> Statuses { get; } = [];

    /// <summary>Starts a server.</summary>
    /// <param name="certificate">The certificate; null for plain HTTP.</param>
    /// <param name="responses">The response bodies by method and path.</param>
    public static async Task<FakeServer> StartAsync(
        TestCertificate? certificate, IReadOnlyDictionary<string, string> responses)
    {
        var port = FreePorts.Take();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().UseKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, port, listener => UseTls(listener, certificate)));
        var address = new Uri($"{(certificate is null ? "http" : "https")}://127.0.0.1:{port}");
        var server = new FakeServer(builder.Build(), address, responses);
        server._app.Run(server.RespondAsync);
        await server._app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static void UseTls(ListenOptions listener, TestCertificate? certificate)
    {
        if (certificate is null)
        {
            return;
        }

        var serverCertificate = X509Certificate2.CreateFromPemFile(certificate.CertificateFile, certificate.KeyFile);
        listener.UseHttps(serverCertificate, https =>
        {
            https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
            https.AllowAnyClientCertificate();
        });
    }

    private async Task RespondAsync(HttpContext context)
    {
        using var body = new StreamReader(context.Request.Body);
        if (await body.ReadToEndAsync() is { Length: > 0 } text)
        {
            Bodies.Enqueue(text);
        }

        var request = $"{context.Request.Method} {context.Request.Path}";
        request = _responses.ContainsKey(request + context.Request.QueryString)
            ? request + context.Request.QueryString
            : request;
        lock (Requests)
        {
            Requests.Add($"{request} {GetCredentials(context)}");
        }

        var status = Statuses.GetValueOrDefault(
            request, _responses.ContainsKey(request) ? StatusCodes.Status200OK : StatusCodes.Status404NotFound);
        if (status == Dropped)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(_responses.GetValueOrDefault(request, """{"kind":"Status"}"""));
    }

    private static string GetCredentials(HttpContext context)
    {
        var headers = context.Request.Headers;
        return $"{headers.Authorization}{headers["X-aws-ec2-metadata-token"]}{headers["Impersonate-User"]}"
            + context.Connection.ClientCertificate?.Subject;
    }
}
