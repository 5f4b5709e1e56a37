using AppMeshInject.Injection.Plans;

namespace AppMeshInject.Injection.Tests.Sidecars;

/// <summary>Returns the added containers of a pod, and formats them for assertions.</summary>
internal static class AddedContainers
{
    /// <summary>Returns the container with this name from the plan of a pod.</summary>
    public static Container Get(string name, string podJson, params string[] flags) =>
        Given.Plan(podJson, flags).Containers.Single(addition => addition.Container.Name == name).Container;

    /// <summary>Formats variables as <c>NAME=VALUE</c> or <c>NAME&lt;FIELDPATH</c>.</summary>
    public static List<string> FormatEnvironment(Container container) =>
        [.. container.Environment.Select(variable => variable.FieldPath is null
            ? $"{variable.Name}={variable.Value}"
            : $"{variable.Name}<{variable.FieldPath}")];

    /// <summary>Formats CPU request, memory request, CPU limit and memory limit.</summary>
    public static (string?, string?, string?, string?) FormatResources(Resources resources) =>
        (resources.CpuRequest?.Text,
            resources.MemoryRequest?.Text,
            resources.CpuLimit?.Text,
            resources.MemoryLimit?.Text);
}
