using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AppMeshInject.Certificates;

/// <summary>The certificate and the private key, two PEM files.</summary>
/// <param name="certificatePath">The certificate, with those that lead to its root after it.</param>
/// <param name="keyPath">The private key.</param>
internal sealed class CertificateFiles(string certificatePath, string keyPath)
{
    private const int LongestFile = 1024 * 1024;

    private string _last = "";

    /// <summary>Whether at least one of the files is there.</summary>
    public bool Exist => File.Exists(certificatePath) || File.Exists(keyPath);

    /// <summary>Reads the files, where they are not what they were at the last call.</summary>
    /// <returns>The certificate with its key first; null where nothing changed.</returns>
    /// <exception cref="CertificateException">A file cannot be read, or the two are no pair.</exception>
    public X509Certificate2Collection? ReadIfChanged()
    {
        var (certificate, key) = (ReadText(certificatePath), ReadText(keyPath));
        var both = certificate + key;
        if (both == _last)
        {
            return null;
        }

        // Noted even where it is no pair, so that one half-written pair is told of once.
        _last = both;
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPem(certificate);
            certificates[0] = X509Certificate2.CreateFromPem(certificate, key);
            return certificates;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new CertificateException($"{certificatePath} and {keyPath} are no certificate with its private key in PEM: {exception.Message}", exception);
        }
    }

    private static string ReadText(string path)
    {
        try
        {
            return new FileInfo(path).Length <= LongestFile
                ? File.ReadAllText(path)
                : throw new CertificateException($"{path} is longer than {LongestFile} bytes");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CertificateException($"{path} cannot be read: {exception.Message}", exception);
        }
    }
}

/// <summary>A certificate cannot be served.</summary>
/// <param name="message">Which file, and why.</param>
/// <param name="inner">What was thrown, if anything.</param>
internal sealed class CertificateException(string message, Exception? inner = null) : Exception(message, inner);
