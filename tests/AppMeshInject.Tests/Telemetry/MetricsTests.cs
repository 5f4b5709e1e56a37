using System.Text;
using AppMeshInject.Injection;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Testing.Reviews;
using AppMeshInject.Tests.Hosting;
using Xunit;

namespace AppMeshInject.Tests.Telemetry;

/// <summary>Tests the metrics that the native program serves.</summary>
public sealed class MetricsTests
{
    private static readonly AdmissionRequest Web = new(
        """{"metadata":{"name":"web"},"spec":{"containers":[{"name":"app"}]}}""", "shop");

    [Fact]
    public async Task Admission_is_counted_by_reason_and_operation_with_its_sizes_duration_and_warnings()
    {
        await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m"]);

        var update = Web with { Operation = "UPDATE" };
        await program.ReviewAsync(Web);
        await program.ReviewAsync(update);
        var scrape = await Scrape.CreateAsync(program);

        Assert.Equal(1, scrape["appmesh_inject_admissions_total{reason=\"Injected\",operation=\"CREATE\"}"]);
        Assert.Equal(1, scrape["appmesh_inject_admissions_total{reason=\"NotAPodCreation\",operation=\"UPDATE\"}"]);
        Assert.Equal(0, scrape["appmesh_inject_admissions_total{reason=\"NoMesh\",operation=\"CREATE\"}"]);
        Assert.Equal(1, scrape["appmesh_inject_warnings_total{kind=\"NoPorts\"}"]);
        Assert.Equal(2, scrape["appmesh_inject_admission_duration_seconds_count"]);
        Assert.InRange(scrape["appmesh_inject_admission_duration_seconds_sum"], 1e-6, 30);
        Assert.Equal(
            Encoding.UTF8.GetByteCount(Web.ToReview()) + Encoding.UTF8.GetByteCount(update.ToReview()),
            scrape["appmesh_inject_request_size_bytes_sum"]);
        Assert.InRange(scrape["appmesh_inject_response_size_bytes_sum"], 1000, 100_000);
    }

    [Fact]
    public async Task All_reasons_and_warnings_have_series_from_the_start()
    {
        await using var program = await RunningProgram.StartReadyAsync([]);

        var scrape = await Scrape.CreateAsync(program);

        Assert.All(
            Enum.GetValues<Reason>(),
            reason => Assert.Contains(
                $"appmesh_inject_admissions_total{{reason=\"{reason.Code}\",", scrape.Text, StringComparison.Ordinal));
        Assert.All(
            Enum.GetValues<WarningKind>(),
            kind => Assert.Equal(0, scrape[$"appmesh_inject_warnings_total{{kind=\"{kind.Code}\"}}"]));
    }

    [Fact]
    public async Task Program_has_metrics_of_its_version_settings_readiness_and_runtime()
    {
        await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m"]);
        await using var same = await RunningProgram.StartReadyAsync(["--mesh-name=m"]);
        await using var other = await RunningProgram.StartReadyAsync(["--mesh-name=n"]);

        var scrape = await Scrape.CreateAsync(program);

        Assert.Equal(1, scrape[$"appmesh_inject_build_info{{version=\"{InjectorVersion.Informational}\"}}"]);
        Assert.Equal(1, scrape["appmesh_inject_ready"]);
        Assert.Equal(double.NaN, scrape["appmesh_inject_ca_bundle_up_to_date"]);
        Assert.Equal(GetSettingsSeries(scrape), GetSettingsSeries(await Scrape.CreateAsync(same)));
        Assert.NotEqual(GetSettingsSeries(scrape), GetSettingsSeries(await Scrape.CreateAsync(other)));
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        Assert.InRange(scrape["process_start_time_seconds"], now - 60, now + 60);
        Assert.InRange(scrape["process_cpu_seconds_total"], 0.001, 60);
        Assert.InRange(scrape["process_resident_memory_bytes"], 5e6, 1e9);
        Assert.InRange(scrape["dotnet_gc_allocated_bytes_total"], 1e4, 1e9);
        Assert.InRange(scrape["dotnet_gc_committed_bytes"], 1e4, 1e9);
        Assert.InRange(scrape["appmesh_inject_certificate_expiry_timestamp_seconds"], now + 86400, now + (400 * 86400));
    }

    [Fact]
    public async Task Promtool_accepts_the_metrics()
    {
        await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m"]);
        await program.ReviewAsync(Web);

        Promtool.AssertAccepts(["check", "metrics"], (await Scrape.CreateAsync(program)).Text);
    }

    private static string GetSettingsSeries(Scrape scrape) => scrape.Series.Single(
        series => series.StartsWith("appmesh_inject_settings_info{", StringComparison.Ordinal));
}
