using System.Text;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Fuzz;

/// <summary>Something that reads what others write.</summary>
/// <param name="Name">What it goes by; its first inputs are in the folder of that name.</param>
/// <param name="Run">Gives it an input, and tells whether it was taken, or refused; what it throws is a finding.</param>
/// <param name="Longest">How long an input may be, in bytes. Short ones are run more often, and hold as many surprises.</param>
/// <param name="Words">Words that mean something to it.</param>
internal sealed record FuzzTarget(string Name, Func<byte[], bool> Run, int Longest, IReadOnlyList<byte[]> Words)
{
    private static readonly string[] Syntax =
    [
        "{", "}", "[", "]", ":", ",", "\"", "\\", "\\u0000", "\\ud800", "null", "true", "false", "0", "-1", "1e99", "99999999999999999999", "/", "~1", "=",
        "\n", "\u00e9", "\ud83d\ude00",
    ];

    private static readonly string[] PodFields =
    [
        "\"metadata\":{", "\"spec\":{", "\"annotations\":{", "\"labels\":{", "\"containers\":[", "\"initContainers\":[", "\"volumes\":[", "\"ports\":[", "\"containerPort\":",
        "\"securityContext\":{", "\"runAsUser\":1337", "\"hostNetwork\":true", "\"ownerReferences\":[", "\"kind\":\"ReplicaSet\"", "\"kind\":\"Job\"", "\"controller\":true",
        "\"object\":", "\"operation\":\"CREATE\"", "\"dryRun\":true", "\"name\":\"envoy\"", "\"restartPolicy\":\"Always\"", "\"readinessProbe\":{\"httpGet\":{\"port\":",
    ];

    private static readonly string[] Yaml =
    [
        "---\n", "...\n", "- ", "? ", "&a ", "*a", "<<: *a\n", "!!int ", "!!binary ", "|\n  ", ">-\n  ", "%YAML 1.2\n", "#", "'", "\t", "kind: Pod\n", "spec:\n  ", "template:\n",
        "items:\n", ".inf", "0x1F", "2001-01-01", "~",
    ];

    /// <summary>Every target.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("review", ReviewTargets.Review, 4096, [.. Bytes(Syntax), .. Bytes(PodFields), .. Bytes(AnnotationCatalogue.ByKey.Keys)]),
        new("annotations", ReviewTargets.Annotations, 768, [.. Bytes(Syntax), .. Bytes(AnnotationCatalogue.Names), .. Bytes(["enabled", "disabled", "10m", "1Gi", "1e3", "::/0", "a:/b", "A=b", "65535"])]),
        new("settings", SettingsTarget.Run, 512, [.. Bytes(Syntax), .. Bytes(SettingsCatalogue.All.SelectMany(setting => setting.Names).Select(name => $"--{name}="))]),
        new("yaml", ManifestTarget.Run, 2048, [.. Bytes(Syntax), .. Bytes(Yaml)]),
    ];

    private static IEnumerable<byte[]> Bytes(IEnumerable<string> words) => words.Select(Encoding.UTF8.GetBytes);
}
