using AppMeshInject.Injection.Plans;

namespace AppMeshInject.Injection.Tests.Sidecars;

/// <summary>Returns the added containers of a pod, and formats them for assertions.</summary>
internal static class AddedContainers
{
    public static Container Get(string name, string podJson, params string[] flags) =>
        Given.Plan(podJson, flags).Containers.Single(addition => addition.Container.Name == name).Container;

    public static List<string> FormatEnvironment(Container container) =>
        [.. container.Environment.Select(
            variable =>
                variable.FieldPath is null
                    ? $"{variable.Name}={variable.Value}"
                    : $"{variable.Name}<{variable.FieldPath}")];

    public static (string?, string?, string?, string?) FormatResources(Resources resources) =>
        (resources.CpuRequest?.Text, resources.MemoryRequest?.Text, resources.CpuLimit?.Text,
            resources.MemoryLimit?.Text);
}
