using System.Text;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Fuzz;

/// <summary>Something that reads what others write.</summary>
/// <param name="Name">What it goes by; its first inputs are in the folder of that name.</param>
/// <param name="Run">Gives it an input; what it throws is a finding.</param>
/// <param name="Words">Words that mean something to it.</param>
internal sealed record FuzzTarget(string Name, Action<byte[]> Run, IReadOnlyList<byte[]> Words)
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
        new("review", ReviewTargets.Review, [.. Bytes(Syntax), .. Bytes(PodFields), .. Bytes(AnnotationCatalogue.ByKey.Keys)]),
        new("annotations", ReviewTargets.Annotations, [.. Bytes(Syntax), .. Bytes(AnnotationCatalogue.Names), .. Bytes(["enabled", "disabled", "10m", "1Gi", "1e3", "::/0", "a:/b", "A=b", "65535"])]),
        new("settings", SettingsTarget.Run, [.. Bytes(Syntax), .. Bytes(SettingsCatalogue.All.SelectMany(setting => setting.Names).Select(name => $"--{name}="))]),
        new("yaml", ManifestTarget.Run, [.. Bytes(Syntax), .. Bytes(Yaml)]),
    ];

    private static IEnumerable<byte[]> Bytes(IEnumerable<string> words) => words.Select(Encoding.UTF8.GetBytes);
}

/// <summary>An answer that should not be.</summary>
/// <param name="message">What is wrong with it.</param>
internal sealed class WrongAnswerException(string message) : Exception(message);
