using System.Net;
using System.Text.Json.Nodes;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Testing.Reviews;
using AppMeshInject.Tests.Hosting;
using AppMeshInject.Tests.Telemetry;
using Xunit;

namespace AppMeshInject.Tests.Admission;

/// <summary>Tests the log line of an admission with the native binary.</summary>
public sealed class AdmissionLogTests
{
    private const string Secret = "hunter2-hunter2";

    private static readonly (string, string)[] InCluster =
        [("KUBERNETES_SERVICE_HOST", "127.0.0.1"), ("KUBERNETES_SERVICE_PORT", "1")];
    private static readonly string[] WithoutDiscovery =
        ["--mesh-name=m", "--region=r", "--kubernetes-version=v1.30.0", "--certificate-source=development"];

    [Fact]
    public async Task Log_in_a_cluster_is_JSON_with_all_fields_of_the_record()
    {
        await using var program = await RunningProgram.StartReadyAsync([.. WithoutDiscovery], InCluster);

        var pod = CreatePod("""
            {
              "name": "web",
              "ownerReferences": [{"kind": "StatefulSet", "name": "web", "controller": true}],
              "annotations": {"appmesh.k8s.aws/prots": "1"}
            }
            """);
        await program.ReviewAsync(pod with { DryRun = true });

        var line = JsonNode.Parse(await program.WaitForLineAsync("Injected: "))!;
        Assert.Equal("info", line["level"]!.GetValue<string>());
        Assert.Equal("Injected: shop/StatefulSet/web", line["message"]!.GetValue<string>());
        Assert.Equal("Injected", line["reason"]!.GetValue<string>());
        Assert.Equal("inject-default=true", line["detail"]!.GetValue<string>());
        Assert.Equal(AdmissionRequest.Uid, line["uid"]!.GetValue<string>());
        Assert.Equal("CREATE", line["operation"]!.GetValue<string>());
        Assert.Equal("shop", line["namespace"]!.GetValue<string>());
        Assert.Equal("StatefulSet", line["workloadKind"]!.GetValue<string>());
        Assert.Equal("web", line["workloadName"]!.GetValue<string>());
        Assert.Equal("shop-web", line["virtualNode"]!.GetValue<string>());
        Assert.Equal("UnknownAnnotation NoPorts", line["warnings"]!.GetValue<string>());
        Assert.True(line["dryRun"]!.GetValue<bool>());
        Assert.Equal(200, line["status"]!.GetValue<int>());
        Assert.InRange(line["durationSeconds"]!.GetValue<double>(), 1e-6, 30);
        var age = TimeProvider.System.GetUtcNow() - line["time"]!.GetValue<DateTimeOffset>();
        Assert.InRange(age, TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Log_outside_a_cluster_is_readable_text()
    {
        await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m"]);

        await program.ReviewAsync(CreatePod("""{"name":"web"}"""));

        Assert.Contains(
            " info: Injected: shop/Pod/web, reason Injected, detail inject-default=true, uid ",
            await program.WaitForLineAsync("Injected: "),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Debug_level_logs_each_admission_and_nothing_of_the_server()
    {
        await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m", "--injector-log-level=debug"]);

        await program.ReviewAsync(CreatePod("{}", """{"hostNetwork":true}"""));
        await program.WaitForLineAsync(" debug: HostNetwork");

        Assert.DoesNotContain("Microsoft", program.Log, StringComparison.Ordinal);
        Assert.Single(program.Log.Split('\n'), line => line.Contains(" debug: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rejected_pod_is_logged_as_warning_and_skipped_pod_as_debug()
    {
        await using (var program = await RunningProgram.StartReadyAsync([.. WithoutDiscovery], InCluster))
        {
            await program.ReviewAsync(CreatePod("{}", """{"hostNetwork":true}"""));
            await program.ReviewAsync(CreatePod("""{"annotations":{"appmesh.k8s.aws/ports":"x"}}"""));

            var rejected = JsonNode.Parse(await program.WaitForLineAsync("InvalidAnnotation: "))!;
            Assert.Equal("warning", rejected["level"]!.GetValue<string>());
            Assert.Equal("appmesh.k8s.aws/ports", rejected["detail"]!.GetValue<string>());
            Assert.DoesNotContain("HostNetwork", program.Log, StringComparison.Ordinal);
        }

        await using (var program = await RunningProgram.StartReadyAsync(
            [.. WithoutDiscovery, "--injector-log-level=debug"], InCluster))
        {
            await program.ReviewAsync(CreatePod("{}", """{"hostNetwork":true}"""));

            var skipped = JsonNode.Parse(await program.WaitForLineAsync("HostNetwork: "))!;
            Assert.Equal("debug", skipped["level"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task No_value_that_can_be_a_secret_is_logged()
    {
        var names = AnnotationCatalogue.Names.Where(name => name is not ("mesh" or "virtualNode"));
        var annotations = new JsonObject(
            names.Select(name => KeyValuePair.Create($"appmesh.k8s.aws/{name}", (JsonNode?)Secret)));
        annotations["appmesh.k8s.aws/other"] = Secret;
        var valid = $$$"""
            {
              "appmesh.k8s.aws/sidecarEnv": "TOKEN={{{Secret}}}",
              "appmesh.k8s.aws/sidecarEnvJson": "[{\"T\":\"{{{Secret}}}\"}]",
              "appmesh.k8s.aws/sidecarInjectorWebhook": "{{{Secret}}}",
              "x": "{{{Secret}}}"
            }
            """;
        var container = $$"""
            {"name": "app", "env": [{"name": "PASSWORD", "value": "{{Secret}}"}], "args": ["{{Secret}}"]}
            """;
        var spec = $$"""{"containers": [{{container}}]}""";
        var invalidReview = $$"""{"kind":"{{Secret}}","password":"{{Secret}}","{{Secret}}":{{Secret}}""";
        foreach (var level in new[] { "info", "debug", "trace" })
        {
            await using var program = await RunningProgram.StartReadyAsync(
                ["--mesh-name=m", $"--injector-log-level={level}"]);

            await program.ReviewAsync(CreatePod($$"""{"annotations":{{annotations.ToJsonString()}}}""", spec));
            await program.ReviewAsync(CreatePod($$"""{"annotations":{{valid}}}""", spec));
            using (var malformed = ReviewContent.Create(invalidReview))
            using (await program.Webhook.PostAsync("/mutate", malformed, TestContext.Current.CancellationToken))
            {
            }

            await program.WaitForLineAsync("InvalidAnnotation: ");
            await program.WaitForLineAsync("Injected: ");
            await program.WaitForLineAsync("BadRequest");
            Assert.DoesNotContain(Secret, program.Log, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Stalled_log_does_not_block_admissions_and_dropped_lines_are_counted()
    {
        const int moreThanPipeAndQueueCanHold = 8000;
        await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m"]);
        program.StopReadingLog();

        for (var i = 0; i < moreThanPipeAndQueueCanHold; i++)
        {
            using var review = ReviewContent.CreateExample();
            using var response = await program.Webhook.PostAsync(
                "/mutate", review, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        var dropped = (await Scrape.CreateAsync(program))["appmesh_inject_log_lines_dropped_total"];
        Assert.InRange(dropped, 1, moreThanPipeAndQueueCanHold - 1);
        program.ResumeReadingLog();
        await program.WaitForLineAsync(
            $"Dropped log lines because the standard output was too slow or failed, lines {dropped}");
    }

    [Fact]
    public async Task Closed_log_does_not_block_admissions_and_dropped_lines_are_counted()
    {
        await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m"]);
        program.CloseLog();

        await RunningProgram.WaitUntilAsync(
            async () =>
            {
                await program.ReviewAsync(CreatePod("{}"));
                return (await Scrape.CreateAsync(program))["appmesh_inject_log_lines_dropped_total"] > 0;
            },
            () => "no line is counted as dropped");
    }

    private static AdmissionRequest CreatePod(string metadata, string spec = """{"containers":[{"name":"app"}]}""") =>
        new($$"""{"metadata":{{metadata}},"spec":{{spec}}}""", "shop");
}
