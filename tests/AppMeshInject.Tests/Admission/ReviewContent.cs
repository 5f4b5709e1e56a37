using System.Net.Http.Headers;
using System.Text;
using AppMeshInject.Testing.Golden;

namespace AppMeshInject.Tests.Admission;

/// <summary>Creates request bodies for the webhook.</summary>
internal static class ReviewContent
{
    /// <summary>Gets examples/review.json, which is also the example in the README.</summary>
    public static string ExampleText { get; } =
        File.ReadAllText(Path.Combine(CaseFolders.Root(), "examples", "review.json"));

    /// <summary>Creates a body with <see cref="ExampleText"/>.</summary>
    public static HttpContent CreateExample() => Create(ExampleText);

    /// <summary>Creates a body.</summary>
    /// <param name="body">The text.</param>
    /// <param name="contentType">The value of Content-Type; null for none.</param>
    public static HttpContent Create(string body, string? contentType = "application/json")
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        return content;
    }
}
