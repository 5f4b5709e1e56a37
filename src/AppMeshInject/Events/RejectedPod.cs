using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Events;

/// <summary>A pod that was refused, and which event is to tell of it.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="OwnerKind">The kind of the pod's owner: ReplicaSet or Job.</param>
/// <param name="OwnerName">The name of the owner.</param>
/// <param name="Workload">What the pod says that it belongs to: the Deployment or CronJob, as far as names tell.</param>
/// <param name="Reason">Why.</param>
/// <param name="Because">What decided, as the log has it: names of annotations, and no value, which anybody may have written.</param>
internal sealed record RejectedPod(string Namespace, string OwnerKind, string OwnerName, Workload Workload, string Reason, string Because);
