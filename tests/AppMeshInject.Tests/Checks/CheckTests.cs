using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using AppMeshInject.Diagnostics.Check;
using AppMeshInject.Diagnostics.Explain;
using AppMeshInject.Diagnostics.Installation;
using AppMeshInject.Testing.Golden;
using Xunit;
using static AppMeshInject.Tests.Checks.FakeInstallation;

namespace AppMeshInject.Tests.Checks;

/// <summary>Tests the report of <c>check</c> and its documentation.</summary>
public sealed class CheckTests : IDisposable
{
    private readonly FakeInstallation _installation = new();

    public static TheoryData<string> Codes => [.. FindingKinds.All.Select(kind => kind.Code)];

    public void Dispose() => _installation.Dispose();

    [Fact]
    public async Task An_installation_that_is_well_is_told_so()
    {
        var run = await _installation.CheckAsync();

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains($"  replicas      2: appmesh-inject:1\n  version       0.1.0\n  settings      {Hash}\n  tried in      shop\n  namespaces    shop\n  running pods  1\n", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("\nall is well\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', run.Output);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Each_fault_is_found_and_its_mend_named(string code)
    {
        InstallationDefects.ByCode[code](_installation);

        var run = await _installation.CheckAsync("-o", "json");

        var finding = Assert.Single(GetFindings(run), finding => finding["code"]!.ToString() == code);
        var kind = FindingKinds.All.Single(kind => kind.Code == code);
        Assert.Equal(kind.Severity.ToString().ToLowerInvariant(), finding["severity"]!.ToString());
        Assert.All(["wrong", "mend"], field => Assert.Matches("^[A-Z].*[.]$", finding[field]!.ToString()));
        Assert.Equal(kind.Severity == Severity.Note ? 0 : 1, run.ExitCode);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Each_code_is_documented(string code)
    {
        var page = File.ReadAllText(Path.Combine(CaseFolders.Root(), "docs", "explain-and-check.md"));
        var kind = FindingKinds.All.Single(kind => kind.Code == code);

        Assert.Contains($"| `{code}` | {kind.Severity.ToString().ToLowerInvariant()} | {kind.Meaning} |", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(WorkloadReport))]
    [InlineData(typeof(RuleReport))]
    [InlineData(typeof(InputReport))]
    [InlineData(typeof(AdditionReport))]
    [InlineData(typeof(LiveReport))]
    [InlineData(typeof(InjectStatus))]
    [InlineData(typeof(CheckReport))]
    [InlineData(typeof(CheckedReport))]
    [InlineData(typeof(FindingReport))]
    public void Each_field_for_programs_is_documented(Type report)
    {
        var page = File.ReadAllText(Path.Combine(CaseFolders.Root(), "docs", "explain-and-check.md"));

        Assert.All(
            report.GetProperties().Where(property => property.GetCustomAttribute<JsonIgnoreAttribute>()?.Condition is not JsonIgnoreCondition.Always),
            property => Assert.Contains($"`{JsonNamingPolicy.CamelCase.ConvertName(property.Name)}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_report_for_a_person_has_the_code_what_is_wrong_and_the_mend()
    {
        InstallationDefects.ByCode["PodsWithoutSidecar"](_installation);

        var run = await _installation.CheckAsync();

        Assert.Contains(
            "warning PodsWithoutSidecar\n  In shop 1 running pod should carry the sidecar and does not: deployment/web.\n"
            + "  Create them anew, such as by kubectl rollout restart deployment/web --namespace shop.\n", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("\nto mend: 1\n", run.Output, StringComparison.Ordinal);
    }
}
