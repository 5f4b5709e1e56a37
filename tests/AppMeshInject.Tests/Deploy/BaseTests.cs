using System.Xml.Linq;
using AppMeshInject.Injection.Settings;
using AppMeshInject.Testing.Golden;
using Xunit;

namespace AppMeshInject.Tests.Deploy;

/// <summary>The base: what the API server asks the injector, and how it runs.</summary>
public sealed class BaseTests
{
    private const string Folder = "deploy/kustomize/base";

    [Fact]
    public void Everything_has_the_name_that_users_know()
    {
        var manifests = Kustomize.Render(Folder);

        Assert.All(
            ["Deployment", "Service", "ServiceAccount", "MutatingWebhookConfiguration"],
            kind => Assert.Equal("aws-app-mesh-inject", manifests.One(kind).Name()));
        Assert.Equal("aws-app-mesh-inject.aws.amazon.com", manifests.Webhook.Text("name"));
    }

    [Fact]
    public void The_webhook_is_asked_for_new_pods_in_labelled_namespaces() => Kustomize.Render(Folder).Webhook.ShouldBe(
        """
        {
          "name": "aws-app-mesh-inject.aws.amazon.com",
          "clientConfig": { "service": { "name": "aws-app-mesh-inject", "namespace": "appmesh-inject", "path": "/mutate" } },
          "rules": [
            { "apiGroups": [""], "apiVersions": ["v1"], "operations": ["CREATE"], "resources": ["pods"], "scope": "Namespaced" }
          ],
          "namespaceSelector": {
            "matchLabels": { "appmesh.k8s.aws/sidecarInjectorWebhook": "enabled" },
            "matchExpressions": [
              {
                "key": "kubernetes.io/metadata.name",
                "operator": "NotIn",
                "values": ["kube-system", "kube-public", "kube-node-lease", "appmesh-inject"]
              }
            ]
          },
          "sideEffects": "None",
          "admissionReviewVersions": ["v1", "v1beta1"],
          "timeoutSeconds": 5,
          "failurePolicy": "Fail",
          "reinvocationPolicy": "IfNeeded"
        }
        """);

    [Fact]
    public void A_rollout_never_has_fewer_replicas_than_before()
    {
        var spec = Kustomize.Render(Folder).Deployment["spec"]!;

        spec["replicas"].ShouldBe("2");
        spec["strategy"].ShouldBe("""{ "rollingUpdate": { "maxSurge": 1, "maxUnavailable": 0 } }""");
    }

    [Theory]
    [InlineData("startupProbe", "/healthz")]
    [InlineData("readinessProbe", "/readyz")]
    [InlineData("livenessProbe", "/healthz")]
    public void A_probe_asks_the_admin_port(string probe, string path) =>
        Kustomize.Render(Folder).Container[probe]!["httpGet"].ShouldBe($$"""{ "path": "{{path}}", "port": "metrics" }""");

    [Fact]
    public void Ports_and_certificate_are_where_the_injector_looks_by_default()
    {
        var container = Kustomize.Render(Folder).Container;
        var listener = SettingsLoader.Defaults().Listener;

        container["ports"].ShouldBe(
            $$"""[{ "containerPort": {{listener.Port}}, "name": "https" }, { "containerPort": {{listener.MetricsPort}}, "name": "metrics" }]""");
        Assert.Equal(Path.GetDirectoryName(listener.TlsCert), Assert.Single(container["volumeMounts"]!.AsArray())!.Text("mountPath"));
    }

    [Fact]
    public void There_is_time_to_stop_gracefully() => Assert.True(
        Kustomize.Render(Folder).Pod["terminationGracePeriodSeconds"]!.GetValue<long>() > SettingsLoader.Defaults().Listener.ShutdownDelay + 5);

    [Fact]
    public void The_image_is_the_one_of_this_version()
    {
        var version = XDocument.Load(Path.Combine(CaseFolders.Root(), "Directory.Build.props")).Descendants("Version").Single().Value;

        Assert.EndsWith($"/appmesh-inject:{version}", Kustomize.Render(Folder).Container.Text("image"), StringComparison.Ordinal);
    }
}
