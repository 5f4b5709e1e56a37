using System.Text;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Fuzz;

/// <summary>Dictionaries of tokens that are meaningful to the targets.</summary>
internal static class FuzzTokens
{
    private static readonly string[] Syntax =
    [
        "{", "}", "[", "]", ":", ",", "\"", "\\", "\\u0000", "\\ud800", "null", "true", "false", "0", "-1", "1e99",
        "99999999999999999999", "/", "~1", "=", "\n", "\u00e9", "\ud83d\ude00",
    ];

    private static readonly string[] PodFields =
    [
        "\"metadata\":{", "\"spec\":{", "\"annotations\":{", "\"labels\":{", "\"containers\":[", "\"initContainers\":[",
        "\"volumes\":[", "\"ports\":[", "\"containerPort\":", "\"securityContext\":{", "\"runAsUser\":1337",
        "\"hostNetwork\":true", "\"ownerReferences\":[", "\"kind\":\"ReplicaSet\"", "\"kind\":\"Job\"",
        "\"controller\":true", "\"object\":", "\"operation\":\"CREATE\"", "\"dryRun\":true", "\"name\":\"envoy\"",
        "\"restartPolicy\":\"Always\"", "\"readinessProbe\":{\"httpGet\":{\"port\":",
    ];

    private static readonly string[] AnnotationValues =
        ["enabled", "disabled", "10m", "1Gi", "1e3", "::/0", "a:/b", "A=b", "65535"];

    private static readonly string[] YamlSyntax =
    [
        "---\n", "...\n", "- ", "? ", "&a ", "*a", "<<: *a\n", "!!int ", "!!binary ", "|\n  ", ">-\n  ", "%YAML 1.2\n",
        "#", "'", "\t", "kind: Pod\n", "spec:\n  ", "template:\n", "items:\n", ".inf", "0x1F", "2001-01-01", "~",
    ];

    /// <summary>Gets JSON syntax, fields of a pod, and annotation keys.</summary>
    public static IReadOnlyList<byte[]> Review { get; } =
        Encode([.. Syntax, .. PodFields, .. AnnotationCatalogue.ByKey.Keys]);

    /// <summary>Gets annotation names without their prefix, and annotation values.</summary>
    public static IReadOnlyList<byte[]> Annotations { get; } =
        Encode([.. Syntax, .. AnnotationCatalogue.Names, .. AnnotationValues]);

    /// <summary>Gets the flags of all settings.</summary>
    public static IReadOnlyList<byte[]> Settings { get; } =
        Encode([.. Syntax, .. SettingsCatalogue.All.SelectMany(setting => setting.Names).Select(name => $"--{name}=")]);

    /// <summary>Gets JSON and YAML syntax.</summary>
    public static IReadOnlyList<byte[]> Yaml { get; } = Encode([.. Syntax, .. YamlSyntax]);

    private static IReadOnlyList<byte[]> Encode(IEnumerable<string> tokens) =>
        [.. tokens.Select(Encoding.UTF8.GetBytes)];
}
