using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;

// The minimal webhook: reads the body and sends a constant response, with the injector's server (Kestrel) and TLS.
const int responseLength = 2600;
if (args is not [var port, var certificateFile, var keyFile])
{
    Console.Error.WriteLine("Usage: floor PORT CERTIFICATE KEY");
    return 2;
}

var response = new byte[responseLength];
response.AsSpan().Fill((byte)' ');
using var certificate = X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.Listen(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture), listen =>
    {
        listen.Protocols = HttpProtocols.Http1;
        listen.UseHttps(certificate);
    });
});

await using var app = builder.Build();
app.Run(async context =>
{
    var body = context.Request.BodyReader;
    while (true)
    {
        var read = await body.ReadAsync(context.RequestAborted);
        body.AdvanceTo(read.Buffer.End);
        if (read.IsCompleted)
        {
            break;
        }
    }

    context.Response.ContentType = "application/json";
    context.Response.ContentLength = responseLength;
    await context.Response.Body.WriteAsync(response, context.RequestAborted);
});
await app.RunAsync();
return 0;
