using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Injection.Tests.Settings;

public sealed class SettingsCatalogueTests
{
    public static TheoryData<string, string?> Defaults => new()
    {
        { "port", "8443" },
        { "tlscert", "/etc/webhook/certs/tls.crt" },
        { "tlskey", "/etc/webhook/certs/tls.key" },
        { "enable-tls", "true" },
        { "metrics-port", "9090" },
        { "shutdown-delay", "5" },
        { "request-timeout", "4" },
        { "max-admissions", "64" },
        { "max-connections", "200" },
        { "injector-log-level", "info" },
        { "certificate-source", "auto" },
        { "certificate-life", "30d" },
        { "authority-life", "365d" },
        { "mesh-name", null },
        { "region", null },
        { "virtual-node-format", "{namespace}-{workload}" },
        { "inject-default", "true" },
        { "native-sidecar", "auto" },
        { "kubernetes-version", null },
        { "sidecar-image", null },
        { "sidecar-image-repository", null },
        { "sidecar-image-tag", null },
        { "init-image", "840364872350.dkr.ecr.us-west-2.amazonaws.com/aws-appmesh-proxy-route-manager:v7-prod" },
        { "sidecar-cpu-requests", "10m" },
        { "sidecar-memory-requests", "32Mi" },
        { "sidecar-cpu-limits", null },
        { "sidecar-memory-limits", null },
        { "sidecar-hardened", "false" },
        { "sidecar-log-level", "info" },
        { "ignored-ips", "169.254.169.254" },
        { "preview", "false" },
        { "dual-stack-endpoint", "false" },
        { "fips-endpoint", "false" },
        { "xds-endpoint", null },
        { "envoy-admin-access-port", "9901" },
        { "envoy-admin-access-log-file", "/tmp/envoy_admin_access.log" },
        { "envoy-admin-access-enable-ipv6", "false" },
        { "prestop-delay", "20" },
        { "readiness-probe-initial-delay", "1" },
        { "readiness-probe-period", "10" },
        { "wait-until-proxy-ready", "false" },
        { "poststart-timeout", "180" },
        { "poststart-interval", "5" },
        { "enable-iam-for-service-accounts", "true" },
        { "ecr-secret", "false" },
        { "enable-sds", "false" },
        { "sds-uds-path", "/run/spire/sockets/agent.sock" },
        { "enable-stats-tags", "false" },
        { "enable-statsd", "false" },
        { "statsd-address", "127.0.0.1" },
        { "statsd-port", "8125" },
        { "statsd-socket-path", null },
        { "inject-statsd-exporter-sidecar", "false" },
        { "enable-xray-tracing", "false" },
        { "xray-image", "public.ecr.aws/xray/aws-xray-daemon" },
        { "xray-daemon-port", "2000" },
        { "xray-sampling-rate", "0.05" },
        { "xray-log-level", "prod" },
        { "xray-config-roleArn", null },
        { "enable-jaeger-tracing", "false" },
        { "jaeger-address", "appmesh-jaeger.appmesh-system" },
        { "jaeger-port", "9411" },
        { "enable-datadog-tracing", "false" },
        { "datadog-address", "datadog.appmesh-system" },
        { "datadog-port", "8126" },
    };

    [Theory]
    [MemberData(nameof(Defaults))]
    public void Setting_has_the_documented_default(string name, string? expected) =>
        Assert.Equal(expected, SettingsCatalogue.ByName[name].Default);

    [Fact]
    public void Catalogue_has_no_other_settings() =>
        Assert.Equal(
            Defaults.Select(row => row.Data.Item1).Order(),
            SettingsCatalogue.All.Select(setting => setting.Name).Order());

    [Theory]
    [InlineData("log-level", "sidecar-log-level")]
    [InlineData("enable-ecr-secret", "ecr-secret")]
    [InlineData("inject-xray-sidecar", "enable-xray-tracing")]
    public void Flag_names_of_the_predecessors_are_aliases(string alias, string name) =>
        Assert.Equal(name, SettingsCatalogue.ByName[alias].Name);

    [Fact]
    public void Annotation_of_a_setting_exists() => Assert.All(
        SettingsCatalogue.All.Where(setting => setting.Annotation is not null),
        setting => Assert.Contains(AnnotationCatalogue.All, annotation => annotation.Name == setting.Annotation));

    [Fact]
    public void Settings_and_annotations_have_descriptions()
    {
        Assert.All(
            SettingsCatalogue.All,
            setting => Assert.True(setting.Description.Length > 0 && setting.AcceptedValues.Length > 0));
        Assert.All(AnnotationCatalogue.All, annotation =>
        {
            Assert.NotEmpty(annotation.Description);
            Assert.NotEmpty(annotation.AcceptedValues);
            Assert.NotEmpty(annotation.Default);
        });
        Assert.All(SettingsCatalogue.Groups, group => Assert.True(group.Heading.Length > 0));
    }

    [Theory]
    [InlineData("mesh-name", "mesh")]
    [InlineData("virtual-node-format", "virtualNode")]
    [InlineData("inject-default", "sidecarInjectorWebhook")]
    [InlineData("native-sidecar", "nativeSidecar")]
    [InlineData("ignored-ips", "egressIgnoredIPs")]
    [InlineData("sidecar-image", "sidecarImage")]
    [InlineData("preview", "preview")]
    [InlineData("wait-until-proxy-ready", "waitUntilProxyReady")]
    [InlineData("sidecar-cpu-requests", "cpuRequest")]
    [InlineData("sidecar-memory-requests", "memoryRequest")]
    [InlineData("sidecar-cpu-limits", "cpuLimit")]
    [InlineData("sidecar-memory-limits", "memoryLimit")]
    [InlineData("enable-sds", "sds")]
    [InlineData("port", null)]
    public void Setting_has_the_annotation_that_overrides_it(string name, string? annotation) =>
        Assert.Equal(annotation, SettingsCatalogue.ByName[name].Annotation);
}
