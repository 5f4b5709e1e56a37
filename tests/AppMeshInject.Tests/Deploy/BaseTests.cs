using System.Xml.Linq;
using AppMeshInject.Certificates;
using AppMeshInject.Injection.Settings;
using AppMeshInject.Testing.Golden;
using Xunit;

namespace AppMeshInject.Tests.Deploy;

/// <summary>Tests the base manifests: the webhook rules and the Deployment.</summary>
public sealed class BaseTests
{
    private const string Folder = "deploy/kustomize/base";

    [Fact]
    public void Objects_have_the_documented_names()
    {
        var manifests = Kustomize.Render(Folder);

        Assert.All(
            ["Deployment", "Service", "ServiceAccount", "MutatingWebhookConfiguration"],
            kind => Assert.Equal("aws-app-mesh-inject", manifests.One(kind).Name()));
        Assert.Equal("aws-app-mesh-inject.aws.amazon.com", manifests.Webhook.Text("name"));
    }

    [Fact]
    public void Webhook_matches_new_pods_in_labelled_namespaces() => Kustomize.Render(Folder).Webhook.ShouldBe(
        """
        {
          "name": "aws-app-mesh-inject.aws.amazon.com",
          "clientConfig": {
            "service": { "name": "aws-app-mesh-inject", "namespace": "appmesh-inject", "path": "/mutate" }
          },
          "rules": [
            {
              "apiGroups": [""], "apiVersions": ["v1"], "resources": ["pods"],
              "operations": ["CREATE"], "scope": "Namespaced"
            }
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
    public void Rollout_never_reduces_the_replicas()
    {
        var spec = Kustomize.Render(Folder).Deployment["spec"]!;

        spec["replicas"].ShouldBe("2");
        spec["strategy"].ShouldBe("""{ "rollingUpdate": { "maxSurge": 1, "maxUnavailable": 0 } }""");
    }

    [Theory]
    [InlineData("startupProbe", "/healthz")]
    [InlineData("readinessProbe", "/readyz")]
    [InlineData("livenessProbe", "/healthz")]
    public void Probes_use_the_admin_port(string probe, string path) =>
        Kustomize.Render(Folder).Container[probe]!["httpGet"].ShouldBe(
            $$"""{ "path": "{{path}}", "port": "metrics" }""");

    [Fact]
    public void Ports_match_the_default_settings()
    {
        var listener = SettingsLoader.LoadDefaults().Listener;

        Kustomize.Render(Folder).Container["ports"].ShouldBe(
            $$"""
            [
              { "containerPort": {{listener.Port}}, "name": "https" },
              { "containerPort": {{listener.MetricsPort}}, "name": "metrics" }
            ]
            """);
    }

    [Fact]
    public void Webhook_timeout_exceeds_the_request_timeout()
    {
        var timeout = Kustomize.Render(Folder).Webhook["timeoutSeconds"]!.GetValue<long>();

        Assert.True(timeout > SettingsLoader.LoadDefaults().Listener.RequestTimeout);
    }

    [Fact]
    public void Injector_has_only_the_required_rights()
    {
        var manifests = Kustomize.Render(Folder);

        manifests.One("ClusterRole")["rules"].ShouldBe(
            """
            [
              { "apiGroups": [""], "resources": ["nodes"], "verbs": ["get"] },
              { "apiGroups": ["apps"], "resources": ["replicasets"], "verbs": ["get"] },
              { "apiGroups": ["batch"], "resources": ["jobs"], "verbs": ["get"] },
              { "apiGroups": [""], "resources": ["events"], "verbs": ["create"] },
              {
                "apiGroups": ["admissionregistration.k8s.io"], "resources": ["mutatingwebhookconfigurations"],
                "resourceNames": ["aws-app-mesh-inject"], "verbs": ["get", "patch"]
              }
            ]
            """);
        manifests.One("Role")["rules"].ShouldBe(
            $$"""
            [
              {
                "apiGroups": [""], "resources": ["secrets"],
                "resourceNames": ["{{CertificateStore.SecretName}}"], "verbs": ["get", "patch"]
              },
              { "apiGroups": [""], "resources": ["secrets"], "verbs": ["create"] }
            ]
            """);
        Assert.Equal(manifests.One("Role").Name(), manifests.One("RoleBinding")["roleRef"]!.Text("name"));
    }

    [Fact]
    public void Grace_period_allows_a_graceful_stop()
    {
        var gracePeriod = Kustomize.Render(Folder).Pod["terminationGracePeriodSeconds"]!.GetValue<long>();

        Assert.True(gracePeriod > SettingsLoader.LoadDefaults().Listener.ShutdownDelay + 5);
    }

    [Fact]
    public void Image_tag_matches_the_version()
    {
        var version = XDocument.Load(
            Path.Combine(CaseFolders.Root(), "Directory.Build.props")).Descendants("Version").Single().Value;

        Assert.EndsWith(
            $"/appmesh-inject:{version}", Kustomize.Render(Folder).Container.Text("image"), StringComparison.Ordinal);
    }
}
