using System.Text.Json.Nodes;
using AppMeshInject.DashboardPicture;

if (args is not [var results, var picture])
{
    Console.Error.WriteLine("Usage: dashboard-picture RESULTS.json PICTURE.svg");
    return 2;
}

var dashboard = Dashboard.Read(JsonNode.Parse(File.ReadAllText(results))!);
File.WriteAllText(picture, Picture.Create(dashboard) + "\n");
return 0;
