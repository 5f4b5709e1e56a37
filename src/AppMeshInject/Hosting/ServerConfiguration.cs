using AppMeshInject.Admission;
using AppMeshInject.Certificates;
using AppMeshInject.Injection.Settings;
using AppMeshInject.Listeners;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace AppMeshInject.Hosting;

/// <summary>Configures the Kestrel server: its two ports, its limits and its sockets.</summary>
internal static class ServerConfiguration
{
    // In bytes, per connection: the received data that the program has not read yet.
    private const int MaxUnreadBytes = 64 * 1024;

    /// <summary>Adds the server. It listens when the application starts.</summary>
    public static void AddServer(this WebApplicationBuilder builder, ListenerSettings listener)
    {
        builder.WebHost.UseKestrelCore()
            .UseKestrelHttpsConfiguration()
            .ConfigureKestrel(kestrel => Configure(kestrel, listener));
        builder.Services.Configure<SocketTransportOptions>(ConfigureSockets);
    }

    private static void Configure(KestrelServerOptions kestrel, ListenerSettings listener)
    {
        var requestTimeout = TimeSpan.FromSeconds(listener.RequestTimeout);
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = RequestBody.MaxWireLength;
        kestrel.Limits.MinRequestBodyDataRate = RequestBody.GetMinDataRate(requestTimeout);
        kestrel.Limits.RequestHeadersTimeout = requestTimeout;
        kestrel.Limits.MaxRequestBufferSize = MaxUnreadBytes;
        kestrel.ListenAnyIP(
            listener.MetricsPort, options => ConfigurePort(options, Listener.Admin, listener.MaxConnections));
        kestrel.ListenAnyIP(listener.Port, options =>
        {
            ConfigurePort(options, Listener.Webhook, listener.MaxConnections);
            if (listener.EnableTls)
            {
                var certificate = options.ApplicationServices.GetRequiredService<ServingCertificate>();
                options.UseHttps(new TlsHandshakeCallbackOptions
                {
                    OnConnection = _ => ValueTask.FromResult(certificate.Options),
                });
            }
        });
    }

    private static void ConfigurePort(ListenOptions options, Listener listener, int maxConnections)
    {
        options.MarkAs(listener).LimitConnections(maxConnections);

        // The API server calls webhooks with HTTP/1.1 only: https://github.com/kubernetes/kubernetes/issues/75791
        options.Protocols = HttpProtocols.Http1;
    }

    // Runs requests on the socket thread, see docs/decisions/0005-inline-socket-scheduling.md. This also needs the
    // environment variable DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS, which the image and the Deployment set.
    private static void ConfigureSockets(SocketTransportOptions sockets)
    {
        sockets.UnsafePreferInlineScheduling = true;
        sockets.WaitForDataBeforeAllocatingBuffer = false;
    }
}
