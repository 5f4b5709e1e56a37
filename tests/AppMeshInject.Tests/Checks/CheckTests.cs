using System.Reflection;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using AppMeshInject.Checks;
using AppMeshInject.Explanations;
using AppMeshInject.Installation;
using AppMeshInject.Manifests;
using AppMeshInject.Testing.Golden;
using AppMeshInject.Testing.Processes;
using AppMeshInject.Tests.Cluster;
using Xunit;
using static AppMeshInject.Tests.Checks.StandInInstallation;

namespace AppMeshInject.Tests.Checks;

public sealed class CheckTests : IDisposable
{
    private const string FailedCall = "Internal error occurred: failed calling webhook \"aws-app-mesh-inject.aws.amazon.com\": Post \"https://aws-app-mesh-inject.appmesh-inject.svc:443/mutate?timeout=5s\": ";

    // What is spoilt, by the finding it must lead to.
    private static readonly Dictionary<string, Action<StandInInstallation>> Faults = new()
    {
        ["WebhookMissing"] = well => well.Answers.Remove(Configuration),
        ["WebhookRules"] = well => well.Webhook["rules"]![0]!["operations"]![0] = "UPDATE",
        ["WebhookSelectsNothing"] = well => well.Webhook["namespaceSelector"]!["matchLabels"]!["appmesh.k8s.aws/sidecarInjectorWebhook"] = "on",
        ["WebhookSelectsEverything"] = well => well.Webhook["namespaceSelector"] = new JsonObject(),
        ["WebhookService"] = well => well.Answers.Remove(Service),
        ["FailurePolicyIgnore"] = well => well.Webhook["failurePolicy"] = "Ignore",
        ["CaBundle"] = well => well.Webhook["clientConfig"]!["caBundle"] = "bm9uc2Vuc2U=",
        ["CertificateNotTrusted"] = well => well.RefuseTrial(500, FailedCall + "x509: certificate signed by unknown authority"),
        ["InjectorUnreachable"] = well => well.RefuseTrial(500, FailedCall + "dial tcp 10.96.0.9:443: connect: connection refused"),
        ["TrialRefused"] = well => well.RefuseTrial(422, "admission webhook \"aws-app-mesh-inject.aws.amazon.com\" denied the request: something is malformed"),
        ["TrialNotInjected"] = well => well.Answers[Creation] = Json(Bare()),
        ["PodSecurityRefusesSidecar"] = well => well.RefuseTrial(403, "pods \"appmesh-inject-check\" is forbidden: violates PodSecurity \"restricted:latest\": unrestricted capabilities"),
        ["DeploymentMissing"] = well => well.Answers.Remove(Deployment),
        ["NoReadyReplica"] = well => SetReplicas(well, ready: 0),
        ["ReplicasNotReady"] = well => SetReplicas(well, ready: 1),
        ["SingleReplica"] = well =>
        {
            well.Answers[Deployment]["spec"]!["replicas"] = 1;
            well.Answers[Replicas]["items"]!.AsArray().RemoveAt(1);
        },
        ["ReplicasDiffer"] = well => well.Answers[Replicas]["items"]![1]!["spec"]!["containers"]![0]!["envFrom"]![0]!["configMapRef"]!["name"] = "settings-2",
        ["SettingsMalformed"] = well => well.Answers[ConfigMap]["data"]!["APPMESH_INJECT_PORT"] = "many",
        ["SettingsNotInEffect"] = well =>
        {
            well.Answers[ConfigMap]["data"]!["MESH_NAME"] = "changed";
            well.Answers[ConfigMap]["metadata"]!["managedFields"]![0]!["time"] = "2026-01-03T00:00:00Z";
        },
        ["NoNamespaceOptedIn"] = well => well.Answers[Namespaces]["items"] = new JsonArray(),
        ["NamespaceLabel"] = well => AddNamespace(well, "other", "true"),
        ["SystemNamespaceOptedIn"] = well => AddNamespace(well, "kube-system", "enabled"),
        ["PodsWithoutSidecar"] = well => well.Answers[Pods]["items"]!.AsArray().Add(Json(Bare())),
        ["PodsWithOlderSettings"] = well => well.Answers[Pods]["items"]!.AsArray().Add(Json(Carrying("0123456789ab"))),
        ["PodsWithOlderVersion"] = well => well.Answers[Pods]["items"]!.AsArray().Add(Json(Carrying(Hash, "0.0.1"))),
        ["ProgramVersion"] = well =>
        {
            well.Answers[Creation] = Json(Carrying(Hash, "9.9.9"));
            well.Answers[Pods]["items"] = new JsonArray();
        },
    };

