using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AppMeshInject.Certificates;

/// <summary>Reads the serving certificate and its private key from two PEM files.</summary>
/// <param name="certificatePath">The path of the certificate, followed by its intermediates in the same file.</param>
/// <param name="keyPath">The path of the private key.</param>
internal sealed class CertificateFiles(string certificatePath, string keyPath)
{
    // In bytes.
    private const int MaxFileLength = 1024 * 1024;

    private string _lastContent = "";

    /// <summary>True if at least one of the files exists.</summary>
    public bool AnyExists => File.Exists(certificatePath) || File.Exists(keyPath);

    /// <summary>Reads the files, if their content has changed since the last call.</summary>
    /// <returns>The certificate with its private key, followed by its intermediates; null if nothing changed.</returns>
    /// <exception cref="CertificateException">
    /// A file cannot be read, or the key does not match the certificate.
    /// </exception>
    public X509Certificate2Collection? ReadIfChanged()
    {
        var (certificate, key) = (ReadText(certificatePath), ReadText(keyPath));
        var content = certificate + key;
        if (content == _lastContent)
        {
            return null;
        }

        // Remember an invalid pair too, so that a half-written pair is reported once.
        _lastContent = content;
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPem(certificate);
            certificates[0] = X509Certificate2.CreateFromPem(certificate, key);
            return certificates;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            // The text of the exception names a parameter of the library and can quote the file, so it is left out.
            throw new CertificateException(
                $"{certificatePath}, {keyPath}: not a certificate with its private key in PEM; "
                + "check that both files belong together",
                exception);
        }
    }

    private static string ReadText(string path)
    {
        try
        {
            return new FileInfo(path).Length <= MaxFileLength
                ? File.ReadAllText(path)
                : throw new CertificateException($"{path}: longer than {MaxFileLength} bytes");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CertificateException($"{path}: cannot be read: {exception.Message}", exception);
        }
    }
}
