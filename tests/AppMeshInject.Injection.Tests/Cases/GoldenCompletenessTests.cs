using System.Text.Json.Nodes;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Settings;
using AppMeshInject.Testing.Golden;
using AppMeshInject.Testing.Reviews;

namespace AppMeshInject.Injection.Tests.Cases;

/// <summary>Tests that the golden cases cover the catalogues.</summary>
public static class GoldenCompletenessTests
{
    private static readonly List<GoldenCase> Cases = [.. GoldenCase.Names().Select(GoldenCase.Load)];

    private static readonly List<Decision> Decisions = [.. Cases.Select(Decide)];

    [Fact]
    public static void There_are_at_least_130_cases() => Assert.InRange(Cases.Count, 130, int.MaxValue);

    [Fact]
    public static void Every_annotation_is_in_a_case()
    {
        var written = Cases.SelectMany(golden => GetAnnotations(golden.Request)).ToHashSet();

        Assert.Empty(AnnotationCatalogue.ByKey.Keys.Except(written));
    }

    [Fact]
    public static void Every_setting_that_shapes_pods_is_in_a_case_under_each_of_its_names()
    {
        var set = Cases.SelectMany(
            golden => SettingArguments.Parse(golden.Flags)).Select(setting => setting.Flag.TrimStart('-'));

        Assert.Empty(
            SettingsCatalogue.All.Where(
                setting => setting.AffectsPods).SelectMany(setting => setting.Names).Except(set));
    }

    [Fact]
    public static void Every_reason_of_an_admission_is_in_a_case() =>
        Assert.Equal(
            Enum.GetValues<Reason>().Except([Reason.BadRequest, Reason.Overloaded]),
            Decisions.Select(decision => decision.Reason).Distinct().Order());

    [Fact]
    public static void Every_kind_of_warning_is_in_a_case() =>
        Assert.Equal(
            Enum.GetValues<WarningKind>(),
            Decisions.SelectMany(decision => decision.Warnings).Select(warning => warning.Kind).Distinct().Order());

    [Fact]
    public static void Every_annotation_with_a_format_is_rejected_in_a_case()
    {
        var messages = string.Join('\n', Decisions.Select(decision => decision.Rejection));
        var readable = AnnotationCatalogue.All.Where(
            annotation => annotation.AcceptedValues != "any" && annotation != AnnotationCatalogue.InjectionSwitch);

        Assert.Empty(
            readable.Where(
                annotation => !messages.Contains(
                    $"{annotation.Key}: ", StringComparison.Ordinal)).Select(annotation => annotation.Key));
    }

    private static Decision Decide(GoldenCase golden)
    {
        Engine.Create(golden.Flags).Review(golden.Request, out var decision);
        return decision;
    }

    private static IEnumerable<string> GetAnnotations(AdmissionRequest request) =>
        JsonNode.Parse(request.ObjectJson)?["metadata"]?["annotations"] is JsonObject annotations ? annotations.Select(
            annotation => annotation.Key) : [];
}
