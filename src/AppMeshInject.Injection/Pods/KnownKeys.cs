namespace AppMeshInject.Injection.Pods;

/// <summary>The labels and annotations of others that are read.</summary>
public static class KnownKeys
{
    /// <summary>Annotation of a static pod's mirror: https://kubernetes.io/docs/reference/labels-annotations-taints/</summary>
    public const string MirrorAnnotation = "kubernetes.io/config.mirror";

    /// <summary>Annotation that names the container that kubectl logs and exec mean.</summary>
    public const string DefaultContainerAnnotation = "kubectl.kubernetes.io/default-container";

    /// <summary>Label with the hash that ends the name of a Deployment's ReplicaSet.</summary>
    public const string PodTemplateHashLabel = "pod-template-hash";

    /// <summary>The same of a Rollout: https://argo-rollouts.readthedocs.io/</summary>
    public const string RolloutsPodTemplateHashLabel = "rollouts-pod-template-hash";

    /// <summary>Label of a pod that runs on AWS Fargate, where no container may have NET_ADMIN.</summary>
    public const string FargateProfileLabel = "eks.amazonaws.com/fargate-profile";
}
