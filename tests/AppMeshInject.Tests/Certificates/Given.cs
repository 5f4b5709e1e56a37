using System.Security.Cryptography.X509Certificates;
using AppMeshInject.Certificates;

namespace AppMeshInject.Tests.Certificates;

/// <summary>The initial state of the tests of managed certificates.</summary>
internal static class Given
{
    public const string DnsName = "aws-app-mesh-inject.appmesh-inject.svc";

    /// <summary>The time at which the tests start.</summary>
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly TimeSpan CaValidity = TimeSpan.FromDays(365);

    public static readonly TimeSpan ServingValidity = TimeSpan.FromDays(30);

    public static readonly CertificatePolicy Policy = new([DnsName], CaValidity, ServingValidity);

    /// <summary>Creates a complete set at the start time.</summary>
    public static CertificateSet CreateSet() => CertificateSet.Empty.Renew(Policy, Start, []);

    public static X509Certificate2 CreateCa(DateTimeOffset now) => CertificateAuthority.CreateCa(now, CaValidity);
}
