using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using AppMeshInject.Diagnostics.Check;
using AppMeshInject.Diagnostics.Explain;
using AppMeshInject.Injection.Sidecars;
using AppMeshInject.Testing.Golden;
using Xunit;
using static AppMeshInject.Tests.Diagnostics.Check.FakeInstallation;

namespace AppMeshInject.Tests.Diagnostics.Check;

/// <summary>Tests the report of <c>check</c> and its documentation.</summary>
public sealed class CheckTests : IDisposable
{
    private readonly FakeInstallation _installation = new();

    public static TheoryData<string> Codes => [.. FindingKinds.All.Select(kind => kind.Code)];

    public void Dispose() => _installation.Dispose();

    [Fact]
    public async Task A_healthy_installation_has_no_problems()
    {
        var run = await _installation.CheckAsync();

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(
            $"  replicas      2: appmesh-inject:1\n  version       0.1.0\n  settings hash {Hash}\n"
            + "  dry run in    shop\n  namespaces    shop\n  running pods  1\n",
            run.Output,
            StringComparison.Ordinal);
        Assert.EndsWith("\nno problems found\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', run.Output);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Each_defect_is_reported_with_a_fix(string code)
    {
        InstallationDefects.ByCode[code](_installation);

        var run = await _installation.CheckAsync("-o", "json");

        var finding = Assert.Single(GetFindings(run), finding => finding["code"]!.ToString() == code);
        var kind = FindingKinds.All.Single(kind => kind.Code == code);
        Assert.Equal(kind.Severity.ToString().ToLowerInvariant(), finding["severity"]!.ToString());
        Assert.All(["problem", "fix"], field => Assert.Matches("^[A-Z].*[.]$", finding[field]!.ToString()));
        Assert.Equal(kind.Severity == Severity.Note ? 0 : 1, run.ExitCode);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Each_finding_code_is_documented(string code)
    {
        var page = File.ReadAllText(Path.Combine(CaseFolders.Root(), "docs", "explain-and-check.md"));
        var kind = FindingKinds.All.Single(kind => kind.Code == code);

        Assert.Contains(
            $"| `{code}` | {kind.Severity.ToString().ToLowerInvariant()} | {kind.Meaning} |",
            page,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(WorkloadReport))]
    [InlineData(typeof(RuleReport))]
    [InlineData(typeof(InputReport))]
    [InlineData(typeof(AdditionReport))]
    [InlineData(typeof(LiveReport))]
    [InlineData(typeof(InjectStatus))]
    [InlineData(typeof(CheckReport))]
    [InlineData(typeof(CheckSummary))]
    [InlineData(typeof(FindingReport))]
    public void Each_JSON_field_is_documented(Type report)
    {
        var page = File.ReadAllText(Path.Combine(CaseFolders.Root(), "docs", "explain-and-check.md"));

        Assert.All(
            report.GetProperties().Where(IsWritten),
            property => Assert.Contains(
                $"`{JsonNamingPolicy.CamelCase.ConvertName(property.Name)}`", page, StringComparison.Ordinal));

        static bool IsWritten(PropertyInfo property) =>
            property.GetCustomAttribute<JsonIgnoreAttribute>()?.Condition is not JsonIgnoreCondition.Always;
    }

    [Fact]
    public async Task The_text_report_has_code_problem_and_fix()
    {
        InstallationDefects.ByCode["PodsWithoutSidecar"](_installation);

        var run = await _installation.CheckAsync();

        Assert.Contains(
            "warning PodsWithoutSidecar\n  Namespace shop has 1 running pod without a sidecar: deployment/web.\n"
            + "  Recreate the pods, for example with kubectl rollout restart deployment/web --namespace shop.\n",
            run.Output, StringComparison.Ordinal);
        Assert.EndsWith("\nproblems to fix: 1\n", run.Output, StringComparison.Ordinal);
    }
}
