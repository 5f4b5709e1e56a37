using System.Globalization;

namespace AppMeshInject.Injection.Parsing;

/// <summary>The version of a Kubernetes server.</summary>
/// <param name="Text">As the server gives it, such as v1.32.1-eks-1a2b3c4.</param>
/// <param name="Minor">The minor version: 32 of v1.32.1.</param>
public sealed record KubernetesVersion(string Text, int Minor)
{
    /// <summary>The first version whose kubelets know native sidecars without a feature gate set.</summary>
    /// <remarks>https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/</remarks>
    public const int FirstMinorWithNativeSidecars = 29;

    /// <summary>
    /// The first server version all of whose kubelets know native sidecars: a kubelet may be three minor versions older.
    /// </summary>
    /// <remarks>https://kubernetes.io/releases/version-skew-policy/</remarks>
    public const int FirstMinorWithNativeSidecarsOnAllNodes = 32;

    /// <summary>The form in which a version is written: <c>1.29</c>, <c>v1.32.1-eks-1a2b3c4</c>.</summary>
    public static readonly ValueParser<KubernetesVersion?> Parser = new("version such as `v1.32.1`", Parse);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static ValidationError? Parse(string text, out KubernetesVersion? value)
    {
        value = null;
        var parts = (text.StartsWith('v') ? text[1..] : text).Split('.', 3);
        if (parts.Length < 2 || parts[0] != "1" || Characters.HasWhiteSpaceOrControl(text) || !TryParseMinor(parts[1], out var minor))
        {
            return new ValidationError(text, "is not a Kubernetes version such as v1.32.1");
        }

        value = new KubernetesVersion(text, minor);
        return null;
    }

    // Managed clusters of old gave their minor version a plus: "1.21+".
    private static bool TryParseMinor(string text, out int minor) =>
        int.TryParse(text.EndsWith('+') ? text[..^1] : text, NumberStyles.None, CultureInfo.InvariantCulture, out minor);
}
