using AppMeshInject.Injection.Decisions;

namespace AppMeshInject.Injection.Tests.Decisions;

/// <summary>The warnings of a pod.</summary>
internal static class Warned
{
    public static List<(WarningKind Kind, string Text)> Of(string podJson, params string[] flags) =>
        [.. Given.Decide(podJson, flags).Warnings.Select(warning => (warning.Kind, warning.Text))];
}
