using AppMeshInject.Injection.Annotations;

namespace AppMeshInject.Injection.Tests.Annotations;

public sealed class PodAnnotationsTests
{
    public static TheoryData<string, string, Func<PodAnnotations, object?>, object> Values => new()
    {
        { "sidecarInjectorWebhook", "enabled", a => a.Injection, true },
        { "sidecarInjectorWebhook", "DISABLED", a => a.Injection, false },
        { "mesh", "m@1", a => a.Mesh, "m@1" },
        { "virtualNode", "n", a => a.VirtualNode, "n" },
        { "ports", "80, 443", a => Joined(a.Ports), "80;443" },
        { "egressIgnoredPorts", "22,25", a => Joined(a.EgressIgnoredPorts), "22;25" },
        { "egressIgnoredIPs", "10.0.0.0/8,::1", a => Joined(a.EgressIgnoredIps), "10.0.0.0/8;::1" },
        { "preview", "enabled", a => a.Preview, true },
        { "preview", "false", a => a.Preview, false },
        { "cpuRequest", "1m", a => a.CpuRequest.Value?.Text, "1m" },
        { "memoryRequest", "2Mi", a => a.MemoryRequest.Value?.Text, "2Mi" },
        { "cpuLimit", "3m", a => a.CpuLimit.Value?.Text, "3m" },
        { "memoryLimit", "4Mi", a => a.MemoryLimit.Value?.Text, "4Mi" },
        { "appmeshCNI", "enabled", a => a.Cni, true },
        { "ipv6", "disabled", a => a.Ipv6, false },
        { "secretMounts", "s:/s,t:/t", a => Joined(a.SecretMounts.Select(m => m.Source + m.Path)), "s/s;t/t" },
        { "volumeMounts", "v:/v", a => Joined(a.VolumeMounts.Select(m => m.Source + m.Path)), "v/v" },
        { "sidecarEnv", "A=1,B=2", a => Joined(a.SidecarEnv), "[A, 1];[B, 2]" },
        { "sidecarEnvJson", """[{"A":"1,2"}]""", a => Joined(a.SidecarEnvJson), "[A, 1,2]" },
        { "sds", "disabled", a => a.Sds, false },
        { "xrayAgentConfigMount", "v:/etc/", a => a.XRayAgentConfigMount?.Path, "/etc/" },
        { "nativeSidecar", "enabled", a => a.NativeSidecar, true },
        { "waitUntilProxyReady", "enabled", a => a.WaitUntilProxyReady, true },
        { "sidecarImage", "envoy:1", a => a.SidecarImage, "envoy:1" },
    };

    public static TheoryData<string, string, string> Errors => new()
    {
        { "mesh", "", "appmesh.k8s.aws/mesh: \"\" is empty; set a name" },
        { "virtualNode", "a/b", "appmesh.k8s.aws/virtualNode: \"a/b\" is not a valid name; remove /, white space "
            + "and control characters" },
        { "ports", "80,http", "appmesh.k8s.aws/ports: \"80,http\": \"http\" is not a port (1 to 65535)" },
        { "egressIgnoredPorts", "0", "appmesh.k8s.aws/egressIgnoredPorts: \"0\" is not a port (1 to 65535)" },
        { "egressIgnoredIPs", "x", "appmesh.k8s.aws/egressIgnoredIPs: \"x\" is not an IP address or CIDR block" },
        { "preview", "yes", "appmesh.k8s.aws/preview: \"yes\" is not enabled, disabled, true or false" },
        { "cpuRequest", "x", "appmesh.k8s.aws/cpuRequest: \"x\" is not a Kubernetes quantity such as 250m or 64Mi" },
        { "memoryRequest", "x", "appmesh.k8s.aws/memoryRequest: \"x\" is not a Kubernetes quantity such as 250m or "
            + "64Mi" },
        { "cpuLimit", "x", "appmesh.k8s.aws/cpuLimit: \"x\" is not a Kubernetes quantity such as 250m or 64Mi" },
        { "memoryLimit", "x", "appmesh.k8s.aws/memoryLimit: \"x\" is not a Kubernetes quantity such as 250m or 64Mi" },
        { "appmeshCNI", "true", "appmesh.k8s.aws/appmeshCNI: \"true\" is not enabled or disabled" },
        { "ipv6", "", "appmesh.k8s.aws/ipv6: \"\" is not enabled or disabled" },
        { "secretMounts", "s", "appmesh.k8s.aws/secretMounts: \"s\" is not secret:/path" },
        { "volumeMounts", "v:x", "appmesh.k8s.aws/volumeMounts: \"v:x\" is not volume:/path" },
        { "sidecarEnv", "A", "appmesh.k8s.aws/sidecarEnv: \"A\" is not NAME=value" },
        { "sidecarEnvJson", "A", "appmesh.k8s.aws/sidecarEnvJson: \"A\" is not valid JSON; use an array of objects "
            + "with string values such as [{\"NAME\":\"value\"}]" },
        { "sds", "enabled", "appmesh.k8s.aws/sds: \"enabled\" is not disabled, the only accepted value" },
        { "xrayAgentConfigMount", "v", "appmesh.k8s.aws/xrayAgentConfigMount: \"v\" is not a single volume:/path" },
        { "nativeSidecar", "auto", "appmesh.k8s.aws/nativeSidecar: \"auto\" is not enabled or disabled" },
        { "waitUntilProxyReady", "1", "appmesh.k8s.aws/waitUntilProxyReady: \"1\" is not enabled or disabled" },
        { "sidecarImage", "a b", "appmesh.k8s.aws/sidecarImage: \"a b\" is not an image reference such as "
            + "registry.example/envoy:v1" },
    };

