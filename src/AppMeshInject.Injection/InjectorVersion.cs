using System.Reflection;

namespace AppMeshInject.Injection;

/// <summary>The version of the injector.</summary>
public static class InjectorVersion
{
    /// <summary>The version number, such as 1.2.3.</summary>
    public static string Current { get; } = typeof(InjectorVersion).Assembly.GetName().Version!.ToString(3);

    /// <summary>
    /// The version number and the commit of the build; only the version number if the commit is unknown.
    /// </summary>
    public static string Informational { get; } =
        typeof(InjectorVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion ?? Current;
}
