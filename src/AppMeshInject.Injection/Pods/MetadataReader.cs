using AppMeshInject.Injection.Json;
using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Pods;

/// <summary>Reads <c>metadata</c>.</summary>
internal static class MetadataReader
{
    /// <summary>Reads <c>metadata</c> into a pod.</summary>
    /// <param name="json">The reader, at the value of <c>metadata</c>.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="expectedNamespace">
    /// The namespace of the request, which most pods have; reused to avoid a copy.
    /// </param>
    /// <exception cref="PodFormatException">
    /// A field has the wrong type, or an object or array appears twice.
    /// </exception>
    public static void Read(ref JsonCursor json, PodView pod, string expectedNamespace)
    {
        if (!json.EnterObjectField(pod, PodFields.Metadata, "metadata"))
        {
            return;
        }

        while (json.MoveToNextField())
        {
            if (json.Name.Is("name"u8))
            {
                pod.Name = json.ReadString("metadata.name");
            }
            else if (json.Name.Is("generateName"u8))
            {
                pod.GenerateName = json.ReadString("metadata.generateName");
            }
            else if (json.Name.Is("namespace"u8))
            {
                pod.Namespace = json.ReadString("metadata.namespace", expectedNamespace);
            }
            else if (json.Name.Is("labels"u8))
            {
                ReadLabels(ref json, pod);
            }
            else if (json.Name.Is("annotations"u8))
            {
                ReadAnnotations(ref json, pod);
            }
            else if (json.Name.Is("ownerReferences"u8))
            {
                ReadOwners(ref json, pod);
            }
            else
            {
                json.SkipValue();
            }
        }
    }

    private static void ReadLabels(ref JsonCursor json, PodView pod)
    {
        if (!json.EnterObjectField(pod, PodFields.Labels, "metadata.labels"))
        {
            return;
        }

        Dictionary<string, string>? labels = null;
        while (json.MoveToNextField())
        {
            var known = json.Name.Is("pod-template-hash"u8) ? KnownKeys.PodTemplateHashLabel
                : json.Name.Is("rollouts-pod-template-hash"u8) ? KnownKeys.RolloutsPodTemplateHashLabel
                : json.Name.Is("eks.amazonaws.com/fargate-profile"u8) ? KnownKeys.FargateProfileLabel
                : null;
            ReadStringValue(ref json, known, "labels", ref labels);
        }

        pod.Labels = labels ?? pod.Labels;
    }

    private static void ReadAnnotations(ref JsonCursor json, PodView pod)
    {
        if (!json.EnterObjectField(pod, PodFields.Annotations, "metadata.annotations"))
        {
            return;
        }

        Dictionary<string, string>? annotations = null;
        while (json.MoveToNextField())
        {
            var known = json.Name.Is("kubernetes.io/config.mirror"u8) ? KnownKeys.MirrorAnnotation
                : json.Name.Is("kubectl.kubernetes.io/default-container"u8) ? KnownKeys.DefaultContainerAnnotation
                : json.Name.StartsWith("appmesh.k8s.aws/"u8) ? json.Name.GetString()
                : null;
            ReadStringValue(ref json, known, "annotations", ref annotations);
        }

        pod.Annotations = annotations ?? pod.Annotations;
    }

    // Skips the value if the key is null.
    private static void ReadStringValue(
        ref JsonCursor json, string? key, string field, ref Dictionary<string, string>? values)
    {
        if (key is not null && json.IsString)
        {
            (values ??= [])[key] = json.ReadString(key)!;
            return;
        }

        var isNull = json.IsNull;
        json.SkipValue();
        if (key is not null && !isNull)
        {
            var problem =
                $"metadata.{field}: the value of {ValidationError.Quote(key)} is not a string; put it in quotes";
            throw new PodFormatException(problem) { Path = ["metadata", field, key] };
        }
    }

    private static void ReadOwners(ref JsonCursor json, PodView pod)
    {
        if (!json.EnterArrayField(pod, PodFields.OwnerReferences, "metadata.ownerReferences"))
        {
            return;
        }

        var owners = new List<OwnerReference>(1);
        while (json.EnterNextObject("metadata.ownerReferences"))
        {
            string? kind = null, name = null;
            var isController = false;
            while (json.MoveToNextField())
            {
                if (json.Name.Is("kind"u8))
                {
                    kind = json.ReadString("metadata.ownerReferences.kind");
                }
                else if (json.Name.Is("name"u8))
                {
                    name = json.ReadString("metadata.ownerReferences.name");
                }
                else if (json.Name.Is("controller"u8))
                {
                    isController = json.ReadBoolean("metadata.ownerReferences.controller");
                }
                else
                {
                    json.SkipValue();
                }
            }

            owners.Add(new OwnerReference(kind ?? "", name ?? "", isController));
        }

        pod.Owners = owners;
    }
}
