using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;
using static AppMeshInject.Tests.Diagnostics.Check.FakeInstallation;

namespace AppMeshInject.Tests.Diagnostics.Check;

/// <summary>Tests the findings of <c>check</c> on the webhook, its Service and the settings.</summary>
public sealed class CheckInstallationTests : IDisposable
{
    private readonly FakeInstallation _installation = new();

    public void Dispose() => _installation.Dispose();

    [Theory]
    [InlineData(
        "InjectorUnreachable",
        "Post \"https://aws-app-mesh-inject.certificate.svc:443/mutate\": dial tcp 10.96.0.9:443: connect: "
        + "connection refused")]
    [InlineData(
        "InjectorUnreachable",
        "Post \"https://aws-app-mesh-inject.appmesh-inject.svc:443/mutate\": tls: first record does not look "
        + "like a TLS handshake")]
    [InlineData(
        "CertificateNotTrusted",
        "Post \"https://aws-app-mesh-inject.appmesh-inject.svc:443/mutate\": tls: failed to verify "
        + "certificate: x509: certificate signed by unknown authority")]
    public async Task CertificateNotTrusted_is_only_reported_for_certificate_errors(string code, string failure)
    {
        _installation.RejectDryRun(
            500, "Internal error occurred: failed calling webhook \"aws-app-mesh-inject.aws.amazon.com\": " + failure);

        Assert.Equal(code, Assert.Single(GetFindings(await _installation.CheckAsync("-o=json")))["code"]!.ToString());
    }

    [Fact]
    public async Task A_dry_run_that_the_webhook_excludes_has_no_result()
    {
        _installation.Responses[Creation] = Json(CreateBarePod());
        _installation.Webhook["objectSelector"] = Json("""{"matchLabels":{"mesh":"yes"}}""");

        var run = await _installation.CheckAsync();

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(
            "not checked: connection from the API server to the injector: the webhook's objectSelector "
            + "excludes the pod of the dry run\n",
            run.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_caBundle_is_reported()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        var request = new CertificateRequest("CN=expired", key, HashAlgorithmName.SHA256);
        using var expired = request.CreateSelfSigned(now.AddDays(-2), now.AddDays(-1));
        var pem = Encoding.UTF8.GetBytes(expired.ExportCertificatePem());
        _installation.Webhook["clientConfig"]!["caBundle"] = Convert.ToBase64String(pem);

        Assert.Contains(
            GetFindings(await _installation.CheckAsync("-o=json")),
            finding => finding["problem"]!.ToString().Contains("has expired", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("selector")]
    [InlineData("ports")]
    [InlineData("namespace")]
    public async Task A_Service_that_does_not_lead_to_the_injector_is_reported(string part)
    {
        switch (part)
        {
            case "selector":
                _installation.Responses[Service]["spec"]!["selector"]!["app.kubernetes.io/name"] = "other";
                break;
            case "ports":
                _installation.Responses[Service]["spec"]!["ports"]![0]!["port"] = 8443;
                break;
            default:
                _installation.Webhook["clientConfig"]!["service"]!["namespace"] = "other";
                var service = _installation.Responses[Service].DeepClone();
                _installation.Responses["GET /api/v1/namespaces/other/services/aws-app-mesh-inject"] = service;
                break;
        }

        Assert.Contains(
            GetFindings(await _installation.CheckAsync("-o=json")),
            finding => finding["code"]!.ToString() == "WebhookServiceUnavailable");
    }

    [Fact]
    public async Task A_ConfigMap_with_unchanged_settings_is_not_reported()
    {
        _installation.Responses[ConfigMap]["metadata"]!["managedFields"]![0]!["time"] = "2026-01-03T00:00:00Z";

        Assert.Equal(0, (await _installation.CheckAsync()).ExitCode);
    }

    [Theory]
    [InlineData("--mesh-nam: unknown flag", "serve", "--mesh-nam=x")]
    [InlineData("unexpected argument \"junk\"", "serve", "junk")]
    [InlineData("unexpected argument \"junk\"", "--preview", "junk")]
    [InlineData("value is missing", "--mesh-name")]
    public async Task Invalid_arguments_of_the_Deployment_are_reported(string error, params string[] arguments)
    {
        var container = _installation.Responses[Deployment]["spec"]!["template"]!["spec"]!["containers"]![0]!;
        container["args"] = new JsonArray([.. arguments.Select(argument => JsonValue.Create(argument))]);

        var run = await _installation.CheckAsync("-o=json");

        Assert.Equal(1, run.ExitCode);
        var finding = Assert.Single(GetFindings(run), finding => finding["code"]!.ToString() == "SettingsInvalid");
        Assert.Contains(error, finding["problem"]!.ToString(), StringComparison.Ordinal);
    }
}
