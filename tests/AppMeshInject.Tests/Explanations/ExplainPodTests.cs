using System.Text.Json.Nodes;
using AppMeshInject.Testing.Processes;
using AppMeshInject.Tests.Cluster;
using AppMeshInject.Tests.Kubeconfig;
using Xunit;

namespace AppMeshInject.Tests.Explanations;

/// <summary>The native program explains pods of a stand-in cluster.</summary>
public sealed class ExplainPodTests : IDisposable
{
    private const string Pod = "GET /api/v1/namespaces/shop/pods/web-1";
    private const string Namespace = "GET /api/v1/namespaces/shop";
    private const string Configuration = "GET /apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/aws-app-mesh-inject";
    private const string Deployment = "GET /apis/apps/v1/namespaces/appmesh-inject/deployments/aws-app-mesh-inject";
    private const string ConfigMap = "GET /api/v1/namespaces/appmesh-inject/configmaps/settings-1";

    private const string PodSpec = """ "spec":{"containers":[{"name":"web","image":"web","ports":[{"containerPort":80}]}]} """;

    private readonly KubeconfigFolder _folder = new();

    private readonly Dictionary<string, string> _cluster = new()
    {
        [Pod] = Bare(),
        [Namespace] = """{"metadata":{"name":"shop","labels":{"appmesh.k8s.aws/sidecarInjectorWebhook":"enabled"}}}""",
        [Configuration] = """
            {"metadata":{"name":"aws-app-mesh-inject","creationTimestamp":"2026-01-01T00:00:00Z"},"webhooks":[{"name":"aws-app-mesh-inject.aws.amazon.com",
             "rules":[{"apiGroups":[""],"apiVersions":["v1"],"operations":["CREATE"],"resources":["pods"]}],
             "namespaceSelector":{"matchLabels":{"appmesh.k8s.aws/sidecarInjectorWebhook":"enabled"}}}]}
            """,
        [Deployment] = """
            {"spec":{"template":{"spec":{"containers":[{"name":"appmesh-inject","args":["--prestop-delay=7"],
             "env":[{"name":"POD_NAMESPACE","valueFrom":{}}],"envFrom":[{"configMapRef":{"name":"settings-1"}}]}]}}}}
            """,
        [ConfigMap] = """{"data":{"MESH_NAME":"installed"}}""",
        ["GET /version"] = """{"gitVersion":"v1.32.1"}""",
    };

