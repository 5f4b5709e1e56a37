using System.Text.Json.Nodes;

namespace AppMeshInject.Testing.Reviews;

/// <summary>The request of an AdmissionReview; by default, the creation of a pod.</summary>
/// <param name="ObjectJson">The object, as JSON.</param>
/// <param name="Namespace">The namespace of the request.</param>
public sealed record AdmissionRequest(string ObjectJson, string Namespace)
{
    /// <summary>The uid of all requests.</summary>
    public const string Uid = "705ab4f5-6393-11e8-b7cc-42010a800002";

    /// <summary>Gets the operation, such as <c>CREATE</c>.</summary>
    public string Operation { get; init; } = "CREATE";

    /// <summary>Gets the kind, as <c>Pod</c> or, with an API group, <c>apps/Deployment</c>.</summary>
    public string Kind { get; init; } = "Pod";

    /// <summary>Gets the subresource; empty if there is none.</summary>
    public string SubResource { get; init; } = "";

    /// <summary>Gets whether the request is a dry run.</summary>
    public bool DryRun { get; init; }

    /// <summary>Gets the API version of the review.</summary>
    public string ApiVersion { get; init; } = "admission.k8s.io/v1";

    /// <summary>Gets whether the request creates a pod. The <c>inject</c> command accepts only such requests.</summary>
    public bool IsPodCreation => Operation == "CREATE" && Kind == "Pod" && SubResource.Length == 0;

    /// <summary>Writes the AdmissionReview.</summary>
    public string ToReview()
    {
        var kind = Kind.Split('/');
        var (group, name) = (kind.Length > 1 ? kind[0] : "", kind[^1]);
        var resource = $"{name.ToLowerInvariant()}s";
        var request = new JsonObject
        {
            ["uid"] = Uid,
            ["kind"] = new JsonObject { ["group"] = group, ["version"] = "v1", ["kind"] = name },
            ["resource"] = new JsonObject { ["group"] = "", ["version"] = "v1", ["resource"] = resource },
            ["namespace"] = Namespace,
            ["operation"] = Operation,
            ["userInfo"] = new JsonObject { ["username"] = "kubernetes-admin" },
            ["dryRun"] = DryRun,
        };
        if (SubResource.Length > 0)
        {
            request["subResource"] = SubResource;
        }

        // The object is inserted as text, because a JsonNode would normalize it.
        var head = new JsonObject { ["kind"] = "AdmissionReview", ["apiVersion"] = ApiVersion }.ToJsonString()[..^1];
        return $"{head},\"request\":{request.ToJsonString()[..^1]},\"object\":{ObjectJson}" + "}}";
    }
}
