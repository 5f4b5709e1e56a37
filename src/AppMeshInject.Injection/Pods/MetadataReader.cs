using System.Text.Json;
using AppMeshInject.Injection.Values;

namespace AppMeshInject.Injection.Pods;

/// <summary>Reads a pod's metadata.</summary>
internal static class MetadataReader
{
    public static void Read(ref Utf8JsonReader json, PodView pod)
    {
        if (!json.EnterPart(pod, PodParts.Metadata, "metadata"))
        {
            return;
        }

        while (json.NextField())
        {
            if (json.ValueTextEquals("name"u8))
            {
                pod.Name = json.ReadString("metadata.name");
            }
            else if (json.ValueTextEquals("generateName"u8))
            {
                pod.GenerateName = json.ReadString("metadata.generateName");
            }
            else if (json.ValueTextEquals("namespace"u8))
            {
                pod.Namespace = json.ReadString("metadata.namespace");
            }
            else if (json.ValueTextEquals("labels"u8))
            {
                ReadLabels(ref json, pod);
            }
            else if (json.ValueTextEquals("annotations"u8))
            {
                ReadAnnotations(ref json, pod);
            }
            else if (json.ValueTextEquals("ownerReferences"u8))
            {
                ReadOwners(ref json, pod);
            }
            else
            {
                json.SkipValue();
            }
        }
    }

    private static void ReadLabels(ref Utf8JsonReader json, PodView pod)
    {
        if (!json.EnterPart(pod, PodParts.Labels, "metadata.labels"))
        {
            return;
        }

        Dictionary<string, string>? labels = null;
        while (json.NextField())
        {
            var known = json.ValueTextEquals("pod-template-hash"u8) ? KnownKeys.PodTemplateHashLabel
                : json.ValueTextEquals("rollouts-pod-template-hash"u8) ? KnownKeys.RolloutsPodTemplateHashLabel
                : json.ValueTextEquals("eks.amazonaws.com/fargate-profile"u8) ? KnownKeys.FargateProfileLabel
                : null;
            Take(ref json, known, "labels", ref labels);
        }

        pod.Labels = labels ?? pod.Labels;
    }

    private static void ReadAnnotations(ref Utf8JsonReader json, PodView pod)
    {
        if (!json.EnterPart(pod, PodParts.Annotations, "metadata.annotations"))
        {
            return;
        }

        Dictionary<string, string>? annotations = null;
        while (json.NextField())
        {
            var known = json.ValueTextEquals("kubernetes.io/config.mirror"u8) ? KnownKeys.MirrorAnnotation
                : json.ValueTextEquals("kubectl.kubernetes.io/default-container"u8) ? KnownKeys.DefaultContainerAnnotation
                : IsOurs(in json) ? json.GetString()
                : null;
            Take(ref json, known, "annotations", ref annotations);
        }

        pod.Annotations = annotations ?? pod.Annotations;
    }

    // A name with an escape in it is longer than it looks, and rare: it is unescaped to be compared.
    private static bool IsOurs(ref readonly Utf8JsonReader json) => json.ValueIsEscaped
        ? json.GetString()!.StartsWith(PodView.AnnotationPrefix, StringComparison.Ordinal)
        : json.ValueSpan.StartsWith("appmesh.k8s.aws/"u8);

    private static void Take(ref Utf8JsonReader json, string? key, string field, ref Dictionary<string, string>? values)
    {
        if (key is null)
        {
            json.SkipValue();
            return;
        }

        json.Read();
        if (json.TokenType == JsonTokenType.String)
        {
            (values ??= [])[key] = json.GetString()!;
        }
        else if (json.TokenType != JsonTokenType.Null)
        {
            throw new PodFormatException($"metadata.{field}: the value of {Fault.Quote(key)} is not a string; put it in quotes") { Path = ["metadata", field, key] };
        }
    }

    private static void ReadOwners(ref Utf8JsonReader json, PodView pod)
    {
        if (!json.EnterListPart(pod, PodParts.OwnerReferences, "metadata.ownerReferences"))
        {
            return;
        }

        var owners = new List<OwnerReference>(1);
        while (json.NextObject("metadata.ownerReferences"))
        {
            string? kind = null, name = null;
            var isController = false;
            while (json.NextField())
            {
                if (json.ValueTextEquals("kind"u8))
                {
                    kind = json.ReadString("metadata.ownerReferences.kind");
                }
                else if (json.ValueTextEquals("name"u8))
                {
                    name = json.ReadString("metadata.ownerReferences.name");
                }
                else if (json.ValueTextEquals("controller"u8))
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
