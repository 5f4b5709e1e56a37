using System.Text.Encodings.Web;

namespace AppMeshInject.Injection.Tests.Properties;

/// <summary>Escapes every character as \uXXXX, which is valid JSON but unusual.</summary>
internal sealed class EscapeAllEncoder : JavaScriptEncoder
{
    public override int MaxOutputCharactersPerInputCharacter => 12;

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength) => textLength > 0 ? 0 : -1;

    public override unsafe bool TryEncodeUnicodeScalar(
        int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var output = new Span<char>(buffer, bufferLength);
        if (unicodeScalar <= char.MaxValue)
        {
            return output.TryWrite($"\\u{unicodeScalar:x4}", out numberOfCharactersWritten);
        }

        var pair = char.ConvertFromUtf32(unicodeScalar);
        return output.TryWrite($"\\u{(int)pair[0]:x4}\\u{(int)pair[1]:x4}", out numberOfCharactersWritten);
    }

    public override bool WillEncode(int unicodeScalar) => true;
}
