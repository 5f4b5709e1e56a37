namespace AppMeshInject.Injection.Reviews;

/// <summary>The operation of an admission request.</summary>
public enum AdmissionOperation
{
    /// <summary>The operation is unknown, or the body is not an AdmissionReview.</summary>
    Other,

    /// <summary>CREATE.</summary>
    Create,

    /// <summary>UPDATE.</summary>
    Update,

    /// <summary>DELETE.</summary>
    Delete,

    /// <summary>CONNECT.</summary>
    Connect,
}

/// <summary>Converts operations from and to the names that the API server uses.</summary>
public static class AdmissionOperations
{
    private static readonly string[] Names = ["other", "CREATE", "UPDATE", "DELETE", "CONNECT"];

    extension(AdmissionOperation operation)
    {
        /// <summary>Gets the name that the API server uses; <c>other</c> for an unknown operation.</summary>
        public string Name => Names[(int)operation];
    }

    /// <summary>Parses a name. The result is <see cref="AdmissionOperation.Other"/> for an unknown name.</summary>
    internal static AdmissionOperation Parse(string? name) =>
        (AdmissionOperation)Math.Max(Array.IndexOf(Names, name), 0);
}
