namespace AppMeshInject.KubernetesApi;

/// <summary>What the parts of an installation are called.</summary>
internal static class InstalledNames
{
    /// <summary>The Deployment, the Service and the webhook configuration.</summary>
    public const string Injector = "aws-app-mesh-inject";

    /// <summary>The webhook in the configuration.</summary>
    public const string Webhook = "aws-app-mesh-inject.aws.amazon.com";

    /// <summary>The container of the injector.</summary>
    public const string Container = "appmesh-inject";

    /// <summary>The selector of its pods.</summary>
    public const string Selector = "app.kubernetes.io/name=aws-app-mesh-inject";

    /// <summary>The webhook configuration's path.</summary>
    public const string ConfigurationPath = "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/" + Injector;

    /// <summary>The path of a namespace's objects of the core group.</summary>
    public static string CorePath(string @namespace, string resource) => $"/api/v1/namespaces/{Uri.EscapeDataString(@namespace)}/{resource}";
}
