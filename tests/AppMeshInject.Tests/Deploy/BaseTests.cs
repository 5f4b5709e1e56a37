using System.Xml.Linq;
using AppMeshInject.Certificates;
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
    public void The_ports_are_those_of_the_injector_by_default()
    {
        var listener = SettingsLoader.Defaults().Listener;

        Kustomize.Render(Folder).Container["ports"].ShouldBe(
            $$"""[{ "containerPort": {{listener.Port}}, "name": "https" }, { "containerPort": {{listener.MetricsPort}}, "name": "metrics" }]""");
    }

    [Fact]
    public void The_API_server_waits_longer_than_a_request_may_take_to_arrive() => Assert.True(
        Kustomize.Render(Folder).Webhook["timeoutSeconds"]!.GetValue<long>() > SettingsLoader.Defaults().Listener.RequestTimeout);

    [Fact]
    public void The_injector_may_do_just_what_it_does()
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
              { "apiGroups": [""], "resources": ["secrets"], "resourceNames": ["{{CertificateStore.Name}}"], "verbs": ["get", "patch"] },
              { "apiGroups": [""], "resources": ["secrets"], "verbs": ["create"] }
            ]
            """);
        Assert.Equal(manifests.One("Role").Name(), manifests.One("RoleBinding")["roleRef"]!.Text("name"));
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
