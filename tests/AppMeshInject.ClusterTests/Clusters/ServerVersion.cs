using System.Globalization;
using AppMeshInject.ClusterTests.Namespaces;
using k8s;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Clusters;

/// <summary>The version of the API server, with the features that the tests depend on.</summary>
/// <param name="Minor">The minor version, such as 36 for Kubernetes 1.36.</param>
/// <param name="Text">The full version, such as <c>v1.36.5+k3s1</c>.</param>
public sealed record ServerVersion(int Minor, string Text)
{
    /// <summary>
    /// Gets whether the server serves <c>policy/v1</c>. Older servers serve <c>policy/v1beta1</c> only.
    /// </summary>
    public bool HasPolicyV1 => Minor >= 21;

    /// <summary>Gets the API version of CronJob. <c>batch/v1beta1</c> is not served from 1.25 on.</summary>
    public string CronJobVersion => Minor >= 21 ? "batch/v1" : "batch/v1beta1";

    /// <summary>Gets whether the Pod Security admission plugin is generally available and always enabled.</summary>
    public bool HasPodSecurityAdmission => Minor >= 25;

    /// <summary>Gets whether webhook configurations support <c>matchConditions</c>.</summary>
    public bool HasMatchConditions => Minor >= 28;

    /// <summary>Gets whether init containers support <c>restartPolicy: Always</c>.</summary>
    public bool HasNativeSidecars => Minor >= 29;

    /// <summary>
    /// Reads the version of a server. Retries while the server cannot be reached: a node can report itself ready before
    /// its port is reachable from the host.
    /// </summary>
    public static Task<ServerVersion> ReadAsync(IKubernetes api)
    {
        var problem = "";
        return Polling.WaitForAsync(
            "a response of the API server",
            async () =>
            {
                try
                {
                    return Parse(await api.Version.GetCodeAsync());
                }
                catch (HttpRequestException exception)
                {
                    problem = exception.ToString();
                    return null;
                }
            },
            () => Task.FromResult(problem));
    }

    public override string ToString() => Text;

    // Managed services append a plus sign to the minor version, for example "30+" on Amazon EKS.
    private static ServerVersion Parse(VersionInfo info) =>
        new(int.Parse(info.Minor.TrimEnd('+'), CultureInfo.InvariantCulture), info.GitVersion);
}