    [Theory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public void Annotation_sets_its_property(
        string name, string text, Func<PodAnnotations, object?> property, object expected)
    {
        Assert.NotEqual(expected, property(Read()));
        var annotations = Read(name, text);
        Assert.Equal(expected, property(annotations));
        Assert.Empty(annotations.Errors);
        Assert.Empty(annotations.UnknownKeys);
        Assert.Null(annotations.InvalidInjectionValue);
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public void Invalid_annotation_causes_an_error_that_contains_its_key(string name, string text, string expected) =>
        Assert.Equal([expected], Read(name, text).Errors);

    [Fact]
    public void Annotations_that_users_set_are_validated()
    {
        string[] foreign =
        [
            "injectStatus", "ignoredUID", "proxyEgressPort", "proxyIngressPort", "ignoredGID",
            "virtualGatewaySkipImageOverride",
        ];
        Assert.Equal(
            AnnotationCatalogue.All.Select(annotation => annotation.Name).Order(),
            Errors.Select(row => row.Data.Item1).Append("sidecarInjectorWebhook").Concat(foreign).Order());
        Assert.All(foreign, name => Assert.Empty(Read(name, "any\nthing").Errors));
        Assert.All(foreign, name => Assert.Empty(Read(name, "any\nthing").UnknownKeys));
    }

    [Theory]
    [InlineData("")]
    [InlineData("true")]
    [InlineData("enabled ")]
    public void Invalid_injection_switch_is_not_an_error(string text)
    {
        var annotations = Read("sidecarInjectorWebhook", text);
        Assert.Empty(annotations.Errors);
        Assert.Null(annotations.Injection);
        Assert.Equal(text, annotations.InvalidInjectionValue);
    }

    [Fact]
    public void Keys_are_case_sensitive()
    {
        var annotations = Read("Ports", "80", "prots", "80", "", "80");
        Assert.Equal(["appmesh.k8s.aws/Ports", "appmesh.k8s.aws/prots", "appmesh.k8s.aws/"], annotations.UnknownKeys);
        Assert.Null(annotations.Ports);
    }

    [Fact]
    public void Empty_list_is_not_null()
    {
        Assert.Empty(Read("ports", "").Ports!);
        Assert.Empty(Read("egressIgnoredIPs", "").EgressIgnoredIps!);
        Assert.Null(Read().Ports);
    }

    [Fact]
    public void Empty_quantity_removes_the_value_of_the_setting()
    {
        var setting = new QuantityOverride(true, null);
        Assert.Equal(setting, Read("cpuRequest", "").CpuRequest);
        Assert.False(Read().CpuRequest.IsSet);
    }

    [Fact]
    public void Annotations_with_other_prefixes_are_ignored()
    {
        const string json = """
            {"metadata":{"annotations":
            {"appmesh.k8s.aw/x":"1","other.k8s.aws/ports":"x","kubernetes.io/config.mirror":"x"}}}
            """;
        var annotations = PodAnnotations.Parse(Given.Pod(json));
        Assert.Empty(annotations.UnknownKeys);
        Assert.Empty(annotations.Errors);
    }

    private static PodAnnotations Read(params string[] namesAndValues) =>
        PodAnnotations.Parse(Given.Pod(Given.PodJson(Given.Annotations(namesAndValues))));

    private static string? Joined<T>(IEnumerable<T>? items) => items is null ? null : string.Join(';', items);
}