    private readonly StandInInstallation _installation = new();

    public static TheoryData<string> Codes => [.. FindingKinds.All.Select(kind => kind.Code)];

    public void Dispose() => _installation.Dispose();

    [Fact]
    public async Task An_installation_that_is_well_is_told_so()
    {
        var run = await _installation.CheckAsync();

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains($"  replicas      2: appmesh-inject:1\n  version       0.1.0\n  settings      {Hash}\n  tried in      shop\n  namespaces    shop\n  running pods  1\n", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("\nall is well\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', run.Output);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Each_fault_is_found_and_its_mend_named(string code)
    {
        Faults[code](_installation);

        var run = await _installation.CheckAsync("-o", "json");

        var finding = Assert.Single(FindingsOf(run), finding => finding["code"]!.ToString() == code);
        var kind = FindingKinds.All.Single(kind => kind.Code == code);
        Assert.Equal(kind.Severity.ToString().ToLowerInvariant(), finding["severity"]!.ToString());
        Assert.All(["wrong", "mend"], field => Assert.Matches("^[A-Z].*[.]$", finding[field]!.ToString()));
        Assert.Equal(kind.Severity == Severity.Note ? 0 : 1, run.ExitCode);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Each_code_is_documented(string code)
    {
        var page = File.ReadAllText(Path.Combine(CaseFolders.Root(), "docs", "explain-and-check.md"));
        var kind = FindingKinds.All.Single(kind => kind.Code == code);

        Assert.Contains($"| `{code}` | {kind.Severity.ToString().ToLowerInvariant()} | {kind.Meaning} |", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(WorkloadReport))]
    [InlineData(typeof(RuleReport))]
    [InlineData(typeof(InputReport))]
    [InlineData(typeof(AdditionReport))]
    [InlineData(typeof(LiveReport))]
    [InlineData(typeof(InjectStatus))]
    [InlineData(typeof(CheckReport))]
    [InlineData(typeof(CheckedReport))]
    [InlineData(typeof(FindingReport))]
    public void Each_field_for_programs_is_documented(Type report)
    {
        var page = File.ReadAllText(Path.Combine(CaseFolders.Root(), "docs", "explain-and-check.md"));

        Assert.All(
            report.GetProperties().Where(property => property.GetCustomAttribute<JsonIgnoreAttribute>()?.Condition is not JsonIgnoreCondition.Always),
            property => Assert.Contains($"`{JsonNamingPolicy.CamelCase.ConvertName(property.Name)}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_report_for_a_person_has_the_code_what_is_wrong_and_the_mend()
    {
        Faults["PodsWithoutSidecar"](_installation);

        var run = await _installation.CheckAsync();

        Assert.Contains(
            "warning PodsWithoutSidecar\n  In shop 1 running pod should carry the sidecar and does not: deployment/web.\n"
            + "  Create them anew, such as by kubectl rollout restart deployment/web --namespace shop.\n", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("\nto mend: 1\n", run.Output, StringComparison.Ordinal);
    }

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
            Faults[code](_installation);
        }

        var finding = Assert.Single(FindingsOf(await _installation.CheckAsync("-o=json")), finding => finding["code"]!.ToString() == code);
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

        Assert.Single(FindingsOf(await _installation.CheckAsync("-o=json")), finding => finding["code"]!.ToString() == "PodsWithoutSidecar");
    }

    [Fact]
    public async Task Pods_that_the_webhook_leaves_out_by_their_labels_are_not_found()
    {
        _installation.Answers[Pods]["items"]!.AsArray().Add(Json(Bare()));
        _installation.Webhook["objectSelector"] = Json("""{"matchExpressions":[{"key":"pod-template-hash","operator":"NotIn","values":["abc"]}]}""");

        Assert.Equal(0, (await _installation.CheckAsync()).ExitCode);
    }

    [Theory]
    [InlineData("InjectorUnreachable", "Post \"https://aws-app-mesh-inject.certificate.svc:443/mutate\": dial tcp 10.96.0.9:443: connect: connection refused")]
    [InlineData("InjectorUnreachable", "Post \"https://aws-app-mesh-inject.appmesh-inject.svc:443/mutate\": tls: first record does not look like a TLS handshake")]
    [InlineData("CertificateNotTrusted", "Post \"https://aws-app-mesh-inject.appmesh-inject.svc:443/mutate\": tls: failed to verify certificate: x509: certificate signed by unknown authority")]
    public async Task A_certificate_is_blamed_only_where_it_is_not_trusted(string code, string failure)
    {
        _installation.RefuseTrial(500, "Internal error occurred: failed calling webhook \"aws-app-mesh-inject.aws.amazon.com\": " + failure);

        Assert.Equal(code, Assert.Single(FindingsOf(await _installation.CheckAsync("-o=json")))["code"]!.ToString());
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

        Assert.Single(FindingsOf(await _installation.CheckAsync("-o=json")), finding => finding["code"]!.ToString() == "PodsWithoutSidecar");
    }

    [Fact]
    public async Task Pods_are_looked_at_page_by_page()
    {
        var page = "GET /api/v1/namespaces/shop/pods?fieldSelector=status.phase%3DRunning&limit=200";
        _installation.Answers[page] = Json($$$"""{"metadata":{"continue":"a=b"},"items":[{{{Carrying(Hash)}}}]}""");
        _installation.Answers[page + "&continue=a%3Db"] = Json($$$"""{"metadata":{"continue":""},"items":[{{{Bare()}}}]}""");

        var run = await _installation.CheckAsync("-o=json");

        Assert.Equal(2, JsonNode.Parse(run.Output)!["checked"]!["pods"]!.GetValue<int>());
        Assert.Single(FindingsOf(run), finding => finding["code"]!.ToString() == "PodsWithoutSidecar");
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
    public async Task An_expired_caBundle_is_found()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var expired = new CertificateRequest("CN=expired", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-2), now.AddDays(-1));
        _installation.Webhook["clientConfig"]!["caBundle"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(expired.ExportCertificatePem()));

        Assert.Contains(FindingsOf(await _installation.CheckAsync("-o=json")), finding => finding["wrong"]!.ToString().Contains("has expired", StringComparison.Ordinal));
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

        Assert.Contains(FindingsOf(await _installation.CheckAsync("-o=json")), finding => finding["code"]!.ToString() == "WebhookService");
    }

    [Fact]
    public async Task A_ConfigMap_that_was_only_labelled_is_no_finding()
    {
        _installation.Answers[ConfigMap]["metadata"]!["managedFields"]![0]!["time"] = "2026-01-03T00:00:00Z";

        Assert.Equal(0, (await _installation.CheckAsync()).ExitCode);
    }

    [Theory]
    [InlineData("--mesh-nam: no such flag", "serve", "--mesh-nam=x")]
    [InlineData("junk: serve takes no such word", "serve", "junk")]
    [InlineData("junk: serve takes no such word", "--preview", "junk")]
    [InlineData("a value is missing", "--mesh-name")]
    public async Task Arguments_at_which_the_next_replica_stops_are_found(string fault, params string[] arguments)
    {
        _installation.Answers[Deployment]["spec"]!["template"]!["spec"]!["containers"]![0]!["args"] = new JsonArray([.. arguments.Select(argument => JsonValue.Create(argument))]);

        var run = await _installation.CheckAsync("-o=json");

        Assert.Equal(1, run.ExitCode);
        var finding = Assert.Single(FindingsOf(run), finding => finding["code"]!.ToString() == "SettingsMalformed");
        Assert.Contains(fault, finding["wrong"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_settings_are_not_known_only_pods_that_ask_for_a_sidecar_are_said_to_lack_it()
    {
        _installation.Statuses[Deployment] = 403;
        _installation.Answers[Pods]["items"]!.AsArray().Add(Json(Bare()));

        Assert.Empty(FindingsOf(await _installation.CheckAsync("-o=json")));

        _installation.Answers[Pods]["items"]!.AsArray().Add(Json(Bare("""{"appmesh.k8s.aws/sidecarInjectorWebhook":"enabled"}""")));
        Assert.Contains(" 1 running pod ", Assert.Single(FindingsOf(await _installation.CheckAsync("-o=json")))["wrong"]!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Configuration, "the webhook configuration")]
    [InlineData(Deployment, "the Deployment and its settings")]
    [InlineData(ConfigMap, "the Deployment and its settings")]
    [InlineData(Service, "the Service of the webhook")]
    [InlineData(Replicas, "the replicas")]
    [InlineData(Namespaces, "the namespaces")]
    [InlineData(Pods, "the pods of shop")]
    [InlineData(Creation, "a dry run in shop")]
    public async Task What_may_not_be_read_is_told_and_nothing_is_called_well(string request, string what)
    {
        _installation.Statuses[request] = 403;
        _installation.Answers[request] = new JsonObject { ["message"] = "jane cannot do that" };

        var run = await _installation.CheckAsync();

        Assert.Equal((2, ""), (run.ExitCode, run.Error));
        Assert.Contains($"\nnot checked: {what}: jane cannot do that\n", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("\nnothing to mend in what could be checked\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_parts_that_fail_alike_both_are_told()
    {
        (_installation.Statuses[Service], _installation.Statuses[Replicas]) = (503, 503);

        var run = await _installation.CheckAsync("-o=json");

        var told = JsonNode.Parse(run.Output)!["notChecked"]!.AsArray().Select(part => part!.ToString());
        Assert.Equal(["the Service of the webhook: the API server answered 503", "the replicas: the API server answered 503"], told);
    }

    [Theory]
    [InlineData(StandInServer.Dropped)]
    [InlineData(401)]
    public async Task What_was_found_is_told_even_where_the_cluster_is_lost_on_the_way(int status)
    {
        Faults["FailurePolicyIgnore"](_installation);
        _installation.Statuses[Deployment] = status;

        var run = await _installation.CheckAsync();

        Assert.Equal((2, ""), (run.ExitCode, run.Error));
        Assert.Contains("note FailurePolicyIgnore\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("not checked: ", run.Output, StringComparison.Ordinal);

        Faults["WebhookRules"](_installation);
        Assert.Equal(1, (await _installation.CheckAsync()).ExitCode);
    }

    [Theory]
    [InlineData(Configuration, """{"webhooks":[null]}""")]
    [InlineData(Deployment, """{"spec":{"template":{"spec":{"containers":[null]}}}}""")]
    [InlineData(Deployment, """{"spec":{"template":{"spec":{"containers":[{"name":"appmesh-inject","args":[null],"env":[null],"envFrom":[null]}]}}}}""")]
    [InlineData(Replicas, """{"items":[null]}""")]
    [InlineData(Namespaces, """{"items":[null]}""")]
    [InlineData(Pods, """{"items":[null]}""")]
    [InlineData(Creation, """{"metadata":{"managedFields":[null]}}""")]
    public async Task Lists_with_nothing_in_a_place_are_told_and_end_nothing(string request, string answer)
    {
        _installation.Answers[request] = Json(answer);

        var run = await _installation.CheckAsync();

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(" no API server: ", run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_that_is_lost_at_once_leaves_nothing_to_tell()
    {
        _installation.Statuses[Configuration] = StandInServer.Dropped;

        var run = await _installation.CheckAsync();

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("error: the API server ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_not_known_is_told_to_log_in()
    {
        _installation.Statuses[Configuration] = 401;

        var run = await _installation.CheckAsync();

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("log in again", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there is no kubeconfig")]
    [InlineData("shop: check takes no such word", "shop")]
    [InlineData("--mesh-name: is a setting of the injector", "--mesh-name=x")]
    [InlineData("\"xml\" is not json or text", "-o=xml")]
    [InlineData("--namespace: \"\" is no name of a namespace", "-n=")]
    public async Task What_cannot_be_used_is_told(string message, params string[] arguments)
    {
        var run = await CommandProcess.RunAsync(["check", .. arguments], new Dictionary<string, string>());

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    private static IEnumerable<JsonNode> FindingsOf(CommandProcess run) => JsonNode.Parse(run.Output)!["findings"]!.AsArray().Select(finding => finding!);

    private static void SetReplicas(StandInInstallation installation, int ready)
    {
        foreach (var replica in installation.Answers[Replicas]["items"]!.AsArray().Skip(ready))
        {
            replica!["status"]!["conditions"]![0]!["status"] = "False";
        }
    }

    private static void AddNamespace(StandInInstallation installation, string name, string label) => installation.Answers[Namespaces]["items"]!.AsArray().Add(
        new JsonObject { ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = new JsonObject { ["appmesh.k8s.aws/sidecarInjectorWebhook"] = label } } });
}
