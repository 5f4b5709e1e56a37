using System.Text.Json;
using AppMeshInject.Injection.Json;
using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Injection.Reviews;

/// <summary>Reads an AdmissionReview and its pod.</summary>
internal static class ReviewReader
{
    /// <summary>Reads the complete body, including ignored fields, so that malformed JSON is always detected.</summary>
    /// <param name="body">The request body.</param>
    /// <param name="pod">The pod; null if the request does not create a pod.</param>
    /// <exception cref="PodFormatException">The body is not an AdmissionReview of version v1 or v1beta1.</exception>
    /// <exception cref="JsonException">The body is not valid JSON, or its depth exceeds 64.</exception>
    /// <exception cref="InvalidOperationException">A string is not valid Unicode.</exception>
    public static ReviewRequest Read(ReadOnlySpan<byte> body, out PodView? pod)
    {
        var json = new JsonCursor(body);
        var review = new ReviewRequest();
        var isReview = false;
        pod = null;
        if (!json.EnterObject("the body"))
        {
            throw new PodFormatException("the body is null");
        }

        while (json.MoveToNextField())
        {
            if (json.Name.Is("apiVersion"u8))
            {
                review.ApiVersion = json.ReadString("apiVersion", commonValue: "admission.k8s.io/v1") ?? "";
            }
            else if (json.Name.Is("kind"u8))
            {
                isReview = json.ReadString("kind", commonValue: "AdmissionReview") == "AdmissionReview";
            }
            else if (json.Name.Is("request"u8))
            {
                pod = ReadRequest(ref json, review, body);
            }
            else
            {
                json.SkipValue();
            }
        }

        json.ExpectEnd();
        Validate(review, isReview, pod);
        return review;
    }

    private static void Validate(ReviewRequest review, bool isReview, PodView? pod)
    {
        if (!isReview || review.ApiVersion is not ("admission.k8s.io/v1" or "admission.k8s.io/v1beta1"))
        {
            throw new PodFormatException(
                "expected kind AdmissionReview and apiVersion admission.k8s.io/v1 or admission.k8s.io/v1beta1");
        }

        if (review.Uid.Length == 0)
        {
            throw new PodFormatException("request.uid is missing");
        }

        if (review.IsPodCreation && pod is null)
        {
            throw new PodFormatException("request.object is missing");
        }
    }

    // The API server writes the operation, kind and subresource before the object, so that the pod is read in a single
    // pass. If the object comes first, it is skipped and read at the end, when the other fields are known.
    private static PodView? ReadRequest(ref JsonCursor json, ReviewRequest review, ReadOnlySpan<byte> body)
    {
        PodView? pod = null;
        Range? unread = null;
        if (!json.EnterObject("request"))
        {
            return null;
        }

        while (json.MoveToNextField())
        {
            if (json.Name.Is("uid"u8))
            {
                review.Uid = json.ReadString("request.uid") ?? "";
            }
            else if (json.Name.Is("kind"u8))
            {
                review.Kind = ReadKind(ref json);
            }
            else if (json.Name.Is("subResource"u8))
            {
                review.SubResource = json.ReadString("request.subResource") ?? "";
            }
            else if (json.Name.Is("namespace"u8))
            {
                review.Namespace = json.ReadString("request.namespace") ?? "";
            }
            else if (json.Name.Is("operation"u8))
            {
                review.Operation = AdmissionOperations.Parse(
                    json.ReadString("request.operation", commonValue: "CREATE"));
            }
            else if (json.Name.Is("dryRun"u8))
            {
                review.DryRun = json.ReadBoolean("request.dryRun");
            }
            else if (json.Name.Is("object"u8))
            {
                if (review.IsPodCreation)
                {
                    (pod, unread) = (PodReader.Read(ref json, review.Namespace), null);
                }
                else
                {
                    (pod, unread) = (null, ReadRange(ref json));
                }
            }
            else
            {
                json.SkipValue();
            }
        }

        if (!review.IsPodCreation)
        {
            return null;
        }

        if (pod is null && unread is { } range)
        {
            var nested = new JsonCursor(body[range]);
            pod = PodReader.Read(ref nested, review.Namespace);
        }

        return pod;
    }

    private static (string Group, string Version, string Kind) ReadKind(ref JsonCursor json)
    {
        var (group, version, kind) = ("", "", "");
        if (!json.EnterObject("request.kind"))
        {
            return (group, version, kind);
        }

        while (json.MoveToNextField())
        {
            if (json.Name.Is("group"u8))
            {
                group = json.ReadString("request.kind.group") ?? "";
            }
            else if (json.Name.Is("version"u8))
            {
                version = json.ReadString("request.kind.version", commonValue: "v1") ?? "";
            }
            else if (json.Name.Is("kind"u8))
            {
                kind = json.ReadString("request.kind.kind", commonValue: "Pod") ?? "";
            }
            else
            {
                json.SkipValue();
            }
        }

        return (group, version, kind);
    }

    // Skips a value and returns its position in the body; null for a JSON null.
    private static Range? ReadRange(ref JsonCursor json)
    {
        var (isNull, start) = (json.IsNull, json.Position);
        json.SkipValue();
        return isNull ? null : start..json.Position;
    }
}
