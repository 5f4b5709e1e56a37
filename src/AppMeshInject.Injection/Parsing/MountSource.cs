namespace AppMeshInject.Injection.Parsing;

/// <summary>A secret or volume and the path where it is mounted into a container.</summary>
/// <param name="Source">The name of the secret or volume.</param>
/// <param name="Path">The mount path, as written.</param>
public readonly record struct MountSource(string Source, string Path);
