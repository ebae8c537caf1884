namespace FlinkSql.Engine.Why;

/// <summary>
/// Why a job gives no rows, or no more: what WHY NO OUTPUT, the prompt and the note after a silence all print.
/// </summary>
/// <param name="Cause">The cause.</param>
/// <param name="Job">The job.</param>
/// <param name="Reason">The cause in a sentence.</param>
public sealed record Diagnosis(Cause Cause, string Job, string Reason)
{
    /// <summary>What shows it: splits, watermarks, windows, counts; a line each.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>What to do about it; null where there is nothing but to wait.</summary>
    public string? Fix { get; init; }

    /// <summary>What does the holding back: a source, a split, an operator; empty where nothing does.</summary>
    public string Holder { get; init; } = "";

    /// <summary>Whether another diagnosis says the same, if with other numbers.</summary>
    public bool IsSameAs(Diagnosis? other) => other is not null && Cause == other.Cause && Holder == other.Holder;
}
