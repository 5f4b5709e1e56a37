namespace AppMeshInject.Diagnostics.Check;

/// <summary>The fixes that several findings have in common.</summary>
internal static class InstallHint
{
    /// <summary>The fix for objects that differ from the manifests, written as the end of a sentence.</summary>
    public const string ApplyManifests = "apply the manifests again (deploy/install.sh)";
}
