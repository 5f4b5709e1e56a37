using System.Text.Json.Nodes;
using AppMeshInject.Manifests;
using AppMeshInject.Testing.Golden;
using Xunit;
using static AppMeshInject.Tests.Diagnostics.Check.FakeInstallation;

namespace AppMeshInject.Tests.Diagnostics.Check;

/// <summary>Tests the findings of <c>check</c> on running pods.</summary>
public sealed class CheckPodsTests : IDisposable
{
    private readonly FakeInstallation _installation = new();

    public void Dispose() => _installation.Dispose();

    [Theory]
    [InlineData("PodsWithoutSidecar", 1, "Namespace shop has 1 running pod without a sidecar: ")]
    [InlineData("PodsWithoutSidecar", 2, "Namespace shop has 2 running pods without a sidecar: ")]
    [InlineData("PodsWithOutdatedSettings", 1, "Namespace shop has 1 running pod injected with other settings than ")]
    [InlineData("PodsWithOutdatedSettings", 2, "Namespace shop has 2 running pods injected with other settings than ")]
    [InlineData("PodsWithOutdatedVersion", 1, "Namespace shop has 1 running pod injected by another version than ")]
    [InlineData("PodsWithOutdatedVersion", 2, "Namespace shop has 2 running pods injected by another version than ")]
    public async Task The_number_of_pods_is_reported(string code, int pods, string sentence)
    {
        for (var i = 0; i < pods; i++)
        {
            InstallationDefects.ByCode[code](_installation);
        }

        var finding = Assert.Single(
            GetFindings(await _installation.CheckAsync("-o=json")),
            finding => finding["code"]!.ToString() == code);
        Assert.StartsWith(sentence, finding["problem"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pods_without_injection_are_not_reported()
    {
        _installation.Responses[Pods]["items"]!.AsArray().Add(
            Json(CreateBarePod("""{"appmesh.k8s.aws/sidecarInjectorWebhook":"disabled"}""")));

        Assert.Equal(0, (await _installation.CheckAsync()).ExitCode);
    }

    [Fact]
    public async Task A_pod_with_inject_status_but_without_proxy_is_reported()
    {
        var pod = Json(CreateInjectedPod(Hash));
        pod["spec"]!["containers"]!.AsArray().RemoveAt(1);
        _installation.Responses[Pods]["items"]!.AsArray().Add(pod);

        Assert.Single(
            GetFindings(await _installation.CheckAsync("-o=json")),
            finding => finding["code"]!.ToString() == "PodsWithoutSidecar");
    }

    [Fact]
    public async Task Pods_that_the_objectSelector_excludes_are_not_reported()
    {
        _installation.Responses[Pods]["items"]!.AsArray().Add(Json(CreateBarePod()));
        _installation.Webhook["objectSelector"] = Json(
            """{"matchExpressions":[{"key":"pod-template-hash","operator":"NotIn","values":["abc"]}]}""");

        Assert.Equal(0, (await _installation.CheckAsync()).ExitCode);
    }

    [Fact]
    public async Task Unknown_matchConditions_prevent_the_check_of_pods()
    {
        _installation.Responses[Pods]["items"]!.AsArray().Add(Json(CreateBarePod()));
        _installation.Webhook["matchConditions"] = Json("""[{"name":"not-mine","expression":"false"}]""");

        var run = await _installation.CheckAsync();

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(
            "not checked: pods without a sidecar: the webhook has matchConditions that this program does not "
            + "evaluate: not-mine\n",
            run.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_matchConditions_of_the_component_are_known()
    {
        var component = File.ReadAllText(
            Path.Combine(CaseFolders.Root(), "deploy", "kustomize", "components", "match-conditions", "webhook.yaml"));
        var root = ManifestReader.Read(component).Documents[0].Root!;
        var webhook = Assert.IsType<MapNode>(Assert.IsType<ListNode>(root.Find("webhooks")).Items[0]);
        var expressions = Assert.IsType<ListNode>(webhook.Find("matchConditions")).Items
            .Select(condition => Assert.IsType<MapNode>(condition).Find("expression"))
            .Select(expression => Assert.IsType<ScalarNode>(expression).Value.Text)
            .ToList();
        Assert.Equal(3, expressions.Count);
        _installation.Webhook["matchConditions"] = new JsonArray(
            [.. expressions.Select(expression => new JsonObject { ["name"] = "known", ["expression"] = expression })]);
        _installation.Responses[Pods]["items"]!.AsArray().Add(Json(CreateBarePod()));

        Assert.Single(
            GetFindings(await _installation.CheckAsync("-o=json")),
            finding => finding["code"]!.ToString() == "PodsWithoutSidecar");
    }

    [Fact]
    public async Task Pods_are_read_page_by_page()
    {
        var page = "GET /api/v1/namespaces/shop/pods?fieldSelector=status.phase%3DRunning&limit=200";
        _installation.Responses[page] = Json(
            $$$"""{"metadata":{"continue":"a=b"},"items":[{{{CreateInjectedPod(Hash)}}}]}""");
        _installation.Responses[page + "&continue=a%3Db"] = Json(
            $$$"""{"metadata":{"continue":""},"items":[{{{CreateBarePod()}}}]}""");

        var run = await _installation.CheckAsync("-o=json");

        Assert.Equal(2, JsonNode.Parse(run.Output)!["summary"]!["pods"]!.GetValue<int>());
        Assert.Single(GetFindings(run), finding => finding["code"]!.ToString() == "PodsWithoutSidecar");
    }

    [Theory]
    [InlineData(1, "1", 1)]
    [InlineData(3, "1", 3)]
    [InlineData(5000, "", 4999)]
    public async Task An_endless_list_of_pods_is_detected(int pages, string lastToken, int expected)
    {
        var page = "GET /api/v1/namespaces/shop/pods?fieldSelector=status.phase%3DRunning&limit=200";
        _installation.Responses[page] = Json($$$"""{"metadata":{"continue":"1"},"items":[{{{CreateBarePod()}}}]}""");
        for (var number = 1; number <= pages; number++)
        {
            var next = number == pages ? lastToken : $"{number + 1}";
            _installation.Responses[$"{page}&continue={number}"] = Json(
                $$$"""{"metadata":{"continue":"{{{next}}}"},"items":[{{{CreateBarePod()}}}]}""");
        }

        var run = await _installation.CheckAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"Namespace shop has {expected} running pod", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "not checked: pods of shop: the list of pods does not end\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_unknown_settings_only_pods_that_request_injection_are_reported()
    {
        _installation.Statuses[Deployment] = 403;
        _installation.Responses[Pods]["items"]!.AsArray().Add(Json(CreateBarePod()));

        Assert.Empty(GetFindings(await _installation.CheckAsync("-o=json")));

        _installation.Responses[Pods]["items"]!.AsArray().Add(
            Json(CreateBarePod("""{"appmesh.k8s.aws/sidecarInjectorWebhook":"enabled"}""")));
        Assert.Contains(
            " 1 running pod ",
            Assert.Single(GetFindings(await _installation.CheckAsync("-o=json")))["problem"]!.ToString(),
            StringComparison.Ordinal);
    }
}
