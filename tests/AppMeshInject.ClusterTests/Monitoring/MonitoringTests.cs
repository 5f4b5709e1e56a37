using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Diagnostics;

namespace AppMeshInject.ClusterTests.Monitoring;

/// <summary>A Prometheus scrapes a real installation: every panel of the dashboard shows something, and every alert is about something.</summary>
[Collection(ClusterToItself.Name)]
public sealed class MonitoringTests : ClusterTest, IClassFixture<MonitoredInstallation>
{
    private readonly MonitoredInstallation _monitored;

    public MonitoringTests(MonitoredInstallation monitored)
        : base(monitored.Cluster, Injector.Namespace)
    {
        Assert.SkipWhen(monitored.Prometheus is null, "prometheus is not installed: it is in Debian's package prometheus");
        _monitored = monitored;
    }

    public static TheoryData<string> Panels => [.. Component.Panels.Select(panel => panel.Title)];

    public static TheoryData<string> Alerts => [.. Component.Alerts.Select(alert => alert.Name)];

    [Fact]
    public void Every_replica_has_the_labels_that_the_operator_gives_it()
    {
        var pods = _monitored.Targets.Select(target => target!["labels"]!).ToList();

        Assert.Distinct(pods.Select(labels => (string)labels["pod"]!));
        Assert.All(pods, labels =>
        {
            Assert.StartsWith($"{Injector.Name}-", (string)labels["pod"]!, StringComparison.Ordinal);
            Assert.EndsWith(":9090", (string)labels["instance"]!, StringComparison.Ordinal);
            Assert.Equal(
                (Injector.Namespace, $"{Injector.Namespace}/{Injector.Name}", "appmesh-inject", "metrics"),
                ((string)labels["namespace"]!, (string)labels["job"]!, (string)labels["container"]!, (string)labels["endpoint"]!));
        });
    }

    [Theory]
    [MemberData(nameof(Panels))]
    public void Every_query_of_a_panel_has_an_answer(string panel)
    {
        Assert.NotEmpty(_monitored.Panels[panel]);
        Assert.All(_monitored.Panels[panel], answer => Assert.True(Answers.HaveValues(answer), answer.ToJsonString()));
    }

    [Theory]
    [InlineData("Admissions by reason", "Injected", "DisabledByAnnotation", "AlreadyInjected", "HostNetwork", "InvalidAnnotation", "BadRequest")]
    [InlineData("Failed requests", "BadRequest")]
    [InlineData("Rejected pods", "InvalidAnnotation")]
    [InlineData("Warnings by kind", "UnknownAnnotation", "NoPorts")]
    [InlineData("Events for rejected pods", "Created")]
    public void A_panel_shows_what_was_done(string panel, params string[] expected) =>
        Assert.Subset(Moved(panel).ToHashSet(), expected.ToHashSet());

    [Theory]
    [InlineData("Rejected in the last hour")]
    [InlineData("Admission duration")]
    [InlineData("Calls to the API server")]
    [InlineData("Certificate renewals and failures")]
    [InlineData("Request and response size")]
    [InlineData("CPU")]
    [InlineData("Memory")]
    public void A_panel_shows_that_something_was_done(string panel) => Assert.NotEmpty(Moved(panel));

    [Theory]
    [MemberData(nameof(Alerts))]
    public async Task Prometheus_can_judge_every_alert(string alert)
    {
        var rule = await _monitored.Prometheus!.WaitForAsync($"{alert} to be judged", async () =>
            (await _monitored.Prometheus.RulesAsync()).SingleOrDefault(rule => (string)rule["name"]! == alert && (string)rule["health"]! != "unknown"));

        Assert.True((string)rule["health"]! == "ok", rule.ToJsonString());
    }

    // No alert is to fire where all is well, so its query is empty there. That it is not for want of data, what it compares with its limit
    // shows; and promtool, with numbers of its own, that it fires where it must.
    [Fact]
    public void While_all_is_well_the_query_of_no_alert_has_an_answer() => Assert.Empty(_monitored.Day!.AlertsWhileWell);

    [Theory]
    [MemberData(nameof(Alerts))]
    public void While_all_is_well_there_is_something_to_compare_with_the_limit_of(string alert) => Assert.Contains(alert, _monitored.Day!.AlertsWithDataWhileWell);

    [Theory]
    [InlineData("AppMeshInjectErrors")]
    [InlineData("AppMeshInjectRejectedPodsRising")]
    public void Where_pods_are_refused_and_requests_bad_there_is_an_answer_for(string alert) => Assert.Contains(alert, _monitored.Day!.AlertsInTrouble);

    [Fact]
    public void Where_no_replica_is_left_there_is_an_answer_for_the_alert_of_that() =>
        Assert.Contains("AppMeshInjectNoReadyReplica", _monitored.Day!.AlertsWithoutReplicas);

    // The label that tells the series of a panel from each other, or nothing, of those that were not 0 all the while.
    private IEnumerable<string> Moved(string panel) =>
        from answer in _monitored.Panels[panel]
        from series in answer
        where Answers.ValuesOf(series!).Any(value => value is not ("0" or "NaN"))
        select (string?)series!["metric"]!.AsObject().FirstOrDefault().Value ?? "";
}
