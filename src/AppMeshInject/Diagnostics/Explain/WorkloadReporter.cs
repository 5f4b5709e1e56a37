using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Plans;

namespace AppMeshInject.Diagnostics.Explain;

/// <summary>Creates reports from explanations.</summary>
internal static class WorkloadReporter
{
    /// <summary>Creates the report of a workload.</summary>
    /// <param name="name">The kind and name, such as deployment/web.</param>
    /// <param name="namespace">The namespace.</param>
    /// <param name="explanation">The explanation of the engine.</param>
    public static WorkloadReport Report(string name, string @namespace, Explanation explanation)
    {
        var decision = explanation.Decision;
        return new WorkloadReport
        {
            Name = name,
            Namespace = @namespace,
            Reason = decision.Reason.Code,
            Allowed = decision.IsAllowed,
            Mesh = explanation.Mesh,
            VirtualNode = decision.VirtualNode,
            Rules = [.. explanation.Steps.Select(Report)],
            Added = explanation.Plan is { } plan ? Report(plan) : null,
            Warnings = [.. decision.Warnings.Select(warning => new WarningReport(warning.Kind.Code, warning.Text))],
            Errors = decision.Errors,
        };
    }

    private static RuleReport Report(RuleStep step) => new(
        step.Reason.Code,
        step.When,
        step.Outcome switch
        {
            RuleOutcome.Matched => RuleReport.Matched,
            RuleOutcome.NotMatched => RuleReport.NotMatched,
            _ => RuleReport.NotEvaluated,
        },
        [.. step.Inputs.Select(input => new InputReport(input.Name, input.Value))]);

    private static AdditionReport Report(InjectionPlan plan) => new()
    {
        InitContainers = [.. plan.Containers.Where(addition => addition.IsInit).Select(Report)],
        Containers = [.. plan.Containers.Where(addition => !addition.IsInit).Select(Report)],
        Volumes = [.. plan.Volumes.Select(volume => volume.Name)],
        ImagePullSecrets = plan.PullSecret is { } secret ? [secret] : [],
        FsGroup = plan.FsGroup,
        Annotations =
        [
            .. plan.Annotations.Select(annotation => new AnnotationReport(annotation.Key, annotation.Value)),
        ],
    };

    private static ContainerReport Report(ContainerAddition addition) =>
        new(addition.Container.Name, addition.Container.Image);
}
