using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AppMeshInject.Testing.Golden;
using AppMeshInject.Tests.Hosting;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Xunit;

namespace AppMeshInject.Tests.OpenApi;

public sealed class OpenApiTests
{
    private const string FilePath = "src/AppMeshInject/OpenApi/openapi.json";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public async Task OpenAPI_file_matches_the_endpoints()
    {
        await using var built = new BuiltApplication();
        await built.App.StartAsync(TestContext.Current.CancellationToken);

        var provider = built.App.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>("v1");
        var document = await provider.GetOpenApiDocumentAsync(TestContext.Current.CancellationToken);
        using var text = new MemoryStream();
        await document.SerializeAsJsonAsync(text, OpenApiSpecVersion.OpenApi3_1, TestContext.Current.CancellationToken);
        var json = JsonNode.Parse(Encoding.UTF8.GetString(text.ToArray()))!.ToJsonString(Indented) + "\n";

        Assert.Null(GoldenFile.Difference(FilePath, json));
    }

    [Fact]
    public async Task Native_binary_serves_the_OpenAPI_file()
    {
        await using var program = await RunningProgram.StartReadyAsync([]);

        var served = await program.Admin.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken);

        var file = Path.Combine(CaseFolders.Root(), FilePath);
        Assert.Equal(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), served);
    }
}
