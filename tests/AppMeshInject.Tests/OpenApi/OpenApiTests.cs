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
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public async Task The_description_that_is_served_is_that_of_the_endpoints()
    {
        await using var built = new BuiltApplication();
        await built.App.StartAsync(TestContext.Current.CancellationToken);

        var document = await built.App.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>("v1").GetOpenApiDocumentAsync(TestContext.Current.CancellationToken);
        using var text = new MemoryStream();
        await document.SerializeAsJsonAsync(text, OpenApiSpecVersion.OpenApi3_1, TestContext.Current.CancellationToken);
        var json = JsonNode.Parse(Encoding.UTF8.GetString(text.ToArray()))!.ToJsonString(Indented) + "\n";

        Assert.Null(GoldenFile.Difference("src/AppMeshInject/OpenApi/openapi.json", json));
    }

    [Fact]
    public async Task The_native_binary_serves_the_description()
    {
        await using var program = await RunningProgram.StartReadyAsync([]);

        var served = await program.Admin.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken);

        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(CaseFolders.Root(), "src/AppMeshInject/OpenApi/openapi.json"), TestContext.Current.CancellationToken), served);
    }
}
