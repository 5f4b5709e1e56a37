using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Pods;
using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Injection.Decisions;

/// <summary>Explains decisions. It asks the injector itself, beside the way of an admission, so that it cannot tell otherwise.</summary>
/// <param name="settings">The settings.</param>
/// <param name="cluster">What is known of the cluster.</param>
public sealed class Explainer(InjectorSettings settings, ClusterInfo cluster)
{
    private readonly Injector _injector = new(settings, cluster);

    /// <summary>The reasons that come behind the rules, and when.</summary>
    public static IReadOnlyList<(Reason Reason, string When)> BehindTheRules { get; } =
    [
        (Reason.InvalidAnnotation, "an annotation is malformed"),
        (Reason.NoMesh, "no mesh is named, on the pod or in the settings"),
        (Reason.Injected, "otherwise"),
    ];

    /// <summary>Decides on a pod, and tells how.</summary>
    /// <param name="pod">The pod, or the template of such a pod.</param>
    /// <param name="namespace">The namespace it is created in.</param>
    /// <param name="workload">The workload it belongs to.</param>
    public Explanation Explain(PodView pod, string @namespace, Workload workload)
    {
        var options = new EffectivePodSettings(pod, @namespace, workload, settings, cluster);
        var decision = _injector.Decide(pod, @namespace, workload);
        var steps = new List<RuleStep>
        {
            new(Reason.NotAPodCreation, "the request is no CREATE of a core/v1 Pod", RuleOutcome.Passed, [new RuleInput("request", "CREATE of a core/v1 Pod")]),
        };
        foreach (var rule in Rule.InOrder)
        {
            Add(rule.Reason, rule.When, () => rule.Inputs(options));
        }

        foreach (var (reason, when) in BehindTheRules)
        {
            Add(reason, when, () => InputsOf(reason, options, decision));
        }

        return new Explanation(decision, steps, options.Mesh);

        void Add(Reason reason, string when, Func<IReadOnlyList<RuleInput>> inputs)
        {
            var outcome = reason == decision.Reason ? RuleOutcome.Decided
                : steps.Exists(step => step.Outcome == RuleOutcome.Decided) ? RuleOutcome.NotAsked
                : RuleOutcome.Passed;
            steps.Add(new RuleStep(reason, when, outcome, outcome == RuleOutcome.NotAsked ? [] : inputs()));
        }
    }

    private static IReadOnlyList<RuleInput> InputsOf(Reason reason, EffectivePodSettings options, Decision decision) => reason switch
    {
        Reason.InvalidAnnotation => [.. (decision.Reason == reason ? decision.Errors : []).Select(fault => new RuleInput("fault", fault))],
        Reason.NoMesh =>
        [
            RuleInput.OfAnnotation(options, AnnotationCatalogue.Mesh.Key),
            new RuleInput("setting mesh-name", options.Settings.Mesh.Name),
        ],
        _ => [],
    };
}
