using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace AppMeshInject.Certificates;

/// <summary>The certificate that new connections get. Replacing it does not affect open connections.</summary>
internal sealed class ServingCertificate
{
    // The suites of Mozilla's intermediate configuration that work with any certificate key. All have forward secrecy:
    // https://wiki.mozilla.org/Security/Server_Side_TLS
    private static readonly TlsCipherSuite[] CipherSuites =
    [
        TlsCipherSuite.TLS_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
    ];

    private volatile SslServerAuthenticationOptions? _options;

    /// <summary>The options of TLS handshakes.</summary>
    /// <exception cref="AuthenticationException">No certificate is loaded yet, so the handshake fails.</exception>
    public SslServerAuthenticationOptions Options =>
        _options ?? throw new AuthenticationException("the certificate is not loaded yet");

    /// <summary>The expiry of the certificate; null if no certificate is loaded.</summary>
    public DateTimeOffset? NotAfter => _options?.ServerCertificateContext?.TargetCertificate.NotAfter;

    /// <summary>Serves a certificate to new connections.</summary>
    /// <param name="certificates">The certificate with its private key, followed by its intermediates.</param>
    public void Serve(X509Certificate2Collection certificates) => _options = new SslServerAuthenticationOptions
    {
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,

        // With a policy, each new connection takes 130 µs more: docs/decisions/0011-cipher-suites.md
        CipherSuitesPolicy = OperatingSystem.IsLinux() ? new CipherSuitesPolicy(CipherSuites) : null,
        ServerCertificateContext = CertificateChain.CreateContext(certificates),
    };
}
