namespace AppMeshInject.ClusterTests.Clusters;

/// <summary>Where the cluster comes from, as tests/run says it in the environment.</summary>
internal sealed record TestEnvironment(string? Kubeconfig, string? Image, string NodeImage, IReadOnlyList<string> Archives)
{
    private const string KubeconfigVariable = "APPMESH_TEST_KUBECONFIG";
    private const string ArchivesVariable = "APPMESH_TEST_ARCHIVES";
    private const string DefaultNodeImage = "rancher/k3s:v1.36.5-k3s1";

    public static TestEnvironment Current { get; } = new(
        Value(KubeconfigVariable),
        Value("APPMESH_TEST_IMAGE"),
        Value("K3S_IMAGE") ?? DefaultNodeImage,
        Value(ArchivesVariable)?.Split(':', StringSplitOptions.RemoveEmptyEntries) ?? []);

    /// <summary>Throws where the environment tells of no cluster.</summary>
    public void Check()
    {
        if (Kubeconfig is null && Archives.Count == 0)
        {
            throw new InvalidOperationException(
                $"neither {ArchivesVariable} nor {KubeconfigVariable} is set: use tests/run --cluster, which makes the images and sets them");
        }

        if (Archives.FirstOrDefault(archive => !File.Exists(archive)) is { } missing)
        {
            throw new FileNotFoundException($"{ArchivesVariable} names {missing}, which is not there: use tests/run --cluster");
        }
    }

    private static string? Value(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
