using System.Text.Json.Nodes;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Testing.Reviews;
using AppMeshInject.Tests.Admission;
using AppMeshInject.Tests.Commands;
using AppMeshInject.Tests.Hosting;
using Xunit;

namespace AppMeshInject.Tests.Telemetry;

/// <summary>Each reason has the same code wherever a person looks: audit annotation, log line, metric, span and <c>explain</c>.</summary>
public sealed class ReasonTests
{
    private const string Flag = "--inject-default=false";
    private const string Enabled = "\"appmesh.k8s.aws/sidecarInjectorWebhook\":\"enabled\"";
    private const string Containers = "\"containers\":[{\"name\":\"app\"}]";

    // What is sent for each, to a program that injects those that ask and knows no mesh. Null for what no review brings about.
    private static readonly Dictionary<Reason, AdmissionRequest?> Requests = new()
    {
        [Reason.NotAPodCreation] = Pod() with { Operation = "UPDATE" },
        [Reason.SystemNamespace] = Pod() with { Namespace = "kube-system" },
        [Reason.HostNetwork] = Pod(spec: $"\"hostNetwork\":true,{Containers}"),
        [Reason.WindowsPod] = Pod(spec: $$"""
            "os":{"name":"windows"},{{Containers}}
            """),
        [Reason.MirrorPod] = Pod("\"kubernetes.io/config.mirror\":\"x\""),
        [Reason.DisabledByAnnotation] = Pod("\"appmesh.k8s.aws/sidecarInjectorWebhook\":\"disabled\""),
        [Reason.NotRequested] = Pod(),
        [Reason.AlreadyInjected] = Pod(Enabled, """
            "containers":[{"name":"app"},{"name":"envoy"}],"initContainers":[{"name":"proxyinit"}]
            """),
        [Reason.InvalidAnnotation] = Pod($"{Enabled},\"appmesh.k8s.aws/ports\":\"x\""),
        [Reason.NoMesh] = Pod(Enabled),
        [Reason.Injected] = Pod($"{Enabled},\"appmesh.k8s.aws/mesh\":\"m\""),
        [Reason.BadRequest] = null,
        [Reason.Overloaded] = null,
    };

    public static TheoryData<string> Reasons => [.. Enum.GetValues<Reason>().Select(reason => reason.ToString())];

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task A_reason_is_the_same_everywhere(string code)
    {
        var reason = Enum.Parse<Reason>(code);
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var program = await RunningProgram.StartReadyAsync(
            [Flag, "--max-admissions=1", "--injector-log-level=debug"], receiver.Environment);

        var told = Requests[reason] is { } request ? (await program.ReviewAsync(request)).Reason
            : reason == Reason.Overloaded ? await OverloadAsync(program)
            : await ProblemAsync(program);

        Assert.Equal(code, told);
        var operation = Requests[reason]?.Operation ?? "other";
        Assert.Equal(1, (await Scrape.OfAsync(program))[$"appmesh_inject_admissions_total{{reason=\"{code}\",operation=\"{operation}\"}}"]);
        Assert.Contains($" {LevelOf(reason)}: {code}", await program.WaitForLineAsync($", reason {code}, "), StringComparison.Ordinal);
        Assert.NotNull((await receiver.AdmissionAsync(code)).Admission);
        if (Requests[reason] is { IsPodCreation: true } pod)
        {
            Assert.Equal(code, (await ExplainRun.CreateInEnvironmentAsync([], pod.ObjectJson, "-", "-o=json", "-n", pod.Namespace, Flag)).Workload["reason"]!.ToString());
        }
    }

    [Fact]
    public void Explain_has_each_reason_that_the_creation_of_a_pod_can_have() =>
        Assert.Equal(
            [Reason.NotAPodCreation, Reason.BadRequest, Reason.Overloaded],
            Requests.Where(entry => entry.Value is not { IsPodCreation: true }).Select(entry => entry.Key));

    private static AdmissionRequest Pod(string annotations = "", string spec = Containers) =>
        new($$$"""{"kind":"Pod","apiVersion":"v1","metadata":{"name":"web","annotations":{{{{annotations}}}}},"spec":{{{{spec}}}}}""", "shop");

    private static string LevelOf(Reason reason) => reason switch
    {
        Reason.InvalidAnnotation or Reason.NoMesh or Reason.BadRequest or Reason.Overloaded => "warning",
        Reason.Injected => "info",
        _ => "debug",
    };

    private static async Task<string> ProblemAsync(RunningProgram program)
    {
        using var content = ReviewContent.Create("{}");
        using var response = await program.Webhook.PostAsync("/mutate", content);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!["reason"]!.GetValue<string>();
    }

    private static async Task<string> OverloadAsync(RunningProgram program)
    {
        using var first = new GatedContent(ReviewContent.ExampleText);
        var answering = program.Webhook.PostAsync("/mutate", first);
        await RunningProgram.WaitUntilAsync(async () => (await Scrape.OfAsync(program))["appmesh_inject_admissions_in_progress"] == 1, () => "none is in progress");
        var told = await ProblemAsync(program);
        first.Open();
        (await answering).Dispose();
        return told;
    }
}
