using AppMeshInject.Injection.Decisions;

namespace AppMeshInject.Injection.Tests.Decisions;

/// <summary>Gets the warnings of pods.</summary>
internal static class FoundWarnings
{
    public static List<(WarningKind Kind, string Text)> Find(string podJson, params string[] flags) =>
        [.. Given.Decide(podJson, flags).Warnings.Select(warning => (warning.Kind, warning.Text))];
}
