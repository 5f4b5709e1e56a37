using System.Text.Json;
using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Injection.Reviews;

/// <summary>Reads an AdmissionReview and the pod in it.</summary>
internal static class ReviewReader
{
    /// <summary>Reads the whole body, so that anything malformed in it is found.</summary>
    /// <param name="body">The body.</param>
    /// <param name="pod">The pod; null where the request does not create one.</param>
    /// <exception cref="PodFormatException">It is no AdmissionReview of version v1 or v1beta1.</exception>
    /// <exception cref="JsonException">It is not JSON, or nested more than 64 deep.</exception>
    /// <exception cref="InvalidOperationException">A string that is read is not Unicode.</exception>
    public static ReviewRequest Read(ReadOnlySpan<byte> body, out PodView? pod)
    {
        var json = new Utf8JsonReader(body);
        var review = new ReviewRequest();
        var isReview = false;
        pod = null;
        if (!json.EnterObject("the body"))
        {
            throw new PodFormatException("the body is null");
        }

        while (json.NextField())
        {
            if (json.ValueTextEquals("apiVersion"u8))
            {
                review.ApiVersion = json.ReadString("apiVersion") ?? "";
            }
            else if (json.ValueTextEquals("kind"u8))
            {
                isReview = json.ReadString("kind") == "AdmissionReview";
            }
            else if (json.ValueTextEquals("request"u8))
            {
                pod = ReadRequest(ref json, review, body);
            }
            else
            {
                json.SkipValue();
            }
        }

        // What follows the object must be white space only.
        json.Read();
        Validate(review, isReview, pod);
        return review;
    }

    private static void Validate(ReviewRequest review, bool isReview, PodView? pod)
    {
        if (!isReview || review.ApiVersion is not ("admission.k8s.io/v1" or "admission.k8s.io/v1beta1"))
        {
            throw new PodFormatException("kind and apiVersion are not those of an AdmissionReview of admission.k8s.io/v1 or v1beta1");
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

    // The API server writes what is asked before the object, which is then read in passing. Where it stands first it is read at
    // the end: whether it has to be a pod is not known before.
    private static PodView? ReadRequest(ref Utf8JsonReader json, ReviewRequest review, ReadOnlySpan<byte> body)
    {
        PodView? pod = null;
        Range? unread = null;
        if (!json.EnterObject("request"))
        {
            return null;
        }

        while (json.NextField())
        {
            if (json.ValueTextEquals("uid"u8))
            {
                review.Uid = json.ReadString("request.uid") ?? "";
            }
            else if (json.ValueTextEquals("kind"u8))
            {
                review.Kind = ReadKind(ref json);
            }
            else if (json.ValueTextEquals("subResource"u8))
            {
                review.SubResource = json.ReadString("request.subResource") ?? "";
            }
            else if (json.ValueTextEquals("namespace"u8))
            {
                review.Namespace = json.ReadString("request.namespace") ?? "";
            }
            else if (json.ValueTextEquals("operation"u8))
            {
                review.Operation = AdmissionOperations.Of(json.ReadString("request.operation"));
            }
            else if (json.ValueTextEquals("dryRun"u8))
            {
                review.DryRun = json.ReadBoolean("request.dryRun");
            }
            else if (json.ValueTextEquals("object"u8))
            {
                if (review.IsPodCreation)
                {
                    (pod, unread) = (PodReader.Read(ref json), null);
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
            var nested = new Utf8JsonReader(body[range]);
            pod = PodReader.Read(ref nested);
        }

        return pod;
    }

    private static (string Group, string Version, string Kind) ReadKind(ref Utf8JsonReader json)
    {
        var (group, version, kind) = ("", "", "");
        if (!json.EnterObject("request.kind"))
        {
            return (group, version, kind);
        }

        while (json.NextField())
        {
            if (json.ValueTextEquals("group"u8))
            {
                group = json.ReadString("request.kind.group") ?? "";
            }
            else if (json.ValueTextEquals("version"u8))
            {
                version = json.ReadString("request.kind.version") ?? "";
            }
            else if (json.ValueTextEquals("kind"u8))
            {
                kind = json.ReadString("request.kind.kind") ?? "";
            }
            else
            {
                json.SkipValue();
            }
        }

        return (group, version, kind);
    }

    private static Range? ReadRange(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        var start = (int)json.TokenStartIndex;
        json.Skip();
        return start..(int)json.BytesConsumed;
    }
}
