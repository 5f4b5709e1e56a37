using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Pods;
using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Injection.Decisions;

/// <summary>
/// Explains decisions. The decision itself is made by <see cref="Injector"/>, so that an explanation cannot differ from
/// an admission.
/// </summary>
/// <param name="settings">The settings of the injector.</param>
/// <param name="cluster">The known properties of the cluster.</param>
public sealed class Explainer(InjectorSettings settings, ClusterInfo cluster)
{
    private readonly Injector _injector = new(settings, cluster);

    /// <summary>Gets the reasons that apply if no rule matches, in the order of their evaluation.</summary>
    public static IReadOnlyList<(Reason Reason, string When)> FinalReasons { get; } =
    [
        (Reason.InvalidAnnotation, "an annotation is malformed"),
        (Reason.NoMesh, "neither the pod nor the settings name a mesh"),
        (Reason.Injected, "no other rule matches"),
    ];

    /// <summary>Decides on a pod and explains the decision.</summary>
    /// <param name="pod">The pod, or the pod template of a workload.</param>
    /// <param name="namespace">The namespace of the pod.</param>
    /// <param name="workload">The workload that the pod belongs to.</param>
    public Explanation Explain(PodView pod, string @namespace, Workload workload)
    {
        var podSettings = new EffectivePodSettings(pod, @namespace, workload, settings, cluster);
        var decision = _injector.Decide(pod, @namespace, workload);
        var steps = new List<RuleStep>
        {
            new(Reason.NotAPodCreation, "the request is not a CREATE of a core/v1 Pod", RuleOutcome.NotMatched,
                [new RuleInput("request", "CREATE of a core/v1 Pod")]),
        };
        foreach (var rule in Rule.All)
        {
            Add(rule.Reason, rule.When, () => rule.Inputs(podSettings));
        }

        foreach (var (reason, when) in FinalReasons)
        {
            Add(reason, when, () => GetInputs(reason, podSettings, decision));
        }

        return new Explanation(decision, steps, podSettings.Mesh, Injector.Plan(decision));

        void Add(Reason reason, string when, Func<IReadOnlyList<RuleInput>> inputs)
        {
            var outcome = reason == decision.Reason ? RuleOutcome.Matched
                : steps.Exists(step => step.Outcome == RuleOutcome.Matched) ? RuleOutcome.NotEvaluated
                : RuleOutcome.NotMatched;
            steps.Add(new RuleStep(reason, when, outcome, outcome == RuleOutcome.NotEvaluated ? [] : inputs()));
        }
    }

    private static IReadOnlyList<RuleInput> GetInputs(
        Reason reason, EffectivePodSettings podSettings, Decision decision) => reason switch
        {
            Reason.InvalidAnnotation =>
                [.. (decision.Reason == reason ? decision.Errors : []).Select(error => new RuleInput("error", error))],
            Reason.NoMesh =>
            [
                RuleInput.FromAnnotation(podSettings, AnnotationCatalogue.Mesh.Key),
            new RuleInput("setting mesh-name", podSettings.Settings.Mesh.Name),
        ],
            _ => [],
        };
}
