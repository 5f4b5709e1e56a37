using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AppMeshInject.Certificates;
using Xunit;

namespace AppMeshInject.Tests.Certificates;

/// <summary>Tests the renewal and rotation of certificates.</summary>
public sealed class CertificateSetTests
{
    [Fact]
    public void New_set_has_a_CA_and_a_certificate_signed_by_it()
    {
        var set = Given.CreateSet();

        Assert.True(set.IsComplete);
        Assert.Equal([set.Ca!], set.TrustedCas);
        Assert.True(CaBundle.From(set.TrustedCas).Trusts(set.Serving!, Given.Start));
        Assert.True(set.Serving!.MatchesHostname(Given.DnsName));
        Assert.False(set.Serving.MatchesHostname("other.appmesh-inject.svc"));
        Assert.Equal(Given.Start + Given.ServingValidity, set.Serving.NotAfter);
        Assert.Equal(Given.Start + Given.CaValidity, set.Ca!.NotAfter);
        Assert.Equal(
            ECCurve.NamedCurves.nistP256.Oid.Value,
            set.Serving.GetECDsaPublicKey()!.ExportParameters(false).Curve.Oid.Value);
    }

    [Fact]
    public void Set_is_unchanged_before_two_thirds_of_the_validity()
    {
        var set = Given.CreateSet();

        Assert.Same(set, Renew(set, Given.Start));
        Assert.Same(set, Renew(set, Given.Start + (Given.ServingValidity * 0.66)));
    }

    [Fact]
    public void Serving_certificate_is_renewed_by_the_same_CA_at_two_thirds_of_its_validity()
    {
        var set = Given.CreateSet();
        var renewed = Renew(set, Given.Start + (Given.ServingValidity * 2 / 3));

        Assert.Equal(set.Ca, renewed.Ca);
        Assert.NotEqual(set.Serving, renewed.Serving);
        Assert.Equal(set.TrustedCas, renewed.TrustedCas);
    }

    [Fact]
    public void CA_is_rotated_at_two_thirds_of_its_validity_and_stays_trusted_until_its_certificates_expire()
    {
        var set = Given.CreateSet();
        var due = Given.Start + (Given.CaValidity * 2 / 3);
        var renewed = Renew(set, due);

        Assert.NotEqual(set.Ca, renewed.Ca);
        Assert.Equal([renewed.Ca!, set.Ca!], renewed.TrustedCas);
        Assert.True(CaBundle.From([renewed.Ca!]).Trusts(renewed.Serving!, due));

        Assert.Equal(2, Renew(renewed, due + (Given.ServingValidity * 0.99)).TrustedCas.Count);
        var later = Renew(renewed, due + (Given.ServingValidity * 1.01));
        Assert.Equal([renewed.Ca!], later.TrustedCas);
    }

    [Fact]
    public void Serving_certificate_never_expires_after_its_CA()
    {
        var policy = Given.Policy with { CaValidity = Given.ServingValidity * 2 };
        var set = CertificateSet.Empty.Renew(policy, Given.Start, []);
        var late = Given.Start + (Given.ServingValidity * 1.32);

        Assert.Equal(set.Ca!.NotAfter, set.Renew(policy, late, []).Serving!.NotAfter);
    }

    [Fact]
    public void Shortened_validity_applies_to_existing_certificates()
    {
        var set = Given.CreateSet();
        var policy = Given.Policy with { ServingValidity = TimeSpan.FromDays(3) };

        Assert.Same(set, set.Renew(policy, Given.Start + TimeSpan.FromDays(1), []));
        Assert.NotSame(set, set.Renew(policy, Given.Start + TimeSpan.FromDays(2), []));
    }

    [Fact]
    public void Certificate_for_other_names_or_of_another_CA_is_replaced()
    {
        var set = Given.CreateSet();
        var moved = Given.Policy with { DnsNames = ["aws-app-mesh-inject.elsewhere.svc"] };
        var foreign = set with { Serving = Given.CreateSet().Serving };

        Assert.True(set.Renew(moved, Given.Start, []).Serving!.MatchesHostname(moved.DnsNames[0]));
        Assert.NotEqual(foreign.Serving, Renew(foreign, Given.Start).Serving);
    }

    [Fact]
    public void Lost_set_is_recreated_and_known_CAs_stay_trusted()
    {
        var lost = Given.CreateSet();
        var later = Given.Start + TimeSpan.FromDays(5);
        var set = CertificateSet.Empty.Renew(Given.Policy, later, lost.TrustedCas);

        Assert.Equal([set.Ca!, lost.Ca!], set.TrustedCas);
        Assert.Same(set, set.Renew(Given.Policy, later + TimeSpan.FromDays(1), []));
    }

    [Fact]
    public void Lost_serving_certificate_is_issued_by_the_existing_CA()
    {
        var set = Given.CreateSet();
        var repaired = Renew(set with { Serving = null }, Given.Start);

        Assert.Equal(set.Ca, repaired.Ca);
        Assert.NotNull(repaired.Serving);
    }

    [Fact]
    public void Number_of_trusted_CAs_is_limited_if_the_set_is_lost_repeatedly()
    {
        var set = CertificateSet.Empty;
        for (var i = 0; i < 50; i++)
        {
            set = CertificateSet.Empty.Renew(Given.Policy, Given.Start + TimeSpan.FromMinutes(i), set.TrustedCas);
        }

        Assert.Equal(20, set.TrustedCas.Count);
        Assert.Equal(set.Ca, set.TrustedCas[0]);
    }

    [Fact]
    public void Certificates_created_by_a_clock_far_ahead_are_replaced()
    {
        var ahead = CertificateSet.Empty.Renew(Given.Policy, Given.Start + TimeSpan.FromDays(100), []);
        var set = Renew(ahead, Given.Start);

        Assert.NotEqual(ahead.Ca, set.Ca);
        Assert.True(CaBundle.From(set.TrustedCas).Trusts(set.Serving!, Given.Start));
    }

    private static CertificateSet Renew(CertificateSet set, DateTimeOffset now) => set.Renew(Given.Policy, now, []);
}
