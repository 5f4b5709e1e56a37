namespace AppMeshInject.ClusterTests.PodSecurity;

/// <summary>That the controls can fail: they judge the injector where the server does not.</summary>
public sealed class ControlTests
{
    private static readonly Control[] Controls = [.. BaselineControls.All, .. RestrictedControls.All];

    public static TheoryData<int, string> Places => [.. Violations.All.Select((violation, place) => (place, violation.Control))];

    [Theory]
    [MemberData(nameof(Places))]
    public void A_pod_that_breaks_a_control_is_found(int place, string control)
    {
        var pod = Violations.CompliantPod();

        Violations.All[place].Violate(pod);

        Assert.False(Assert.Single(Controls, one => one.Name == control).IsKept(pod));
    }

    [Fact]
    public void A_pod_that_keeps_to_all_of_them_is_found_to() =>
        Assert.All(Controls, control => Assert.True(control.IsKept(Violations.CompliantPod()), control.Name));

    [Fact]
    public void Every_control_is_broken_by_a_pod() =>
        Assert.Equal(Controls.Select(control => control.Name), Violations.All.Select(violation => violation.Control).Distinct());
}
