using System.Text.Json.Nodes;

namespace AppMeshInject.Testing.Reviews;

/// <summary>What a case asks of the injector: a pod in a namespace, or something else that the API server may send.</summary>
public sealed record AdmissionRequest(string ObjectJson, string Namespace)
{
    public const string Uid = "705ab4f5-6393-11e8-b7cc-42010a800002";

    public string Operation { get; init; } = "CREATE";

    /// <summary>Its kind as <c>Pod</c> or, with a group, <c>apps/Deployment</c>.</summary>
    public string Kind { get; init; } = "Pod";

    public string SubResource { get; init; } = "";

    public bool DryRun { get; init; }

    public string ApiVersion { get; init; } = "admission.k8s.io/v1";

    /// <summary>Whether a pod is created, so that the command and the webhook get the same.</summary>
    public bool IsPodCreation => Operation == "CREATE" && Kind == "Pod" && SubResource.Length == 0;

    /// <summary>The review, with the object in it to the letter.</summary>
    public string ToReview()
    {
        var kind = Kind.Split('/');
        var request = new JsonObject
        {
            ["uid"] = Uid,
            ["kind"] = new JsonObject { ["group"] = kind.Length > 1 ? kind[0] : "", ["version"] = "v1", ["kind"] = kind[^1] },
            ["resource"] = new JsonObject { ["group"] = "", ["version"] = "v1", ["resource"] = $"{kind[^1].ToLowerInvariant()}s" },
            ["namespace"] = Namespace,
            ["operation"] = Operation,
            ["userInfo"] = new JsonObject { ["username"] = "kubernetes-admin" },
            ["dryRun"] = DryRun,
        };
        if (SubResource.Length > 0)
        {
            request["subResource"] = SubResource;
        }

        // Not as a node: the object goes in to the letter.
        var head = new JsonObject { ["kind"] = "AdmissionReview", ["apiVersion"] = ApiVersion }.ToJsonString()[..^1];
        return $"{head},\"request\":{request.ToJsonString()[..^1]},\"object\":{ObjectJson}" + "}}";
    }
}
