namespace AppMeshInject.Diagnostics.Check;

/// <summary>The fixes that several findings have in common.</summary>
internal static class InstallHint
{
    /// <summary>The fix for objects that differ from the manifests, without a capital letter and a period.</summary>
    public const string ApplyManifests = "apply the manifests again (deploy/install.sh)";
}
