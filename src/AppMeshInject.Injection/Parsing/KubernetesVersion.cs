using System.Globalization;

namespace AppMeshInject.Injection.Parsing;

/// <summary>The version of a Kubernetes API server.</summary>
/// <param name="Text">The version as the server reports it, such as v1.32.1-eks-1a2b3c4.</param>
/// <param name="Minor">The minor version: 32 for v1.32.1.</param>
public sealed record KubernetesVersion(string Text, int Minor)
{
    /// <summary>The first minor version whose kubelets enable native sidecars by default.</summary>
    /// <remarks>https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/</remarks>
    public const int FirstMinorWithNativeSidecars = 29;

    /// <summary>
    /// The first minor version of the API server at which all kubelets support native sidecars: a kubelet may be up to
    /// three minor versions older than the API server.
    /// </summary>
    /// <remarks>https://kubernetes.io/releases/version-skew-policy/</remarks>
    public const int FirstMinorWithNativeSidecarsOnAllNodes = 32;

    /// <summary>Parses a version such as <c>1.29</c> or <c>v1.32.1-eks-1a2b3c4</c>.</summary>
    public static readonly ValueParser<KubernetesVersion?> Parser = new("version such as `v1.32.1`", Parse);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static ValidationError? Parse(string text, out KubernetesVersion? value)
    {
        value = null;
        var numbers = (text.StartsWith('v') ? text[1..] : text).Split('.', 3);
        if (numbers.Length < 2
            || numbers[0] != "1"
            || Characters.HasWhiteSpaceOrControl(text)
            || !TryParseMinor(numbers[1], out var minor))
        {
            return new ValidationError(text, "is not a Kubernetes version such as v1.32.1");
        }

        value = new KubernetesVersion(text, minor);
        return null;
    }

    // Some managed clusters append a plus sign to the minor version: "1.21+".
    private static bool TryParseMinor(string text, out int minor)
    {
        var digits = text.EndsWith('+') ? text[..^1] : text;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out minor);
    }
}
