using System.Text.Json.Nodes;
using AppMeshInject.Manifests;
using AppMeshInject.Testing.Golden;
using Xunit;
using static AppMeshInject.Tests.Checks.FakeInstallation;

namespace AppMeshInject.Tests.Checks;

/// <summary>Tests the findings of <c>check</c> on running pods.</summary>
public sealed class CheckPodsTests : IDisposable
{
    private readonly FakeInstallation _installation = new();

    public void Dispose() => _installation.Dispose();

    [Theory]
    [InlineData("PodsWithoutSidecar", 1, "In shop 1 running pod should carry the sidecar and does not: ")]
    [InlineData("PodsWithoutSidecar", 2, "In shop 2 running pods should carry the sidecar and do not: ")]
    [InlineData("PodsWithOlderSettings", 1, "In shop 1 running pod carries the sidecar of other settings than ")]
    [InlineData("PodsWithOlderSettings", 2, "In shop 2 running pods carry the sidecar of other settings than ")]
    [InlineData("PodsWithOlderVersion", 1, "In shop 1 running pod carries the sidecar of another version than ")]
    [InlineData("PodsWithOlderVersion", 2, "In shop 2 running pods carry the sidecar of another version than ")]
    public async Task One_pod_is_spoken_of_as_one(string code, int pods, string sentence)
    {
        for (var i = 0; i < pods; i++)
        {
            InstallationDefects.ByCode[code](_installation);
        }

        var finding = Assert.Single(GetFindings(await _installation.CheckAsync("-o=json")), finding => finding["code"]!.ToString() == code);
        Assert.StartsWith(sentence, finding["wrong"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pods_that_want_no_sidecar_are_not_found()
    {
        _installation.Answers[Pods]["items"]!.AsArray().Add(Json(Bare("""{"appmesh.k8s.aws/sidecarInjectorWebhook":"disabled"}""")));

        Assert.Equal(0, (await _installation.CheckAsync()).ExitCode);
    }

    [Fact]
    public async Task A_pod_that_says_it_was_injected_and_has_no_proxy_is_found()
    {
        var claiming = Json(Carrying(Hash));
        claiming["spec"]!["containers"]!.AsArray().RemoveAt(1);
        _installation.Answers[Pods]["items"]!.AsArray().Add(claiming);

        Assert.Single(GetFindings(await _installation.CheckAsync("-o=json")), finding => finding["code"]!.ToString() == "PodsWithoutSidecar");
    }

    [Fact]
    public async Task Pods_that_the_webhook_leaves_out_by_their_labels_are_not_found()
    {
        _installation.Answers[Pods]["items"]!.AsArray().Add(Json(Bare()));
        _installation.Webhook["objectSelector"] = Json("""{"matchExpressions":[{"key":"pod-template-hash","operator":"NotIn","values":["abc"]}]}""");

        Assert.Equal(0, (await _installation.CheckAsync()).ExitCode);
    }

    [Fact]
    public async Task Where_the_webhook_has_conditions_it_is_said_that_pods_cannot_be_judged()
    {
        _installation.Answers[Pods]["items"]!.AsArray().Add(Json(Bare()));
        _installation.Webhook["matchConditions"] = Json("""[{"name":"not-mine","expression":"false"}]""");

        var run = await _installation.CheckAsync();

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("not checked: which pods lack the sidecar: the webhook has matchConditions, which this program does not evaluate: not-mine\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_conditions_of_the_component_keep_no_pod_from_being_judged()
    {
        var component = File.ReadAllText(Path.Combine(CaseFolders.Root(), "deploy", "kustomize", "components", "match-conditions", "webhook.yaml"));
        var root = ManifestReader.Read(component).Documents[0].Root!;
        var webhook = Assert.IsType<MapNode>(Assert.IsType<ListNode>(root.Find("webhooks")).Items[0]);
        var expressions = Assert.IsType<ListNode>(webhook.Find("matchConditions")).Items
            .Select(condition => Assert.IsType<ScalarNode>(Assert.IsType<MapNode>(condition).Find("expression")).Value.Text).ToList();
        Assert.Equal(3, expressions.Count);
        _installation.Webhook["matchConditions"] = new JsonArray([.. expressions.Select(expression => new JsonObject { ["name"] = "known", ["expression"] = expression })]);
        _installation.Answers[Pods]["items"]!.AsArray().Add(Json(Bare()));

        Assert.Single(GetFindings(await _installation.CheckAsync("-o=json")), finding => finding["code"]!.ToString() == "PodsWithoutSidecar");
    }

    [Fact]
    public async Task Pods_are_looked_at_page_by_page()
    {
        var page = "GET /api/v1/namespaces/shop/pods?fieldSelector=status.phase%3DRunning&limit=200";
        _installation.Answers[page] = Json($$$"""{"metadata":{"continue":"a=b"},"items":[{{{Carrying(Hash)}}}]}""");
        _installation.Answers[page + "&continue=a%3Db"] = Json($$$"""{"metadata":{"continue":""},"items":[{{{Bare()}}}]}""");

        var run = await _installation.CheckAsync("-o=json");

        Assert.Equal(2, JsonNode.Parse(run.Output)!["checked"]!["pods"]!.GetValue<int>());
        Assert.Single(GetFindings(run), finding => finding["code"]!.ToString() == "PodsWithoutSidecar");
    }

    [Theory]
    [InlineData(1, "1", 1)]
    [InlineData(3, "1", 3)]
    [InlineData(5000, "", 4999)]
    public async Task A_list_of_pods_that_leads_to_itself_or_is_longer_than_any_cluster_has_is_not_followed_to_its_end(int pages, string lastLeadsTo, int counted)
    {
        var page = "GET /api/v1/namespaces/shop/pods?fieldSelector=status.phase%3DRunning&limit=200";
        _installation.Answers[page] = Json($$$"""{"metadata":{"continue":"1"},"items":[{{{Bare()}}}]}""");
        for (var number = 1; number <= pages; number++)
        {
            _installation.Answers[$"{page}&continue={number}"] = Json($$$"""{"metadata":{"continue":"{{{(number == pages ? lastLeadsTo : number + 1)}}}"},"items":[{{{Bare()}}}]}""");
        }

        var run = await _installation.CheckAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"In shop {counted} running pod", run.Output, StringComparison.Ordinal);
        Assert.Contains("not checked: the pods of shop: the list of them does not end\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_settings_are_not_known_only_pods_that_ask_for_a_sidecar_are_said_to_lack_it()
    {
        _installation.Statuses[Deployment] = 403;
        _installation.Answers[Pods]["items"]!.AsArray().Add(Json(Bare()));

        Assert.Empty(GetFindings(await _installation.CheckAsync("-o=json")));

        _installation.Answers[Pods]["items"]!.AsArray().Add(Json(Bare("""{"appmesh.k8s.aws/sidecarInjectorWebhook":"enabled"}""")));
        Assert.Contains(" 1 running pod ", Assert.Single(GetFindings(await _installation.CheckAsync("-o=json")))["wrong"]!.ToString(), StringComparison.Ordinal);
    }
}
