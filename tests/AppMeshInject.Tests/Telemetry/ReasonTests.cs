using System.Text.Json.Nodes;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Testing.Reviews;
using AppMeshInject.Tests.Admission;
using AppMeshInject.Tests.Commands;
using AppMeshInject.Tests.Hosting;
using Xunit;

namespace AppMeshInject.Tests.Telemetry;

/// <summary>
/// Tests that a reason has the same code in the audit annotation, log line, metric, span and output of <c>explain</c>.
/// </summary>
public sealed class ReasonTests
{
    private const string Flag = "--inject-default=false";
    private const string Enabled = "\"appmesh.k8s.aws/sidecarInjectorWebhook\":\"enabled\"";
    private const string Containers = "\"containers\":[{\"name\":\"app\"}]";

    // The request for each reason, for a program that injects only requested pods and has no mesh. Null for reasons
    // that do not depend on the review.
    private static readonly Dictionary<Reason, AdmissionRequest?> Requests = new()
    {
        [Reason.NotAPodCreation] = CreatePod() with { Operation = "UPDATE" },
        [Reason.SystemNamespace] = CreatePod() with { Namespace = "kube-system" },
        [Reason.HostNetwork] = CreatePod(spec: $"\"hostNetwork\":true,{Containers}"),
        [Reason.WindowsPod] = CreatePod(spec: $$"""
            "os":{"name":"windows"},{{Containers}}
            """),
        [Reason.MirrorPod] = CreatePod("\"kubernetes.io/config.mirror\":\"x\""),
        [Reason.DisabledByAnnotation] = CreatePod("\"appmesh.k8s.aws/sidecarInjectorWebhook\":\"disabled\""),
        [Reason.NotRequested] = CreatePod(),
        [Reason.AlreadyInjected] = CreatePod(Enabled, """
            "containers":[{"name":"app"},{"name":"envoy"}],"initContainers":[{"name":"proxyinit"}]
            """),
        [Reason.InvalidAnnotation] = CreatePod($"{Enabled},\"appmesh.k8s.aws/ports\":\"x\""),
        [Reason.NoMesh] = CreatePod(Enabled),
        [Reason.Injected] = CreatePod($"{Enabled},\"appmesh.k8s.aws/mesh\":\"m\""),
        [Reason.BadRequest] = null,
        [Reason.Overloaded] = null,
    };

    public static TheoryData<string> Reasons => [.. Enum.GetValues<Reason>().Select(reason => reason.ToString())];

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task Reason_has_the_same_code_everywhere(string code)
    {
        var reason = Enum.Parse<Reason>(code);
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var program = await RunningProgram.StartReadyAsync(
            [Flag, "--max-admissions=1", "--injector-log-level=debug"], receiver.Environment);

        var actual = Requests[reason] is { } request ? (await program.ReviewAsync(request)).Reason
            : reason == Reason.Overloaded ? await SendDuringOverloadAsync(program)
            : await SendInvalidAsync(program);

        Assert.Equal(code, actual);
        var operation = Requests[reason]?.Operation ?? "other";
        var scrape = await Scrape.CreateAsync(program);
        Assert.Equal(1, scrape[$"appmesh_inject_admissions_total{{reason=\"{code}\",operation=\"{operation}\"}}"]);
        var line = await program.WaitForLineAsync($", reason {code}, ");
        Assert.Contains($" {GetLevel(reason)}: {code}", line, StringComparison.Ordinal);
        Assert.NotNull((await receiver.ReceiveAdmissionAsync(code)).Admission);
        if (Requests[reason] is { IsPodCreation: true } pod)
        {
            var explained = await ExplainRun.CreateInEnvironmentAsync(
                [], pod.ObjectJson, "-", "-o=json", "-n", pod.Namespace, Flag);
            Assert.Equal(code, explained.Workload["reason"]!.ToString());
        }
    }

    [Fact]
    public void Explain_covers_every_reason_of_a_pod_creation() =>
        Assert.Equal(
            [Reason.NotAPodCreation, Reason.BadRequest, Reason.Overloaded],
            Requests.Where(entry => entry.Value is not { IsPodCreation: true }).Select(entry => entry.Key));

    private static AdmissionRequest CreatePod(string annotations = "", string spec = Containers) =>
        new(
            $$$"""
            {"kind":"Pod","apiVersion":"v1",
             "metadata":{"name":"web","annotations":{{{{annotations}}}}},"spec":{{{{spec}}}}}
            """,
            "shop");

    private static string GetLevel(Reason reason) => reason switch
    {
        Reason.InvalidAnnotation or Reason.NoMesh or Reason.BadRequest or Reason.Overloaded => "warning",
        Reason.Injected => "info",
        _ => "debug",
    };

    private static async Task<string> SendInvalidAsync(RunningProgram program)
    {
        using var content = ReviewContent.Create("{}");
        using var response = await program.Webhook.PostAsync("/mutate", content);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!["reason"]!.GetValue<string>();
    }

    private static async Task<string> SendDuringOverloadAsync(RunningProgram program)
    {
        using var first = new GatedContent(ReviewContent.ExampleText);
        var responding = program.Webhook.PostAsync("/mutate", first);
        await RunningProgram.WaitUntilAsync(
            async () => (await Scrape.CreateAsync(program))["appmesh_inject_admissions_in_progress"] == 1,
            () => "no admission is in progress");
        var actual = await SendInvalidAsync(program);
        first.Open();
        (await responding).Dispose();
        return actual;
    }
}
