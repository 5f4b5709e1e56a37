using System.Net.Security;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Pods;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Certificates;

/// <summary>
/// Reads the certificates that the replicas serve. Connects through the API server, as <c>kubectl port-forward</c>
/// does.
/// </summary>
internal sealed class ServedCertificates(Cluster cluster)
{
    private const int Port = 8443;

    /// <summary>
    /// Returns the serial number of the certificate of each ready replica, by replica name; null for a replica that
    /// stopped before the connection was established.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, string?>> GetSerialNumbersAsync()
    {
        var served = new Dictionary<string, string?>();
        foreach (var replica in (await Replicas.ListAsync(cluster)).Where(PodConditions.IsReady))
        {
            served[replica.Name()] = await FindSerialNumberAsync(replica.Name());
        }

        return served;
    }

    private async Task<string?> FindSerialNumberAsync(string replica)
    {
        try
        {
            using var socket = await cluster.Api.WebSocketNamespacedPodPortForwardAsync(
                replica, Injector.Namespace, [Port], WebSocketProtocol.V4BinaryWebsocketProtocol);
            using var demuxer = new StreamDemuxer(socket, StreamType.PortForward);
            demuxer.Start();
            await using var connection = new SslStream(
                demuxer.GetStream((byte?)0, (byte?)0), leaveInnerStreamOpen: false, (_, _, _, _) => true);
            var options = new SslClientAuthenticationOptions
            {
                TargetHost = $"{Injector.Name}.{Injector.Namespace}.svc",
            };
            await connection.AuthenticateAsClientAsync(options);
            return ((X509Certificate2)connection.RemoteCertificate!).SerialNumber;
        }
        catch (Exception exception) when (exception is HttpOperationException or WebSocketException or IOException)
        {
            return null;
        }
    }
}
