namespace AppMeshInject.Listeners;

/// <summary>A port of the injector.</summary>
internal enum Listener
{
    /// <summary>The port of the webhook. The API server calls it with TLS.</summary>
    Webhook,

    /// <summary>The port of metrics and health. It serves plain HTTP inside the cluster.</summary>
    Admin,
}
