namespace AppMeshInject.Injection.Decisions;

/// <summary>The result of evaluating a rule.</summary>
public enum RuleOutcome
{
    /// <summary>The rule does not match; evaluation continues with the next rule.</summary>
    NotMatched,

    /// <summary>The rule matches and decides.</summary>
    Matched,

    /// <summary>The rule is not evaluated, because a previous rule matched.</summary>
    NotEvaluated,
}

/// <summary>A step of an explanation: a rule and its result.</summary>
/// <param name="Reason">The reason code of the rule.</param>
/// <param name="When">A phrase that describes when the rule matches.</param>
/// <param name="Outcome">The result.</param>
/// <param name="Inputs">The values that the rule evaluated; empty if it was not evaluated.</param>
public sealed record RuleStep(Reason Reason, string When, RuleOutcome Outcome, IReadOnlyList<RuleInput> Inputs);
