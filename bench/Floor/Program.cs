using System.Net;
using System.Security.Cryptography.X509Certificates;

// A webhook that does nothing: it reads the body and answers the same bytes each time, over the TLS of the same server.
const int answerLength = 2600;
if (args is not [var port, var certificateFile, var keyFile])
{
    Console.Error.WriteLine("Usage: floor PORT CERTIFICATE KEY");
    return 2;
}

var answer = new byte[answerLength];
answer.AsSpan().Fill((byte)' ');
using var certificate = X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.Listen(IPAddress.Loopback, int.Parse(port, System.Globalization.CultureInfo.InvariantCulture), listen =>
    {
        listen.Protocols = Microsoft.AspNetCore.Server.Kestrel.Core.HttpProtocols.Http1;
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
    context.Response.ContentLength = answerLength;
    await context.Response.Body.WriteAsync(answer, context.RequestAborted);
});
await app.RunAsync();
return 0;
