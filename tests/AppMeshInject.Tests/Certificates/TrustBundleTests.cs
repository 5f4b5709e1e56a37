using AppMeshInject.Certificates;
using Xunit;

namespace AppMeshInject.Tests.Certificates;

public sealed class TrustBundleTests
{
    private readonly CertificateSet _set = Given.Set();

    [Fact]
    public void What_was_written_is_read()
    {
        var bundle = TrustBundle.Read(TrustBundle.Of([_set.Authority!, Given.Authority(Given.Start)]).Write());

        Assert.Equal(2, bundle.Authorities.Count());
        Assert.True(bundle.Verifies(_set.Serving!, Given.Start));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("bm9uc2Vuc2U=")]
    public void One_that_is_malformed_trusts_nobody(string? text)
    {
        Assert.Empty(TrustBundle.Read(text).Authorities);
        Assert.False(TrustBundle.Read(text).Verifies(_set.Serving!, Given.Start));
    }

    [Fact]
    public void Another_authority_is_not_enough() =>
        Assert.False(TrustBundle.Of([Given.Authority(Given.Start)]).Verifies(_set.Serving!, Given.Start));

    [Fact]
    public void A_certificate_is_good_for_its_time_only()
    {
        var bundle = TrustBundle.Of(_set.Trusted);

        Assert.True(bundle.Verifies(_set.Serving!, Given.Start + Given.CertificateLife - TimeSpan.FromMinutes(1)));
        Assert.False(bundle.Verifies(_set.Serving!, Given.Start + Given.CertificateLife + TimeSpan.FromMinutes(1)));
        Assert.False(bundle.Verifies(_set.Serving!, Given.Start - TimeSpan.FromHours(1)));
    }

    [Fact]
    public void It_is_told_by_what_it_holds_and_not_by_the_order()
    {
        var other = Given.Authority(Given.Start);
        var bundle = TrustBundle.Of([_set.Authority!, other]);

        Assert.True(bundle.Is([other, _set.Authority!]));
        Assert.False(bundle.Is([other]));
    }
}
