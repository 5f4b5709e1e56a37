using System.Text.Json.Nodes;
using AppMeshInject.Injection;
using AppMeshInject.Testing.Json;

namespace AppMeshInject.Testing.Golden;

/// <summary>
/// Replaces values that change with each release or new setting: the version of the injector and the settings hash.
/// </summary>
/// <param name="SettingsHash">The hash of the settings of the case.</param>
public sealed record Placeholders(string SettingsHash)
{
    private const string StatusPath = "/metadata/annotations/appmesh.k8s.aws~1injectStatus";
    private const string VersionVariable = "APPMESH_PLATFORM_APP_MESH_CONTROLLER_VERSION";
    private const string Version = "<version>";
    private const string Settings = "<settings>";

    /// <summary>Returns the patch with values replaced by placeholders.</summary>
    public JsonArray Insert(JsonArray patch) =>
        Replace(patch, InjectorVersion.Current, Version, SettingsHash, Settings);

    /// <summary>Returns the patch with placeholders replaced by values.</summary>
    public JsonArray Resolve(JsonArray patch) =>
        Replace(patch, Version, InjectorVersion.Current, Settings, SettingsHash);

    private static JsonArray Replace(
        JsonArray patch, string oldVersion, string newVersion, string oldSettings, string newSettings)
    {
        var result = patch.DeepClone().AsArray();
        foreach (var operation in result)
        {
            if (operation!["path"]!.GetValue<string>() == StatusPath)
            {
                operation["value"] = operation["value"]!.GetValue<string>()
                    .Replace(Field("version", oldVersion), Field("version", newVersion), StringComparison.Ordinal)
                    .Replace(Field("settings", oldSettings), Field("settings", newSettings), StringComparison.Ordinal);
            }
            else if (operation["value"] is JsonObject container && container["env"] is JsonArray variables)
            {
                foreach (var variable in variables.Where(item => item!["name"]!.GetValue<string>() == VersionVariable))
                {
                    variable!["value"] = variable["value"]!.GetValue<string>()
                        .Replace(oldVersion, newVersion, StringComparison.Ordinal);
                }
            }
        }

        return result;
    }

    private static string Field(string name, string value) => $"\"{name}\":{ReviewableJson.Quote(value)}";
}
