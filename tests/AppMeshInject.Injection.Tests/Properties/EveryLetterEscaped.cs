using System.Text.Encodings.Web;

namespace AppMeshInject.Injection.Tests.Properties;

/// <summary>Writes each character as \uXXXX, which JSON allows and few writers do.</summary>
internal sealed class EveryLetterEscaped : JavaScriptEncoder
{
    public override int MaxOutputCharactersPerInputCharacter => 12;

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength) => textLength > 0 ? 0 : -1;

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var escaped = string.Concat(char.ConvertFromUtf32(unicodeScalar).Select(unit => $"\\u{(int)unit:x4}"));
        numberOfCharactersWritten = escaped.Length <= bufferLength ? escaped.Length : 0;
        return escaped.AsSpan().TryCopyTo(new Span<char>(buffer, bufferLength));
    }

    public override bool WillEncode(int unicodeScalar) => true;
}
