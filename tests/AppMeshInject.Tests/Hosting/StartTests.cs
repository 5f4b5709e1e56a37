using System.Net;
using System.Net.Sockets;
using AppMeshInject.Tests.Admission;
using Xunit;

namespace AppMeshInject.Tests.Hosting;

public sealed class StartTests
{
    [Fact]
    public async Task Invalid_settings_exit_with_2_and_print_one_line_each_and_no_log()
    {
        await using var program = RunningProgram.Start(
            [
                "--prot=1", "--mesh-name=a/b", "--enable-jaeger-tracing", "--enable-datadog-tracing",
                "word", "two\nlines",
            ],
            ("APPMESH_INJECT_PRESTOP_DELAY", "soon"));

        var (exitCode, errors) = await program.WaitForExitAsync();

        Assert.Equal(2, exitCode);
        Assert.Equal(
            [
                "--prot: unknown flag; did you mean --port?",
                "unexpected argument \"word\"; write settings as --name=value",
                "unexpected argument \"two?lines\"; write settings as --name=value",
                "--mesh-name: \"a/b\" is not a valid name; remove /, white space and control characters",
                "APPMESH_INJECT_PRESTOP_DELAY: \"soon\" is not a whole number of seconds (0 to 86400)",
                "--enable-xray-tracing, --enable-jaeger-tracing, --enable-datadog-tracing: more than one is enabled; "
                    + "enable only one",
            ],
            errors.TrimEnd('\n').Split('\n'));
        Assert.Empty(program.Log);
    }

    [Fact]
    public async Task Port_in_use_exits_with_1_and_logs_one_line()
    {
        using var taken = new TcpListener(IPAddress.Any, 0);
        taken.Start();
        await using var program = RunningProgram.Start([$"--port={((IPEndPoint)taken.LocalEndpoint).Port}"]);

        var (exitCode, errors) = await program.WaitForExitAsync();

        Assert.Equal((1, ""), (exitCode, errors));
        var line = Assert.Single(
            program.Log.Split('\n'),
            line => line.Contains("address already in use", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("--metrics-port", line, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Development_certificate_is_created_outside_a_cluster_and_the_log_contains_a_command_to_try_it()
    {
        await using var program = await RunningProgram.StartReadyAsync(
            ["--tlscert=missing.crt", "--tlskey=missing.key"]);

        var command = $"curl --insecure --json @examples/review.json https://localhost:{program.Port}/mutate";
        await program.WaitForLineAsync(command);
    }

    [Fact]
    public async Task Missing_certificate_exits_with_2()
    {
        await using var program = RunningProgram.Start(
            ["--certificate-source=files", "--tlscert=missing.crt", "--tlskey=missing.key"]);

        var (exitCode, errors) = await program.WaitForExitAsync();

        Assert.Equal(2, exitCode);
        Assert.StartsWith("--certificate-source: missing.crt: cannot be read: ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Managed_certificates_outside_a_cluster_exit_with_2()
    {
        await using var program = RunningProgram.Start(["--certificate-source=managed"]);

        Assert.Equal(
            (2,
                "--certificate-source: managed needs a cluster, but KUBERNETES_SERVICE_HOST is not set; "
                + "set files or development\n"),
            await program.WaitForExitAsync());
    }

    [Fact]
    public async Task Invalid_API_server_address_exits_with_2()
    {
        await using var program = RunningProgram.Start(
            [], ("KUBERNETES_SERVICE_HOST", "10.0.0.1"), ("KUBERNETES_SERVICE_PORT", "abc"));

        Assert.Equal(
            (2,
                "KUBERNETES_SERVICE_HOST, KUBERNETES_SERVICE_PORT: "
                + "\"https://10.0.0.1:abc\" is not the address of an API server\n"),
            await program.WaitForExitAsync());
    }

    [Fact]
    public async Task Invalid_trace_endpoint_exits_with_2()
    {
        await using var program = RunningProgram.Start(
            [], ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", ""), ("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317"));

        Assert.Equal(
            (2,
                "OTEL_EXPORTER_OTLP_ENDPOINT: \"collector:4317\" is not an http:// address, "
                + "such as http://collector:4317\n"),
            await program.WaitForExitAsync());
    }

    [Fact]
    public async Task Invalid_trace_protocol_exits_with_2_and_does_not_print_the_headers()
    {
        await using var program = RunningProgram.Start(
            [],
            ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "udp"),
            ("OTEL_EXPORTER_OTLP_TIMEOUT", "1s"),
            ("OTEL_EXPORTER_OTLP_HEADERS", "secret"));

        Assert.Equal(
            (2, """
                OTEL_EXPORTER_OTLP_HEADERS: not a list of headers, such as name=value,other=value
                OTEL_EXPORTER_OTLP_PROTOCOL: "udp" is not grpc or http/protobuf
                OTEL_EXPORTER_OTLP_TIMEOUT: "1s" is not a number of milliseconds

                """),
            await program.WaitForExitAsync());
    }

    [Fact]
    public async Task Unreachable_API_server_keeps_the_program_alive_and_unready_and_is_logged()
    {
        await using var program = RunningProgram.Start(
            ["--region=r", "--kubernetes-version=v1.30.0"],
            ("KUBERNETES_SERVICE_HOST", "127.0.0.1"),
            ("KUBERNETES_SERVICE_PORT", "1"));

        await program.WaitForLineAsync("Cannot check or renew the certificates");
        await RunningProgram.WaitUntilAsync(
            async () => await program.GetStatusAsync("/healthz") == 200, () => $"/healthz is not 200:\n{program.Log}");

        Assert.Equal(503, await program.GetStatusAsync("/readyz"));
    }

    [Fact]
    public async Task Environment_sets_settings_and_unknown_variables_are_logged()
    {
        await using var program = await RunningProgram.StartReadyAsync(
            [],
            ("MESH_NAME", "from-environment"),
            ("APPMESH_INJECT_SIDECAR_IMGE", "x"),
            ("APPMESH_INJECT_INJECT_STATSD_EXPORTER_SIDECAR", "true"));
        using var review = ReviewContent.CreateExample();

        using var response = await program.Webhook.PostAsync("/mutate", review);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await program.WaitForLineAsync("Injected: appmesh-inject-test/Pod/nginx");
        Assert.Contains(
            "APPMESH_INJECT_SIDECAR_IMGE: unknown setting, ignored; did you mean APPMESH_INJECT_SIDECAR_IMAGE?",
            program.Log, StringComparison.Ordinal);
        Assert.Contains("--inject-statsd-exporter-sidecar: has no effect", program.Log, StringComparison.Ordinal);
    }
}
