using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Certificates;

/// <summary>The options of <see cref="CertificateController"/>.</summary>
/// <param name="Cluster">The connection to the API server.</param>
/// <param name="Namespace">The namespace of the injector.</param>
/// <param name="Policy">The requirements for the certificates.</param>
internal sealed record CertificateControllerOptions(
    InClusterConfiguration Cluster, string Namespace, CertificatePolicy Policy);
