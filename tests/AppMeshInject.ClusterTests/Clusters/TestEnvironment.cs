namespace AppMeshInject.ClusterTests.Clusters;

/// <summary>The configuration of the cluster, which tests/run passes in environment variables.</summary>
/// <param name="Kubeconfig">The kubeconfig of an existing cluster; null if the tests start a node.</param>
/// <param name="Image">The injector image as that cluster pulls it; null for the image that the manifests name.</param>
/// <param name="NodeImage">The image of the node that the tests start.</param>
/// <param name="Archives">The paths of the image archives to import into the node.</param>
internal sealed record TestEnvironment(
    string? Kubeconfig, string? Image, string NodeImage, IReadOnlyList<string> Archives)
{
    private const string KubeconfigVariable = "APPMESH_TEST_KUBECONFIG";
    private const string ArchivesVariable = "APPMESH_TEST_ARCHIVES";
    private const string DefaultNodeImage = "rancher/k3s:v1.36.5-k3s1";

    public static TestEnvironment Current { get; } = new(
        Get(KubeconfigVariable),
        Get("APPMESH_TEST_IMAGE"),
        Get("K3S_IMAGE") ?? DefaultNodeImage,
        Get(ArchivesVariable)?.Split(':', StringSplitOptions.RemoveEmptyEntries) ?? []);

    /// <summary>Gets the reason to skip the tests that need a cluster; null where a cluster is configured.</summary>
    public string? SkipReason => Kubeconfig is null && Archives.Count == 0
        ? $"cluster: neither {KubeconfigVariable} nor {ArchivesVariable} is set; run tests/run --cluster"
        : null;

    /// <summary>Checks that every image archive exists.</summary>
    /// <exception cref="FileNotFoundException">An archive does not exist.</exception>
    public void ValidateArchives()
    {
        if (Archives.FirstOrDefault(archive => !File.Exists(archive)) is { } missing)
        {
            throw new FileNotFoundException($"{ArchivesVariable}: {missing} does not exist; run tests/run --cluster");
        }
    }

    private static string? Get(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
