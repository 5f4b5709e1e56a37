using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Json;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Patches;
using AppMeshInject.Testing.Generation;
using AppMeshInject.Testing.Recorded;
using AppMeshInject.Testing.Reviews;
using CsCheck;

namespace AppMeshInject.Injection.Tests.Properties;

/// <summary>Properties that hold for all pods and settings.</summary>
public sealed class PodProperties
{
    private static readonly int Pods = TestScale.IsSmall ? 50 : 12_000;

    private static readonly Gen<(JsonObject Pod, string[] Flags)> PodsAndFlags = Gen.Select(
        Testing.Generation.Pods.Any, Flags.Any);

    [Fact]
    public void Review_generated_pods_meets_all_properties()
    {
        var seen = 0;
        var reasons = new HashSet<Reason>();
        PodsAndFlags.Sample(
            sample =>
            {
                Interlocked.Increment(ref seen);
                var reason = Check(sample.Pod, sample.Flags);
                lock (reasons)
                {
                    reasons.Add(reason);
                }
            },
            iter: Pods,
            print: sample => $"{string.Join(' ', sample.Flags)} {sample.Pod.ToJsonString()}");

        Assert.True(seen >= Pods, $"{seen} pods");
        if (!TestScale.IsSmall)
        {
            Assert.Equal(
                Enum.GetValues<Reason>().Except(
                    [Reason.NotAPodCreation, Reason.SystemNamespace, Reason.BadRequest, Reason.Overloaded]).Order(),
                reasons.Order());
        }
    }

    private static Reason Check(JsonObject pod, string[] flags)
    {
        var engine = Engine.Create(flags);
        var request = new AdmissionRequest(pod.ToJsonString(), "shop");
        var outcome = engine.Review(request, out var decision);
        Assert.Equal(decision.Reason.ToString(), outcome.Reason);
        CheckWarnings(outcome);
        CheckRejection(decision, outcome, flags);

        var mutated = outcome.ApplyTo(request);
        Assert.Empty(Unchanged.Differences(pod, mutated));
        if (outcome.Patch is { } patch)
        {
            PatchVocabulary.Check(patch);
            Assert.Equal(WritePlan(decision), patch.ToJsonString());
            Assert.Null(engine.Review(new AdmissionRequest(mutated.ToJsonString(), "shop")).Patch);
        }

        var again = engine.Review(request);
        Assert.Equal(outcome.Patch?.ToJsonString(), again.Patch?.ToJsonString());
        Assert.Equal(outcome with { Patch = null, Warnings = [] }, again with { Patch = null, Warnings = [] });

        // Escaped characters and the order of fields do not change the meaning.
        CheckSame(outcome, engine.Review(request with { ObjectJson = Escaped(pod) }));
        CheckSame(outcome, engine.Review(request with { ObjectJson = Reversed(pod)!.ToJsonString() }));
        return decision.Reason;
    }

    private static void CheckSame(Outcome expected, Outcome actual)
    {
        Assert.Equal(
            (expected.Reason, expected.Allowed, expected.Warnings.Count),
            (actual.Reason, actual.Allowed, actual.Warnings.Count));
        Assert.Equal(expected.Patch?.ToJsonString(), actual.Patch?.ToJsonString());
    }

    private static void CheckWarnings(Outcome outcome)
    {
        Assert.InRange(outcome.Warnings.Count, 0, 10);
        Assert.All(outcome.Warnings, warning =>
        {
            Assert.InRange(warning.Length, 1, 256);
            Assert.DoesNotContain(warning, char.IsControl);
            Assert.Equal(warning, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(warning)));
        });
    }

    private static void CheckRejection(Decision decision, Outcome outcome, string[] flags)
    {
        Assert.Equal(decision.Reason is Reason.InvalidAnnotation or Reason.NoMesh, !outcome.Allowed);
        Assert.Equal(decision.Reason == Reason.Injected, outcome.Patch is not null);
        if (outcome.Allowed)
        {
            return;
        }

        Assert.DoesNotContain(outcome.Message!, char.IsControl);
        foreach (var annotation in AnnotationCatalogue.All.Except([AnnotationCatalogue.InjectionSwitch]))
        {
            if (decision.Pod!.Annotations.TryGetValue(annotation.Key, out var text)
                && annotation.Apply(PodAnnotations.Parse(decision.Pod), text) is not null)
            {
                Assert.Contains(
                    $"{annotation.Key}: {ValidationError.Quote(text)}", outcome.Message!, StringComparison.Ordinal);
            }
        }

        Assert.True(decision.Reason != Reason.NoMesh || flags.Contains("--mesh-name="));
    }

    // Writes the patch without a template.
    private static string WritePlan(Decision decision)
    {
        using var output = new PooledBuffer();
        PatchWriter.Write(Injector.Plan(decision)!, decision.Pod!, output);
        return JsonNode.Parse(output.WrittenSpan)!.ToJsonString();
    }

    private static string Escaped(JsonObject pod)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = new EscapeAllEncoder() }))
        {
            pod.WriteTo(json);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static JsonNode? Reversed(JsonNode? node) => node switch
    {
        JsonObject fields =>
            new JsonObject(fields.Reverse().Select(field => KeyValuePair.Create(field.Key, Reversed(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Reversed)]),
        _ => node?.DeepClone(),
    };
}
