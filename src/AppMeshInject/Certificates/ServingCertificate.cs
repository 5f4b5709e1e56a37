using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace AppMeshInject.Certificates;

/// <summary>
/// The certificate that new connections get. It is swapped as a whole; connections that are open go on with theirs.
/// </summary>
internal sealed class ServingCertificate
{
    // What Mozilla's "intermediate" list has of use to certificates of any key: https://wiki.mozilla.org/Security/Server_Side_TLS
    private static readonly TlsCipherSuite[] ForwardSecret =
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

    /// <summary>What a handshake uses.</summary>
    /// <exception cref="AuthenticationException">There is none yet: the handshake fails.</exception>
    public SslServerAuthenticationOptions Options => _options ?? throw new AuthenticationException("there is no certificate yet");

    /// <summary>When it expires; null where none was loaded.</summary>
    public DateTimeOffset? NotAfter => _options?.ServerCertificateContext?.TargetCertificate.NotAfter;

    /// <summary>Serves this certificate from now on.</summary>
    /// <param name="certificates">The certificate with its private key first, then those that lead to its root.</param>
    public void Serve(X509Certificate2Collection certificates) => _options = new SslServerAuthenticationOptions
    {
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,

        // With a policy .NET shares no OpenSSL context among connections, which costs each new one 130 µs (bench/RESULTS.md). The API
        // server keeps its connections, and without one there would be suites that are not authenticated encryption.
        CipherSuitesPolicy = OperatingSystem.IsLinux() ? new CipherSuitesPolicy(ForwardSecret) : null,
        ServerCertificateContext = CertificateChain.Of(certificates),
    };
}
