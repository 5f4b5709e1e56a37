namespace AppMeshInject.KubernetesApi;

/// <summary>The names of the injector's Kubernetes objects.</summary>
internal static class InstalledNames
{
    /// <summary>The name of the Deployment, the Service and the webhook configuration.</summary>
    public const string Injector = "aws-app-mesh-inject";

    /// <summary>The name of the webhook in the webhook configuration.</summary>
    public const string Webhook = "aws-app-mesh-inject.aws.amazon.com";

    /// <summary>The name of the injector's container.</summary>
    public const string Container = "appmesh-inject";

    /// <summary>The label selector of the injector's pods.</summary>
    public const string Selector = "app.kubernetes.io/name=aws-app-mesh-inject";

    /// <summary>The API path of the webhook configuration.</summary>
    public const string ConfigurationPath =
        "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/" + Injector;

    /// <summary>Returns the API path of a resource of the core group in a namespace.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="resource">The resource, such as pods, with name and query where needed.</param>
    public static string GetCorePath(string @namespace, string resource) =>
        $"/api/v1/namespaces/{Uri.EscapeDataString(@namespace)}/{resource}";
}
