using System.Globalization;
using AppMeshInject.ClusterTests.Namespaces;
using k8s;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Clusters;

/// <summary>The version of the API server, by which tests choose what they send.</summary>
public sealed record ServerVersion(int Minor, string Text)
{
    /// <summary>The version in which <c>CronJob</c> is.</summary>
    public string CronJobVersion => IsAtLeast(21) ? "batch/v1" : "batch/v1beta1";

    /// <summary>The version of a server, once it answers: a node that is ready within may not yet be reached from without.</summary>
    public static Task<ServerVersion> OfAsync(IKubernetes api)
    {
        var problem = "";
        return Waiting.ForAsync(
            "the API server to answer",
            async () =>
            {
                try
                {
                    VersionInfo info = await api.Version.GetCodeAsync();
                    return new ServerVersion(int.Parse(info.Minor.TrimEnd('+'), CultureInfo.InvariantCulture), info.GitVersion);
                }
                catch (HttpRequestException exception)
                {
                    problem = exception.ToString();
                    return null;
                }
            },
            () => Task.FromResult(problem));
    }

    /// <summary>Whether it is Kubernetes 1.<paramref name="minor"/> or later.</summary>
    public bool IsAtLeast(int minor) => Minor >= minor;

    public override string ToString() => Text;
}
