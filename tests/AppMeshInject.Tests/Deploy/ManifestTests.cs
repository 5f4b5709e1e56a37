using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AppMeshInject.Injection.Settings;
using Xunit;

namespace AppMeshInject.Tests.Deploy;

/// <summary>Tests the rules for every installation, independent of its components.</summary>
public sealed partial class ManifestTests
{
    private const string Namespace = "appmesh-inject";

    public static TheoryData<string> All => Kustomize.All;

    [Fact]
    public void Every_component_is_covered_by_a_test_kustomization()
    {
        var components = Kustomize.Folders("deploy/kustomize/components").Select(Path.GetFileName);

        Assert.Equal(components, Kustomize.Folders("tests/kustomize").Select(Path.GetFileName));
    }

    [Theory, MemberData(nameof(All))]
    public void Clean_up_removes_every_object(string folder)
    {
        var manifests = Kustomize.Render(folder);

        Assert.Equal(
            [
                "ClusterRole/aws-app-mesh-inject-cr",
                "ClusterRoleBinding/aws-app-mesh-inject-binding",
                "MutatingWebhookConfiguration/aws-app-mesh-inject",
                "Namespace/appmesh-inject",
            ],
            manifests.Objects.Where(
                item =>
                    item["metadata"]!["namespace"] is null).Select(item =>
                        $"{item.Text("kind")}/{item.Name()}").Order());
        Assert.All(
            manifests.Objects.Where(item => item["metadata"]!["namespace"] is not null),
            item => Assert.Equal(Namespace, item["metadata"]!.Text("namespace")));
    }

    [Theory, MemberData(nameof(All))]
    public void Manifests_contain_no_secret(string folder)
    {
        var manifests = Kustomize.Render(folder);

        Assert.Empty(manifests.OfKind("Secret"));
        Assert.DoesNotContain("PRIVATE KEY", manifests.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("caBundle", manifests.Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(All))]
    public void Image_is_pinned(string folder) =>
        Assert.Matches(PinnedImage(), Kustomize.Render(folder).Container.Text("image"));

    [Theory, MemberData(nameof(All))]
    public void Every_setting_in_the_manifests_exists(string folder)
    {
        var known = SettingsCatalogue.ByName.Keys.Select(Setting.GetEnvironmentVariable)
            .Concat(SettingsCatalogue.All.SelectMany(setting => setting.OtherEnvironmentVariables));

        Assert.All(Kustomize.Render(folder).Settings, setting => Assert.Contains(setting.Key, known));
    }

    [Theory, MemberData(nameof(All))]
    public void Every_selector_matches_the_pods(string folder)
    {
        var manifests = Kustomize.Render(folder);
        var labels = manifests.PodTemplate["metadata"]!["labels"]!.AsObject();
        List<JsonNode> selectors =
        [
            manifests.Deployment["spec"]!["selector"]!["matchLabels"]!,
            manifests.One("Service")["spec"]!["selector"]!,
            manifests.One("PodDisruptionBudget")["spec"]!["selector"]!["matchLabels"]!,
            manifests.One("NetworkPolicy")["spec"]!["podSelector"]!["matchLabels"]!,
            .. manifests.OfKind("PodMonitor").Select(monitor => monitor["spec"]!["selector"]!["matchLabels"]!),
            .. (manifests.Pod["topologySpreadConstraints"]?.AsArray() ?? [])
                .Select(spread => spread!["labelSelector"]!["matchLabels"]!),
        ];

        Assert.All(selectors, selector => Assert.NotEmpty(selector.AsObject()));
        Assert.All(
            selectors.SelectMany(selector => selector.AsObject()),
            label => Assert.Equal(label.Value!.ToString(), labels[label.Key]?.ToString()));
    }

    [Theory, MemberData(nameof(All))]
    public void Every_reference_resolves(string folder)
    {
        var manifests = Kustomize.Render(folder);
        var ports = manifests.Container["ports"]!.AsArray().Select(port => port!.Text("name")).ToList();
        var service = manifests.One("Service");

        Assert.Equal(manifests.One("ServiceAccount").Name(), manifests.Pod.Text("serviceAccountName"));
        Assert.Equal(
            manifests.SettingsMap.Name(),
            Assert.Single(manifests.Container["envFrom"]!.AsArray())!["configMapRef"]!.Text("name"));
        Assert.Equal(manifests.One("ClusterRole").Name(), manifests.One("ClusterRoleBinding")["roleRef"]!.Text("name"));
        Assert.Equal(service.Name(), manifests.Webhook["clientConfig"]!["service"]!.Text("name"));
        Assert.Contains(Assert.Single(service["spec"]!["ports"]!.AsArray())!.Text("targetPort"), ports);
        Assert.All(
            manifests.OfKind("PodMonitor"), monitor =>
                Assert.Contains(monitor["spec"]!["podMetricsEndpoints"]![0]!.Text("port"), ports));
    }

    [GeneratedRegex(@"^\S+(:\d+\.\d+\.\d+|@sha256:[0-9a-f]{64})$")]
    private static partial Regex PinnedImage();
}
