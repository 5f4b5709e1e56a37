namespace AppMeshInject.KubernetesApi;

/// <summary>A Deployment.</summary>
/// <param name="Spec">The specification.</param>
internal sealed record Deployment(DeploymentSpec? Spec);

/// <summary>The specification of a Deployment.</summary>
/// <param name="Replicas">The number of pods.</param>
/// <param name="Template">The template of the pods.</param>
internal sealed record DeploymentSpec(int? Replicas, PodTemplate? Template);

/// <summary>The template of a Deployment's pods.</summary>
/// <param name="Spec">The specification of the pods.</param>
internal sealed record PodTemplate(PodSpec? Spec);
