namespace AppMeshInject.Injection.Reviews;

/// <summary>What is done to the object of a review.</summary>
public enum AdmissionOperation
{
    /// <summary>None of the others, or one that is not known because the body is no review.</summary>
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

/// <summary>The names of the operations.</summary>
public static class AdmissionOperations
{
    private static readonly string[] Names = ["other", "CREATE", "UPDATE", "DELETE", "CONNECT"];

    extension(AdmissionOperation operation)
    {
        /// <summary>As the API server writes it; <c>other</c> for what it never writes.</summary>
        public string Name => Names[(int)operation];
    }

    /// <summary>The operation of this name.</summary>
    internal static AdmissionOperation Of(string? name) => (AdmissionOperation)Math.Max(Array.IndexOf(Names, name), 0);
}
