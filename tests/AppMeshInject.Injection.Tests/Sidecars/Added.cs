
using AppMeshInject.Injection.Plans;

namespace AppMeshInject.Injection.Tests.Sidecars;

/// <summary>What is added to a pod, in a form that is easily compared.</summary>
internal static class Added
{
    public static Container Container(string name, string podJson, params string[] flags) =>
        Given.Plan(podJson, flags).Containers.Single(addition => addition.Container.Name == name).Container;

    public static List<string> Environment(Container container) =>
        [.. container.Environment.Select(variable => variable.FieldPath is null ? $"{variable.Name}={variable.Value}" : $"{variable.Name}<{variable.FieldPath}")];

    public static (string?, string?, string?, string?) Texts(Resources resources) =>
        (resources.CpuRequest?.Text, resources.MemoryRequest?.Text, resources.CpuLimit?.Text, resources.MemoryLimit?.Text);
}
