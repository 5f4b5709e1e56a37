using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using AppMeshInject.Testing.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace AppMeshInject.Tests.KubernetesApi;

/// <summary>
/// Stands in for an API server, over real TLS, and for the instance metadata service: answers by method and path, and query where an answer has one; 404 else.
/// </summary>
internal sealed class FakeServer : IAsyncDisposable
{
    /// <summary>In place of a status: the connection is dropped.</summary>
    public const int Dropped = 0;

    private readonly WebApplication _app;

    private FakeServer(WebApplication app, Uri address) => (_app, Address) = (app, address);

    public Uri Address { get; }

    /// <summary>The requests that came, as method, path and what proves who asks.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>The bodies that came, of those that had one.</summary>
    public ConcurrentQueue<string> Bodies { get; } = [];

    /// <summary>The answers that are no success, by method and path.</summary>
    public Dictionary<string, int> Statuses { get; } = [];

    public static async Task<FakeServer> StartAsync(TestCertificate? certificate, IReadOnlyDictionary<string, string> answers)
    {
        var port = FreePorts.Take();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listener =>
        {
            if (certificate is not null)
            {
                listener.UseHttps(X509Certificate2.CreateFromPemFile(certificate.CertificateFile, certificate.KeyFile), https =>
                {
                    https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                    https.AllowAnyClientCertificate();
                });
            }
        }));
        var server = new FakeServer(builder.Build(), new Uri($"{(certificate is null ? "http" : "https")}://127.0.0.1:{port}"));
        server._app.Use(async (context, next) =>
        {
            using var body = new StreamReader(context.Request.Body);
            if (await body.ReadToEndAsync() is { Length: > 0 } text)
            {
                server.Bodies.Enqueue(text);
            }

            await next(context);
        });
        server._app.Run(async context =>
        {
            var request = $"{context.Request.Method} {context.Request.Path}";
            request = answers.ContainsKey(request + context.Request.QueryString) ? request + context.Request.QueryString : request;
            lock (server.Requests)
            {
                var proof = $"{context.Request.Headers.Authorization}{context.Request.Headers["X-aws-ec2-metadata-token"]}{context.Request.Headers["Impersonate-User"]}";
                server.Requests.Add($"{request} {proof}{context.Connection.ClientCertificate?.Subject}");
            }

            if (server.Statuses.GetValueOrDefault(request, StatusCodes.Status200OK) == Dropped)
            {
                context.Abort();
                return;
            }

            context.Response.StatusCode = server.Statuses.GetValueOrDefault(request, answers.ContainsKey(request) ? StatusCodes.Status200OK : StatusCodes.Status404NotFound);
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(answers.GetValueOrDefault(request, """{"kind":"Status"}"""));
        });
        await server._app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
