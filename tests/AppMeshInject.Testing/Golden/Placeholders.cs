using System.Text.Json.Nodes;
using AppMeshInject.Injection;
using AppMeshInject.Testing.Json;

namespace AppMeshInject.Testing.Golden;

/// <summary>
/// Stands in for what changes with each release or each new setting: the injector's version and the hash of the settings.
/// </summary>
public sealed record Placeholders(string SettingsHash)
{
    private const string StatusPath = "/metadata/annotations/appmesh.k8s.aws~1injectStatus";
    private const string VersionVariable = "APPMESH_PLATFORM_APP_MESH_CONTROLLER_VERSION";
    private const string Version = "<version>";
    private const string Settings = "<settings>";

    /// <summary>The patch with the placeholders in place of the values.</summary>
    public JsonArray PutIn(JsonArray patch) => Exchange(patch, InjectorVersion.Current, Version, SettingsHash, Settings);

    /// <summary>The patch with the values in place of the placeholders.</summary>
    public JsonArray FillIn(JsonArray patch) => Exchange(patch, Version, InjectorVersion.Current, Settings, SettingsHash);

    private static JsonArray Exchange(JsonArray patch, string oldVersion, string newVersion, string oldSettings, string newSettings)
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
                foreach (var variable in variables.Where(variable => variable!["name"]!.GetValue<string>() == VersionVariable))
                {
                    variable!["value"] = variable["value"]!.GetValue<string>().Replace(oldVersion, newVersion, StringComparison.Ordinal);
                }
            }
        }

        return result;
    }

    private static string Field(string name, string value) => $"\"{name}\":{ReviewableJson.Quote(value)}";
}
