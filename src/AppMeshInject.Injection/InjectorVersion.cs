using System.Reflection;

namespace AppMeshInject.Injection;

/// <summary>The version of this injector.</summary>
public static class InjectorVersion
{
    /// <summary>Such as 1.2.3.</summary>
    public static string Current { get; } = typeof(InjectorVersion).Assembly.GetName().Version!.ToString(3);

    /// <summary>The same with the commit it was built from, where that is known.</summary>
    public static string Informational { get; } =
        typeof(InjectorVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? Current;
}