    private readonly Dictionary<string, int> _statuses = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_pod_whose_namespace_has_not_opted_in_is_told_so()
    {
        _cluster[Namespace] = """{"metadata":{"name":"shop"}}""";

        var (run, live) = await ExplainAsync();

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("NotAsked", live["conclusion"]!["code"]!.ToString());
        Assert.Contains("kubectl label namespace shop appmesh.k8s.aws/sidecarInjectorWebhook=enabled, then create it anew (kubectl rollout restart deployment/web --namespace shop)", live["conclusion"]!["text"]!.ToString(), StringComparison.Ordinal);
        Assert.False(live["injectorAsked"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_pod_that_lacks_its_sidecar_is_explained_with_the_settings_of_the_injector()
    {
        var (run, live) = await ExplainAsync();

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Equal("Lacks", live["conclusion"]!["code"]!.ToString());
        var workload = JsonNode.Parse(run.Output)!["workloads"]![0]!;
        Assert.Equal(("Injected", "installed", "shop-web"), (workload["reason"]!.ToString(), workload["mesh"]!.ToString(), workload["virtualNode"]!.ToString()));

        // Of a server that is known to be new enough.
        Assert.Equal(2, workload["added"]!["initContainers"]!.AsArray().Count);
    }

    [Fact]
    public async Task Flags_are_tried_on_top_of_the_settings_of_the_injector()
    {
        var (run, live) = await ExplainAsync("--inject-default=false");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("LeftAlone", live["conclusion"]!["code"]!.ToString());
    }

    [Fact]
    public async Task A_pod_that_is_older_than_the_webhook_is_told_so()
    {
        _cluster[Pod] = Bare(created: "2025-12-31T23:59:59Z");

        Assert.Equal("Older", (await ExplainAsync()).Live["conclusion"]!["code"]!.ToString());
    }

    [Fact]
    public async Task A_pod_that_carries_the_sidecar_is_told_what_it_carries()
    {
        var settings = (await ExplainAsync()).Live["settings"]!.ToString();
        _cluster[Pod] = Injected(settings);

        var (run, live) = await ExplainAsync();
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("Carries", live["conclusion"]!["code"]!.ToString());
        Assert.Equal("installed", live["carries"]!["mesh"]!.ToString());
        Assert.Equal("AlreadyInjected", JsonNode.Parse(run.Output)!["workloads"]![0]!["reason"]!.ToString());

        _cluster[Pod] = Injected("0123456789ab");
        Assert.Equal("CarriesOlder", (await ExplainAsync()).Live["conclusion"]!["code"]!.ToString());
    }

    [Theory]
    [InlineData("Lacks", "{}", false)]
    [InlineData("Lacks", """{"settings":"0123456789ab","version":"0.1.0"}""", false)]
    [InlineData("CarriesOther", "{}", true)]
    [InlineData("CarriesOther", """{"settings":"0123456789ab","version":"0.1.0","containers":[null]}""", true)]
    [InlineData("CarriesOlder", """{"settings":"0123456789ab","version":"0.1.0"}""", true)]
    public async Task What_a_pod_carries_is_told_by_its_containers_and_not_by_what_is_written_on_it(string code, string status, bool hasSidecar)
    {
        var pod = JsonNode.Parse(hasSidecar ? Injected("x") : Bare())!;
        pod["metadata"]!["annotations"] = new JsonObject { ["appmesh.k8s.aws/injectStatus"] = status };
        _cluster[Pod] = pod.ToJsonString();

        Assert.Equal(code, (await ExplainAsync()).Live["conclusion"]!["code"]!.ToString());
    }

    [Fact]
    public async Task A_webhook_that_leaves_the_namespace_out_is_told()
    {
        _cluster[Configuration] = _cluster[Configuration].Replace("\"enabled\"", "\"on\"", StringComparison.Ordinal);

        Assert.Contains("namespaceSelector leaves the namespace out", (await ExplainAsync()).Live["why"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_with_conditions_is_told_and_nothing_concluded()
    {
        _cluster[Configuration] = _cluster[Configuration].Replace("\"rules\"", "\"matchConditions\":[{\"name\":\"not-mine\",\"expression\":\"false\"}],\"rules\"", StringComparison.Ordinal);

        var (_, live) = await ExplainAsync();

        Assert.Contains("matchConditions", live["why"]!.ToString(), StringComparison.Ordinal);
        Assert.Null(live["injectorAsked"]);
        Assert.Equal("NotKnown", live["conclusion"]!["code"]!.ToString());
    }

    [Fact]
    public async Task Without_a_webhook_configuration_nobody_is_asked()
    {
        _cluster.Remove(Configuration);

        Assert.Contains("there is no webhook configuration", (await ExplainAsync()).Live["why"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_may_not_be_read_is_told_and_the_rest_explained()
    {
        foreach (var path in (string[])[Configuration, Deployment, Namespace])
        {
            _cluster[path] = $$"""{"message":"{{path.Split('/')[^1]}} is forbidden"}""";
        }

        await using var server = await StandInServer.StartAsync(_folder.Certificate, _cluster);
        (server.Statuses[Configuration], server.Statuses[Deployment], server.Statuses[Namespace]) = (403, 403, 403);
        _folder.WriteConfig(server.Address);

        var run = await CommandProcess.RunAsync(["explain", "--mesh-name=given", "pod/web-1"], _folder.Environment);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(3, run.Error.Split("warning: ").Length - 1);
        Assert.Contains("explained with the settings given here, because those of the injector cannot be used: aws-app-mesh-inject is forbidden", run.Error, StringComparison.Ordinal);
        Assert.Contains("    NotKnown: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("    ?    the labels of the namespace could not be read", run.Output, StringComparison.Ordinal);
        Assert.Contains("mesh             given", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_settings_of_the_injector_may_not_be_read_nothing_is_concluded_from_other_settings()
    {
        Forbid(Deployment);

        var (bare, live) = await ExplainAsync();
        Assert.Equal(1, bare.ExitCode);
        Assert.Equal("NotKnown", live["conclusion"]!["code"]!.ToString());
        Assert.True(live.AsObject().TryGetPropertyValue("settings", out var settings));
        Assert.Null(settings);
        Assert.Contains("forbidden", live["settingsProblem"]!.ToString(), StringComparison.Ordinal);

        _cluster[Pod] = Injected("0123456789ab");
        var (injected, carrying) = await ExplainAsync();
        Assert.Equal((0, "CarriesNotKnown"), (injected.ExitCode, carrying["conclusion"]!["code"]!.ToString()));
    }

    [Fact]
    public async Task Where_the_namespace_alone_may_be_read_nothing_is_concluded()
    {
        Forbid(Namespace);
        Forbid(Configuration);
        Forbid(Deployment);

        Assert.Equal("NotKnown", (await ExplainAsync()).Live["conclusion"]!["code"]!.ToString());
    }

    [Theory]
    [InlineData("""{"name":"appmesh-inject","env":[{"name":"MESH_NAME","valueFrom":{"configMapKeyRef":{"name":"settings-1","key":"MESH_NAME"}}}]}""")]
    [InlineData("""{"name":"appmesh-inject","env":[{"name":"MESH","valueFrom":{"configMapKeyRef":{"name":"settings-1","key":"MESH_NAME"}}},{"name":"MESH_NAME","value":"$(MESH)"}]}""")]
    [InlineData("""{"name":"appmesh-inject","args":["serve","--mesh-name=$(MESH_NAME)"],"envFrom":[{"configMapRef":{"name":"settings-1"}}]}""")]
    [InlineData("""{"name":"appmesh-inject","command":["/appmesh-inject","--mesh-name","installed"]}""")]
    [InlineData("""{"name":"appmesh-inject","envFrom":[{"prefix":"MESH_","configMapRef":{"name":"settings-2"}}]}""")]
    [InlineData("""{"name":"appmesh-inject","envFrom":[{"configMapRef":{"name":"settings-1"}},{"configMapRef":{"name":"absent","optional":true}}]}""")]
    [InlineData("""{"name":"appmesh-inject","envFrom":[{"configMapRef":{"name":"settings-1"}},{"prefix":"OTHER_","secretRef":{"name":"other"}}]}""")]
    [InlineData("""{"name":"injector","envFrom":[{"configMapRef":{"name":"settings-1"}}]}""")]
    public async Task Settings_are_read_wherever_a_Deployment_may_have_them(string container)
    {
        SetContainers(container);
        _cluster["GET /api/v1/namespaces/appmesh-inject/configmaps/settings-2"] = """{"data":{"NAME":"installed"}}""";

        var (run, live) = await ExplainAsync();

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Equal("Lacks", live["conclusion"]!["code"]!.ToString());
        Assert.Equal("installed", JsonNode.Parse(run.Output)!["workloads"]![0]!["mesh"]!.ToString());
    }

    [Theory]
    [InlineData("variables come from the Secret s", """{"name":"appmesh-inject","envFrom":[{"secretRef":{"name":"s"}}]}""")]
    [InlineData("the variable MESH_NAME comes from elsewhere", """{"name":"appmesh-inject","env":[{"name":"MESH_NAME","valueFrom":{"secretKeyRef":{"name":"s","key":"k"}}}]}""")]
    [InlineData("the variable MESH_NAME comes from elsewhere", """{"name":"appmesh-inject","env":[{"name":"A","valueFrom":{"secretKeyRef":{"name":"s","key":"k"}}},{"name":"MESH_NAME","value":"$(A)"}]}""")]
    [InlineData("an argument has a variable that could not be read", """{"name":"appmesh-inject","args":["--mesh-name=$(A)"],"env":[{"name":"A","valueFrom":{"secretKeyRef":{"name":"s","key":"k"}}}]}""")]
    [InlineData("has no absent", """{"name":"appmesh-inject","env":[{"name":"MESH_NAME","valueFrom":{"configMapKeyRef":{"name":"settings-1","key":"absent"}}}]}""")]
    [InlineData("the ConfigMap absent in appmesh-inject is missing", """{"name":"appmesh-inject","envFrom":[{"configMapRef":{"name":"absent"}}]}""")]
    [InlineData("runs another command", """{"name":"appmesh-inject","command":["sh","-c","appmesh-inject --mesh-name=x"]}""")]
    [InlineData("has no container appmesh-inject", """{"name":"a"},{"name":"b"}""")]
    public async Task Settings_that_cannot_be_read_are_not_known(string problem, string containers)
    {
        SetContainers(containers);

        var (run, live) = await ExplainAsync();

        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
        Assert.Contains(problem, live["settingsProblem"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal("NotKnown", live["conclusion"]!["code"]!.ToString());
    }

    [Fact]
    public async Task What_no_setting_can_change_is_concluded_without_the_settings()
    {
        Forbid(Deployment);
        _cluster[Pod] = Bare().Replace("\"spec\":{", "\"spec\":{\"hostNetwork\":true,", StringComparison.Ordinal);

        Assert.Equal("LeftAlone", (await ExplainAsync()).Live["conclusion"]!["code"]!.ToString());
    }

    [Theory]
    [InlineData(401, "log in again")]
    [InlineData(403, "forbidden")]
    [InlineData(404, "not found")]
    public async Task A_pod_that_cannot_be_read_ends_it(int status, string message)
    {
        _cluster[Pod] = """{"kind":"Status","message":"pods \"web-1\" not found or forbidden"}""";
        await using var server = await StandInServer.StartAsync(_folder.Certificate, _cluster);
        server.Statuses[Pod] = status;
        _folder.WriteConfig(server.Address);

        var run = await CommandProcess.RunAsync(["explain", "web-1"], _folder.Environment);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("error: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-token", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_pods_those_that_are_there_are_explained()
    {
        await using var server = await StandInServer.StartAsync(_folder.Certificate, _cluster);
        _folder.WriteConfig(server.Address);

        var run = await CommandProcess.RunAsync(["explain", "web-1", "web-2"], _folder.Environment);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("pod/web-1 in shop: Injected\n", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("error: pod/web-2: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("error: \"web-2\" was taken for a pod", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pod_is_explained_even_where_the_cluster_is_lost_on_the_way()
    {
        _statuses[Namespace] = StandInServer.Dropped;

        var (run, live) = await ExplainAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("warning: ", run.Error, StringComparison.Ordinal);
        Assert.Equal("NotKnown", live["conclusion"]!["code"]!.ToString());
    }

    [Theory]
    [InlineData("""{"metadata":{"name":"web-1"},"spec":{"containers":[null]}}""")]
    [InlineData("null")]
    [InlineData("nonsense")]
    public async Task What_is_no_pod_is_told_in_one_line(string pod)
    {
        _cluster[Pod] = pod;
        await using var server = await StandInServer.StartAsync(_folder.Certificate, _cluster);
        _folder.WriteConfig(server.Address);

        var run = await CommandProcess.RunAsync(["explain", "web-1"], _folder.Environment);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Matches("^error: [^\n]+\n$", run.Error);
    }

    [Fact]
    public async Task A_list_with_nothing_in_a_place_makes_the_settings_unknown()
    {
        SetContainers("null");

        var (run, live) = await ExplainAsync();

        Assert.Contains("no API server", run.Error, StringComparison.Ordinal);
        Assert.Equal("NotKnown", live["conclusion"]!["code"]!.ToString());
    }

    [Fact]
    public async Task A_plugin_proves_to_the_server_who_asks()
    {
        await using var server = await StandInServer.StartAsync(_folder.Certificate, _cluster);
        var plugin = _folder.WriteScript("plugin", """printf '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"of-plugin"}}'""");
        _folder.WriteConfig(server.Address, $"{{exec: {{apiVersion: client.authentication.k8s.io/v1, command: {plugin}, interactiveMode: IfAvailable}}}}");

        var run = await CommandProcess.RunAsync(["explain", "--namespace", "shop", "web-1"], _folder.Environment);

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.All(server.Requests, request => Assert.EndsWith(" Bearer of-plugin", request, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("web-1", "there is no kubeconfig")]
    [InlineData("--kubeconfig=/no/such", "web-1", "/no/such")]
    [InlineData("--context=prod", "-", "files and a cluster do not go together")]
    [InlineData("web-1", "-", "files and a cluster do not go together")]
    [InlineData("manifst", "\"manifst\" was taken for a pod, because there is no such file; write the path of a manifest, or pod/NAME")]
    [InlineData("no-such.yaml", "no-such.yaml: there is no such file; a pod of the cluster is named NAME or pod/NAME")]
    [InlineData("Deploy.YAML", "Deploy.YAML: there is no such file")]
    [InlineData("deployment/web", "deployment/web: there is no such file; a pod of the cluster is named NAME or pod/NAME, and a Deployment by one of its pods")]
    [InlineData("..", "\"..\" is no name of a pod")]
    [InlineData("pod/a/b", "\"a/b\" is no name of a pod")]
    [InlineData("web-1", "-n=..", "--namespace: \"..\" is no name of a namespace")]
    public async Task What_cannot_be_asked_is_told(params string[] argumentsAndMessage)
    {
        var run = await CommandProcess.RunAsync(["explain", .. argumentsAndMessage[..^1]], new Dictionary<string, string>());

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("error: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(argumentsAndMessage[^1], run.Error, StringComparison.Ordinal);
    }

    private static string Bare(string created = "2026-02-01T00:00:00Z") => $$"""
        {"metadata":{"name":"web-1","creationTimestamp":"{{created}}","labels":{"pod-template-hash":"abc"},"ownerReferences":[{"kind":"ReplicaSet","name":"web-abc","controller":true}]},{{PodSpec}}}
        """;

    private static string Injected(string settings) => $$$"""
        {"metadata":{"name":"web-1","annotations":{"appmesh.k8s.aws/injectStatus":"{\"containers\":[],\"initContainers\":[\"proxyinit\",\"envoy\"],\"mesh\":\"installed\",\"version\":\"0.1.0\",\"settings\":\"{{{settings}}}\"}"}},
         "spec":{"containers":[{"name":"web"}],"initContainers":[{"name":"proxyinit"},{"name":"envoy"}]}}
        """;

    private void SetContainers(string containers) => _cluster[Deployment] = $$$$$"""{"spec":{"template":{"spec":{"containers":[{{{{{containers}}}}}]}}}}""";

    private void Forbid(string request)
    {
        _cluster[request] = """{"kind":"Status","message":"it is forbidden"}""";
        _statuses[request] = 403;
    }

    private async Task<(CommandProcess Run, JsonNode Live)> ExplainAsync(params string[] flags)
    {
        await using var server = await StandInServer.StartAsync(_folder.Certificate, _cluster);
        foreach (var (request, status) in _statuses)
        {
            server.Statuses[request] = status;
        }

        _folder.WriteConfig(server.Address);
        var run = await CommandProcess.RunAsync(["explain", "-o=json", "web-1", .. flags], _folder.Environment);
        return (run, JsonNode.Parse(run.Output)!["workloads"]![0]!["live"]!);
    }
}
