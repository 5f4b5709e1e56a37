using System.Security.Cryptography;
using AppMeshInject.Certificates;
using Xunit;
using System.Security.Cryptography.X509Certificates;

namespace AppMeshInject.Tests.Certificates;

public sealed class CertificateSetTests
{
    [Fact]
    public void A_new_set_has_an_authority_and_a_certificate_that_it_trusts()
    {
        var set = Given.Set();

        Assert.True(set.IsWhole);
        Assert.Equal([set.Authority!], set.Trusted);
        Assert.True(TrustBundle.Of(set.Trusted).Verifies(set.Serving!, Given.Start));
        Assert.True(set.Serving!.MatchesHostname(Given.Name));
        Assert.False(set.Serving.MatchesHostname("other.appmesh-inject.svc"));
        Assert.Equal(Given.Start + Given.CertificateLife, set.Serving.NotAfter);
        Assert.Equal(Given.Start + Given.AuthorityLife, set.Authority!.NotAfter);
        Assert.Equal(ECCurve.NamedCurves.nistP256.Oid.Value, set.Serving.GetECDsaPublicKey()!.ExportParameters(false).Curve.Oid.Value);
    }

    [Fact]
    public void Before_two_thirds_of_a_life_nothing_is_due()
    {
        var set = Given.Set();

        Assert.Same(set, Renew(set, Given.Start));
        Assert.Same(set, Renew(set, Given.Start + (Given.CertificateLife * 0.66)));
    }

    [Fact]
    public void A_certificate_is_renewed_at_two_thirds_of_its_life_by_the_same_authority()
    {
        var set = Given.Set();
        var renewed = Renew(set, Given.Start + (Given.CertificateLife * 2 / 3));

        Assert.Equal(set.Authority, renewed.Authority);
        Assert.NotEqual(set.Serving, renewed.Serving);
        Assert.Equal(set.Trusted, renewed.Trusted);
    }

    [Fact]
    public void An_authority_is_renewed_at_two_thirds_of_its_life_and_both_are_trusted_until_the_last_old_certificate_is_gone()
    {
        var set = Given.Set();
        var due = Given.Start + (Given.AuthorityLife * 2 / 3);
        var renewed = Renew(set, due);

        Assert.NotEqual(set.Authority, renewed.Authority);
        Assert.Equal([renewed.Authority!, set.Authority!], renewed.Trusted);
        Assert.True(TrustBundle.Of([renewed.Authority!]).Verifies(renewed.Serving!, due));

        Assert.Equal(2, Renew(renewed, due + (Given.CertificateLife * 0.99)).Trusted.Count);
        var later = Renew(renewed, due + (Given.CertificateLife * 1.01));
        Assert.Equal([renewed.Authority!], later.Trusted);
    }

    [Fact]
    public void A_certificate_never_outlives_its_authority()
    {
        var policy = Given.Policy with { AuthorityLife = Given.CertificateLife * 2 };
        var set = CertificateSet.Empty.Renew(policy, Given.Start, []);
        var late = Given.Start + (Given.CertificateLife * 1.32);

        Assert.Equal(set.Authority!.NotAfter, set.Renew(policy, late, []).Serving!.NotAfter);
    }

    [Fact]
    public void A_life_that_was_shortened_counts_for_what_is_there()
    {
        var set = Given.Set();
        var policy = Given.Policy with { CertificateLife = TimeSpan.FromDays(3) };

        Assert.Same(set, set.Renew(policy, Given.Start + TimeSpan.FromDays(1), []));
        Assert.NotSame(set, set.Renew(policy, Given.Start + TimeSpan.FromDays(2), []));
    }

    [Fact]
    public void A_certificate_for_other_names_or_of_another_authority_is_made_anew()
    {
        var set = Given.Set();
        var moved = Given.Policy with { Names = ["aws-app-mesh-inject.elsewhere.svc"] };
        var foreign = set with { Serving = Given.Set().Serving };

        Assert.True(set.Renew(moved, Given.Start, []).Serving!.MatchesHostname(moved.Names[0]));
        Assert.NotEqual(foreign.Serving, Renew(foreign, Given.Start).Serving);
    }

    [Fact]
    public void What_was_lost_is_made_anew_and_what_is_trusted_elsewhere_stays()
    {
        var lost = Given.Set();
        var later = Given.Start + TimeSpan.FromDays(5);
        var set = CertificateSet.Empty.Renew(Given.Policy, later, lost.Trusted);

        Assert.Equal([set.Authority!, lost.Authority!], set.Trusted);
        Assert.Same(set, set.Renew(Given.Policy, later + TimeSpan.FromDays(1), []));
    }

    [Fact]
    public void A_lost_certificate_costs_no_authority()
    {
        var set = Given.Set();
        var mended = Renew(set with { Serving = null }, Given.Start);

        Assert.Equal(set.Authority, mended.Authority);
        Assert.NotNull(mended.Serving);
    }

    [Fact]
    public void Lost_again_and_again_the_bundle_stays_bounded()
    {
        var set = CertificateSet.Empty;
        for (var i = 0; i < 50; i++)
        {
            set = CertificateSet.Empty.Renew(Given.Policy, Given.Start + TimeSpan.FromMinutes(i), set.Trusted);
        }

        Assert.Equal(20, set.Trusted.Count);
        Assert.Equal(set.Authority, set.Trusted[0]);
    }

    [Fact]
    public void What_a_clock_far_ahead_made_is_made_anew_once_it_is_right()
    {
        var ahead = CertificateSet.Empty.Renew(Given.Policy, Given.Start + TimeSpan.FromDays(100), []);
        var set = Renew(ahead, Given.Start);

        Assert.NotEqual(ahead.Authority, set.Authority);
        Assert.True(TrustBundle.Of(set.Trusted).Verifies(set.Serving!, Given.Start));
    }

    private static CertificateSet Renew(CertificateSet set, DateTimeOffset now) => set.Renew(Given.Policy, now, []);
}
