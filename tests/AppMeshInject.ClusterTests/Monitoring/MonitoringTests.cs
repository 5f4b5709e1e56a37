using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Diagnostics;

namespace AppMeshInject.ClusterTests.Monitoring;

/// <summary>Prometheus scrapes an installation; every panel of the dashboard and every alert has data.</summary>
[Collection(ExclusiveCluster.Name)]
public sealed class MonitoringTests : ClusterTest, IClassFixture<MonitoredInstallation>
{
    private readonly MonitoredInstallation _monitored;

    public MonitoringTests(MonitoredInstallation monitored)
        : base(monitored.Cluster, Injector.Namespace)
    {
        Assert.SkipWhen(
            monitored.Prometheus is null, "prometheus: not installed; install Debian's package prometheus");
        _monitored = monitored;
    }

    public static TheoryData<string> Panels => [.. PrometheusComponent.Panels.Select(panel => panel.Title)];

    public static TheoryData<string> Alerts => [.. PrometheusComponent.Alerts.Select(alert => alert.Name)];

    private MonitoredScenario Scenario => _monitored.Scenario!;

    [ClusterFact]
    public void Targets_have_the_labels_of_the_Prometheus_operator()
    {
        var targets = _monitored.Targets.Select(target => target!["labels"]!).ToList();

        Assert.Distinct(targets.Select(labels => (string)labels["pod"]!));
        Assert.All(targets, labels =>
        {
            Assert.StartsWith($"{Injector.Name}-", (string)labels["pod"]!, StringComparison.Ordinal);
            Assert.EndsWith(":9090", (string)labels["instance"]!, StringComparison.Ordinal);
            Assert.Equal(Injector.Namespace, (string)labels["namespace"]!);
            Assert.Equal($"{Injector.Namespace}/{Injector.Name}", (string)labels["job"]!);
            Assert.Equal("appmesh-inject", (string)labels["container"]!);
            Assert.Equal("metrics", (string)labels["endpoint"]!);
        });
    }

    [ClusterTheory]
    [MemberData(nameof(Panels))]
    public void Every_query_of_a_panel_has_a_result(string panel)
    {
        Assert.NotEmpty(_monitored.Panels[panel]);
        Assert.All(_monitored.Panels[panel], result => Assert.True(QueryResults.HaveValues(result), $"{result}"));
    }

    [ClusterTheory]
    [InlineData(
        "Admissions by reason",
        "Injected", "DisabledByAnnotation", "AlreadyInjected", "HostNetwork", "InvalidAnnotation", "BadRequest")]
    [InlineData("Failed requests", "BadRequest")]
    [InlineData("Rejected pods", "InvalidAnnotation")]
    [InlineData("Warnings by kind", "UnknownAnnotation", "NoPorts")]
    [InlineData("Events for rejected pods", "Created")]
    public void Panel_has_nonzero_series_for_the_requests_of_the_scenario(string panel, params string[] expected) =>
        Assert.Subset(GetNonzeroSeries(panel).ToHashSet(), expected.ToHashSet());

    [ClusterTheory]
    [InlineData("Rejected in the last hour")]
    [InlineData("Admission duration")]
    [InlineData("Calls to the API server")]
    [InlineData("Certificate renewals and failures")]
    [InlineData("Request and response size")]
    [InlineData("CPU")]
    [InlineData("Memory")]
    public void Panel_has_a_nonzero_series(string panel) => Assert.NotEmpty(GetNonzeroSeries(panel));

    [ClusterTheory]
    [MemberData(nameof(Alerts))]
    public async Task Prometheus_evaluates_the_rule_without_an_error(string alert)
    {
        var rule = await _monitored.Prometheus!.WaitForAsync($"an evaluation of {alert}", async () =>
            (await _monitored.Prometheus.GetRulesAsync()).SingleOrDefault(rule =>
                (string)rule["name"]! == alert && (string)rule["health"]! != "unknown"));

        Assert.True((string)rule["health"]! == "ok", rule.ToJsonString());
    }

    // Missing data could cause an empty result too, so the next test checks the expression without the threshold. Unit
    // tests with promtool check that the alerts fire.
    [ClusterFact]
    public void No_alert_has_a_result_before_errors() => Assert.Empty(Scenario.AlertsBeforeErrors);

    [ClusterTheory]
    [MemberData(nameof(Alerts))]
    public void Every_alert_has_data_before_errors(string alert) =>
        Assert.Contains(alert, Scenario.AlertsWithDataBeforeErrors);

    [ClusterTheory]
    [InlineData("AppMeshInjectErrors")]
    [InlineData("AppMeshInjectRejectedPodsRising")]
    public void Alert_has_a_result_after_rejected_pods_and_bad_requests(string alert) =>
        Assert.Contains(alert, Scenario.AlertsAfterErrors);

    [ClusterFact]
    public void AppMeshInjectNoReadyReplica_has_a_result_without_replicas() =>
        Assert.Contains("AppMeshInjectNoReadyReplica", Scenario.AlertsWithoutReplicas);

    // Returns the first label of each series with a value other than 0 and NaN; the empty string for series without
    // one.
    private IEnumerable<string> GetNonzeroSeries(string panel) =>
        from result in _monitored.Panels[panel]
        from series in result
        where QueryResults.GetValues(series!).Any(value => value is not ("0" or "NaN"))
        select (string?)series!["metric"]!.AsObject().FirstOrDefault().Value ?? "";
}
