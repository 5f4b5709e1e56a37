using AppMeshInject.Certificates;
using Xunit;

namespace AppMeshInject.Tests.Certificates;

/// <summary>Tests the caBundle of the webhook.</summary>
public sealed class CaBundleTests
{
    private readonly CertificateSet _set = Given.CreateSet();

    [Fact]
    public void Formatted_bundle_is_parsed()
    {
        var bundle = CaBundle.Parse(CaBundle.From([_set.Ca!, Given.CreateCa(Given.Start)]).Format());

        Assert.Equal(2, bundle.Certificates.Count());
        Assert.True(bundle.Trusts(_set.Serving!, Given.Start));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("bm9uc2Vuc2U=")]
    public void Malformed_bundle_trusts_no_certificate(string? text)
    {
        Assert.Empty(CaBundle.Parse(text).Certificates);
        Assert.False(CaBundle.Parse(text).Trusts(_set.Serving!, Given.Start));
    }

    [Fact]
    public void Certificate_of_another_CA_is_not_trusted() =>
        Assert.False(CaBundle.From([Given.CreateCa(Given.Start)]).Trusts(_set.Serving!, Given.Start));

    [Fact]
    public void Certificate_is_trusted_only_within_its_validity()
    {
        var bundle = CaBundle.From(_set.TrustedCas);

        Assert.True(bundle.Trusts(_set.Serving!, Given.Start + Given.ServingValidity - TimeSpan.FromMinutes(1)));
        Assert.False(bundle.Trusts(_set.Serving!, Given.Start + Given.ServingValidity + TimeSpan.FromMinutes(1)));
        Assert.False(bundle.Trusts(_set.Serving!, Given.Start - TimeSpan.FromHours(1)));
    }

    [Fact]
    public void Bundles_with_the_same_certificates_in_another_order_are_equal()
    {
        var other = Given.CreateCa(Given.Start);
        var bundle = CaBundle.From([_set.Ca!, other]);

        Assert.True(bundle.SetEquals([other, _set.Ca!]));
        Assert.False(bundle.SetEquals([other]));
    }
}
