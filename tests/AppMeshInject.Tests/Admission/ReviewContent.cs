using System.Net.Http.Headers;
using System.Text;
using AppMeshInject.Testing.Golden;

namespace AppMeshInject.Tests.Admission;

/// <summary>Bodies for the webhook.</summary>
internal static class ReviewContent
{
    /// <summary>The review in the folder of examples, which the README sends.</summary>
    public static string ExampleText { get; } = File.ReadAllText(Path.Combine(CaseFolders.Root(), "examples", "review.json"));

    public static HttpContent CreateExample() => Create(ExampleText);

    public static HttpContent Create(string body, string? contentType = "application/json")
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        return content;
    }
}
