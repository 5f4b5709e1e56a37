namespace AppMeshInject.Injection.Pods;

/// <summary>The labels and annotations of Kubernetes, Argo Rollouts and EKS that the injector reads.</summary>
public static class KnownKeys
{
    /// <summary>Annotation of a mirror pod, which represents a static pod.</summary>
    /// <remarks>https://kubernetes.io/docs/reference/labels-annotations-taints/</remarks>
    public const string MirrorAnnotation = "kubernetes.io/config.mirror";

    /// <summary>
    /// Annotation with the name of the container that <c>kubectl logs</c> and <c>kubectl exec</c> use by default.
    /// </summary>
    public const string DefaultContainerAnnotation = "kubectl.kubernetes.io/default-container";

    /// <summary>Label with the hash at the end of the name of a Deployment's ReplicaSet.</summary>
    public const string PodTemplateHashLabel = "pod-template-hash";

    /// <summary>Label with the hash at the end of the name of a Rollout's ReplicaSet.</summary>
    /// <remarks>https://argo-rollouts.readthedocs.io/</remarks>
    public const string RolloutsPodTemplateHashLabel = "rollouts-pod-template-hash";

    /// <summary>Label of a pod on AWS Fargate, which does not allow the capability NET_ADMIN.</summary>
    public const string FargateProfileLabel = "eks.amazonaws.com/fargate-profile";
}
