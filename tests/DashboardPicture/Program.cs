using System.Text.Json.Nodes;
using AppMeshInject.DashboardPicture;

if (args is not [var answers, var picture])
{
    Console.Error.WriteLine("Usage: dashboard-picture ANSWERS.json PICTURE.svg");
    return 2;
}

File.WriteAllText(picture, Picture.Of(Dashboard.Read(JsonNode.Parse(File.ReadAllText(answers))!)) + "\n");
return 0;
