using System.Text;
using System.Text.Json;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Plans;
using AppMeshInject.Injection.Pods;
using AppMeshInject.Injection.Settings;
using AppMeshInject.Testing.Reviews;

namespace AppMeshInject.Injection.Tests;

/// <summary>Creates the input of tests: settings from flags and pods from JSON.</summary>
internal static class Given
{
    public const string Namespace = "shop";

    public const string NginxContainers = """[{"name":"nginx","image":"nginx","ports":[{"containerPort":80}]}]""";

    public static LoadedSettings Loaded(params string[] flags) =>
        SettingsLoader.Load(SettingArguments.Parse(flags), new Dictionary<string, string>());

    public static InjectorSettings Settings(params string[] flags)
    {
        var loaded = Loaded(flags);
        Assert.Empty(loaded.Errors);
        return loaded.Settings;
    }

    public static PodView Pod(string json) => PodReader.Read(Encoding.UTF8.GetBytes(json));

    public static string PodJson(
        string annotations = "{}", string spec = "", string metadata = "", string containers = NginxContainers) =>
        $$$"""{"metadata":{"name":"web","annotations":{{{annotations}}}{{{Continued(metadata)}}}},"spec":"""
        + $$$"""{"containers":{{{containers}}}{{{Continued(spec)}}}}}""";

    /// <summary>Creates a JSON object of App Mesh annotations from alternating names and values.</summary>
    public static string Annotations(params string[] namesAndValues) =>
        JsonSerializer.Serialize(
            namesAndValues.Chunk(2).ToDictionary(pair => PodView.AnnotationPrefix + pair[0], pair => pair[1]));

    public static EffectivePodSettings EffectiveSettings(string podJson, params string[] flags)
    {
        var settings = Settings(flags);
        var pod = Pod(podJson);
        return new EffectivePodSettings(
            pod, Namespace, Workload.FromPod(pod), settings, ClusterInfo.FromSettings(settings));
    }

    public static Decision Decide(string podJson, params string[] flags) =>
        DecideIn(Namespace, podJson, ["--mesh-name=mesh", .. flags]);

    public static Decision DecideIn(string @namespace, string podJson, params string[] flags)
    {
        var settings = Settings(flags);
        return new Injector(settings, ClusterInfo.FromSettings(settings)).Decide(Pod(podJson), @namespace);
    }

    public static InjectionPlan Plan(string podJson, params string[] flags) => Injector.Plan(Decide(podJson, flags))!;

    private static string Continued(string fields) => fields.Length == 0 ? "" : "," + fields;
}
