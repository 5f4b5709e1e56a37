using System.Net.Http.Headers;
using System.Text;
using AppMeshInject.Testing.Golden;

namespace AppMeshInject.Tests.Serving;

/// <summary>Bodies for the webhook.</summary>
internal static class ReviewContent
{
    /// <summary>The review in the folder of examples, which the README sends.</summary>
    public static string ExampleText { get; } = File.ReadAllText(Path.Combine(CaseFolders.Root(), "examples", "review.json"));

    public static HttpContent Example() => Of(ExampleText);

    public static HttpContent Of(string body, string? contentType = "application/json")
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        return content;
    }
}
