using System.Net;
using System.Text.Json.Nodes;
using AppMeshInject.Testing.Reviews;
using AppMeshInject.Tests.Hosting;
using AppMeshInject.Tests.Telemetry;
using Xunit;

namespace AppMeshInject.Tests.Admission;

/// <summary>The line of each admission, as the native program writes it.</summary>
public sealed class AdmissionLogTests
{
    private const string Secret = "hunter2-hunter2";

    private static readonly (string, string)[] InCluster = [("KUBERNETES_SERVICE_HOST", "127.0.0.1"), ("KUBERNETES_SERVICE_PORT", "1")];
    private static readonly string[] KnowingAll = ["--mesh-name=m", "--region=r", "--kubernetes-version=v1.30.0", "--certificate-source=development"];

    [Fact]
    public async Task In_a_cluster_a_line_is_JSON_with_all_of_the_record()
    {
        await using var program = await RunningProgram.StartReadyAsync([.. KnowingAll], InCluster);

        await program.ReviewAsync(Pod("""{"name":"web","ownerReferences":[{"kind":"StatefulSet","name":"web","controller":true}],"annotations":{"appmesh.k8s.aws/prots":"1"}}""") with { DryRun = true });

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
        Assert.InRange(TimeProvider.System.GetUtcNow() - line["time"]!.GetValue<DateTimeOffset>(), TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Elsewhere_a_line_is_for_a_person()
    {
        await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m"]);

        await program.ReviewAsync(Pod("""{"name":"web"}"""));

        Assert.Contains(" info: Injected: shop/Pod/web, reason Injected, detail inject-default=true, uid ", await program.WaitForLineAsync("Injected: "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task To_debug_is_to_see_each_admission_and_nothing_of_the_server_s_own()
    {
        await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m", "--injector-log-level=debug"]);

        await program.ReviewAsync(Pod("{}", """{"hostNetwork":true}"""));
        await program.WaitForLineAsync(" debug: HostNetwork");

        Assert.DoesNotContain("Microsoft", program.Log, StringComparison.Ordinal);
        Assert.Single(program.Log.Split('\n'), line => line.Contains(" debug: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_refused_is_a_warning_and_what_is_left_alone_is_for_debugging()
    {
        await using (var program = await RunningProgram.StartReadyAsync([.. KnowingAll], InCluster))
        {
            await program.ReviewAsync(Pod("{}", """{"hostNetwork":true}"""));
            await program.ReviewAsync(Pod("""{"annotations":{"appmesh.k8s.aws/ports":"x"}}"""));

            var refused = JsonNode.Parse(await program.WaitForLineAsync("InvalidAnnotation: "))!;
            Assert.Equal("warning", refused["level"]!.GetValue<string>());
            Assert.Equal("appmesh.k8s.aws/ports", refused["detail"]!.GetValue<string>());
            Assert.DoesNotContain("HostNetwork", program.Log, StringComparison.Ordinal);
        }

        await using (var program = await RunningProgram.StartReadyAsync([.. KnowingAll, "--injector-log-level=debug"], InCluster))
        {
            await program.ReviewAsync(Pod("{}", """{"hostNetwork":true}"""));

            Assert.Equal("debug", JsonNode.Parse(await program.WaitForLineAsync("HostNetwork: "))!["level"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task Nothing_that_may_be_a_secret_is_logged()
    {
        var names = AppMeshInject.Injection.Annotations.AnnotationCatalogue.Names.Where(name => name is not ("mesh" or "virtualNode"));
        var annotations = new JsonObject(names.Select(name => KeyValuePair.Create($"appmesh.k8s.aws/{name}", (JsonNode?)$"{Secret}")));
        annotations["appmesh.k8s.aws/other"] = Secret;
        var valid = $$$"""{"appmesh.k8s.aws/sidecarEnv":"TOKEN={{{Secret}}}","appmesh.k8s.aws/sidecarEnvJson":"[{\"T\":\"{{{Secret}}}\"}]","appmesh.k8s.aws/sidecarInjectorWebhook":"{{{Secret}}}","x":"{{{Secret}}}"}""";
        var containers = $$$"""{"containers":[{"name":"app","env":[{"name":"PASSWORD","value":"{{{Secret}}}"}],"args":["{{{Secret}}}"]}]}""";
        foreach (var level in new[] { "info", "debug", "trace" })
        {
            await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m", $"--injector-log-level={level}"]);

            await program.ReviewAsync(Pod($$"""{"annotations":{{annotations.ToJsonString()}}}""", containers));
            await program.ReviewAsync(Pod($$"""{"annotations":{{valid}}}""", containers));
            using (var malformed = ReviewContent.Create($$"""{"kind":"{{Secret}}","password":"{{Secret}}","{{Secret}}":{{Secret}}"""))
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
    public async Task A_log_that_nobody_reads_holds_no_admission_and_what_is_dropped_is_counted()
    {
        const int moreThanPipeAndQueueHold = 8000;
        await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m"]);
        program.StopReadingLog();

        for (var i = 0; i < moreThanPipeAndQueueHold; i++)
        {
            using var review = ReviewContent.CreateExample();
            using var response = await program.Webhook.PostAsync("/mutate", review, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        var dropped = (await Scrape.OfAsync(program))["appmesh_inject_log_lines_dropped_total"];
        Assert.InRange(dropped, 1, moreThanPipeAndQueueHold - 1);
        program.ResumeReadingLog();
        await program.WaitForLineAsync($"{dropped} lines of the log were dropped");
    }

    [Fact]
    public async Task What_is_written_to_a_log_that_is_closed_is_counted_and_holds_no_admission()
    {
        await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m"]);
        program.CloseLog();

        await RunningProgram.WaitUntilAsync(
            async () =>
            {
                await program.ReviewAsync(Pod("{}"));
                return (await Scrape.OfAsync(program))["appmesh_inject_log_lines_dropped_total"] > 0;
            },
            () => "no line counts as dropped");
    }

    private static AdmissionRequest Pod(string metadata, string spec = """{"containers":[{"name":"app"}]}""") =>
        new($$"""{"metadata":{{metadata}},"spec":{{spec}}}""", "shop");
}
