namespace AppMeshInject.ClusterTests.PodSecurity;

/// <summary>The controls detect violations. They replace the admission plugin on servers that have none.</summary>
public sealed class ControlTests
{
    private static readonly Control[] Controls = [.. BaselineControls.All, .. RestrictedControls.All];

    public static TheoryData<int, string> ViolationIndexes =>
        [.. Violations.All.Select((violation, index) => (index, violation.Control))];

    [Theory]
    [MemberData(nameof(ViolationIndexes))]
    public void Control_detects_a_violation(int index, string control)
    {
        var pod = Violations.CreateCompliantPod();

        Violations.All[index].Apply(pod);

        Assert.False(Assert.Single(Controls, one => one.Name == control).IsSatisfiedBy(pod));
    }

    [Fact]
    public void Compliant_pod_satisfies_all_controls()
    {
        var pod = Violations.CreateCompliantPod();

        Assert.All(Controls, control => Assert.True(control.IsSatisfiedBy(pod), control.Name));
    }

    [Fact]
    public void Every_control_has_a_violation() => Assert.Equal(
        Controls.Select(control => control.Name), Violations.All.Select(violation => violation.Control).Distinct());
}
