using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;
using static AppMeshInject.Tests.Checks.FakeInstallation;

namespace AppMeshInject.Tests.Checks;

/// <summary>Tests the findings of <c>check</c> on the webhook, its Service and the settings.</summary>
public sealed class CheckInstallationTests : IDisposable
{
    private readonly FakeInstallation _installation = new();

    public void Dispose() => _installation.Dispose();

    [Theory]
    [InlineData("InjectorUnreachable", "Post \"https://aws-app-mesh-inject.certificate.svc:443/mutate\": dial tcp 10.96.0.9:443: connect: connection refused")]
    [InlineData("InjectorUnreachable", "Post \"https://aws-app-mesh-inject.appmesh-inject.svc:443/mutate\": tls: first record does not look like a TLS handshake")]
    [InlineData("CertificateNotTrusted", "Post \"https://aws-app-mesh-inject.appmesh-inject.svc:443/mutate\": tls: failed to verify certificate: x509: certificate signed by unknown authority")]
    public async Task A_certificate_is_blamed_only_where_it_is_not_trusted(string code, string failure)
    {
        _installation.RefuseTrial(500, "Internal error occurred: failed calling webhook \"aws-app-mesh-inject.aws.amazon.com\": " + failure);

        Assert.Equal(code, Assert.Single(GetFindings(await _installation.CheckAsync("-o=json")))["code"]!.ToString());
    }

    [Fact]
    public async Task A_trial_that_the_webhook_leaves_out_says_nothing()
    {
        _installation.Answers[Creation] = Json(Bare());
        _installation.Webhook["objectSelector"] = Json("""{"matchLabels":{"mesh":"yes"}}""");

        var run = await _installation.CheckAsync();

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("not checked: whether the API server reaches the injector: the webhook's objectSelector leaves out the pod that is tried\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_caBundle_is_found()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var expired = new CertificateRequest("CN=expired", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-2), now.AddDays(-1));
        _installation.Webhook["clientConfig"]!["caBundle"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(expired.ExportCertificatePem()));

        Assert.Contains(GetFindings(await _installation.CheckAsync("-o=json")), finding => finding["wrong"]!.ToString().Contains("has expired", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("selector")]
    [InlineData("ports")]
    [InlineData("namespace")]
    public async Task A_Service_that_does_not_lead_to_the_injector_is_found(string part)
    {
        switch (part)
        {
            case "selector":
                _installation.Answers[Service]["spec"]!["selector"]!["app.kubernetes.io/name"] = "other";
                break;
            case "ports":
                _installation.Answers[Service]["spec"]!["ports"]![0]!["port"] = 8443;
                break;
            default:
                _installation.Webhook["clientConfig"]!["service"]!["namespace"] = "other";
                _installation.Answers["GET /api/v1/namespaces/other/services/aws-app-mesh-inject"] = _installation.Answers[Service].DeepClone();
                break;
        }

        Assert.Contains(GetFindings(await _installation.CheckAsync("-o=json")), finding => finding["code"]!.ToString() == "WebhookService");
    }

    [Fact]
    public async Task A_ConfigMap_that_was_only_labelled_is_no_finding()
    {
        _installation.Answers[ConfigMap]["metadata"]!["managedFields"]![0]!["time"] = "2026-01-03T00:00:00Z";

        Assert.Equal(0, (await _installation.CheckAsync()).ExitCode);
    }

    [Theory]
    [InlineData("--mesh-nam: unknown flag", "serve", "--mesh-nam=x")]
    [InlineData("junk: serve takes no such word", "serve", "junk")]
    [InlineData("junk: serve takes no such word", "--preview", "junk")]
    [InlineData("value is missing", "--mesh-name")]
    public async Task Arguments_at_which_the_next_replica_stops_are_found(string fault, params string[] arguments)
    {
        _installation.Answers[Deployment]["spec"]!["template"]!["spec"]!["containers"]![0]!["args"] = new JsonArray([.. arguments.Select(argument => JsonValue.Create(argument))]);

        var run = await _installation.CheckAsync("-o=json");

        Assert.Equal(1, run.ExitCode);
        var finding = Assert.Single(GetFindings(run), finding => finding["code"]!.ToString() == "SettingsMalformed");
        Assert.Contains(fault, finding["wrong"]!.ToString(), StringComparison.Ordinal);
    }
}
