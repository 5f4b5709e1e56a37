using AppMeshInject.Certificates;
using System.Security.Cryptography.X509Certificates;

namespace AppMeshInject.Tests.Certificates;

/// <summary>What the tests of managed certificates start from.</summary>
internal static class Given
{
    public const string Name = "aws-app-mesh-inject.appmesh-inject.svc";

    /// <summary>The time at which the tests begin.</summary>
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly TimeSpan AuthorityLife = TimeSpan.FromDays(365);

    public static readonly TimeSpan CertificateLife = TimeSpan.FromDays(30);

    public static readonly CertificatePolicy Policy = new([Name], AuthorityLife, CertificateLife);

    /// <summary>A set that was made at the start.</summary>
    public static CertificateSet Set() => CertificateSet.Empty.Renew(Policy, Start, []);

    public static X509Certificate2 Authority(DateTimeOffset madeAt) => CertificateAuthority.Create(madeAt, AuthorityLife);
}
