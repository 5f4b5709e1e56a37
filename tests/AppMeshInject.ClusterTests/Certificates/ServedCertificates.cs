using System.Net.Security;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Namespaces;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Certificates;

/// <summary>The certificates that the replicas show to who connects, which is done by way of the API server, as <c>kubectl port-forward</c> does.</summary>
internal sealed class ServedCertificates(Cluster cluster)
{
    private const int Port = 8443;

    /// <summary>The serial number of what each replica serves that is ready; null for one that went away meanwhile.</summary>
    public async Task<IReadOnlyDictionary<string, string?>> SerialNumbersAsync()
    {
        var served = new Dictionary<string, string?>();
        foreach (var replica in (await Replicas.ListAsync(cluster)).Where(Namespaces.Pods.IsReady).Select(replica => replica.Name()))
        {
            served[replica] = await SerialNumberAsync(replica);
        }

        return served;
    }

    private async Task<string?> SerialNumberAsync(string replica)
    {
        try
        {
            using var socket = await cluster.Api.WebSocketNamespacedPodPortForwardAsync(replica, Injector.Namespace, [Port], WebSocketProtocol.V4BinaryWebsocketProtocol);
            using var demuxer = new StreamDemuxer(socket, StreamType.PortForward);
            demuxer.Start();
            await using var connection = new SslStream(demuxer.GetStream((byte?)0, (byte?)0), leaveInnerStreamOpen: false, (_, _, _, _) => true);
            await connection.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = $"{Injector.Name}.{Injector.Namespace}.svc" });
            return ((X509Certificate2)connection.RemoteCertificate!).SerialNumber;
        }
        catch (Exception exception) when (exception is HttpOperationException or WebSocketException or IOException)
        {
            return null;
        }
    }
}
