using FlinkSql.Runtime.Tasks;

namespace FlinkSql.Runtime.Job;

/// <summary>A job has failed: <see cref="Exception.InnerException"/> is what was thrown, and here is by whom.</summary>
public sealed class JobFailedException : Exception
{
    public JobFailedException(string job, Exception cause)
        : base($"job '{job}' failed in {cause.Message}", (cause as OperatorException)?.InnerException ?? cause)
    {
        OperatorName = (cause as OperatorException)?.OperatorName;
        Subtask = (cause as OperatorException)?.Subtask;
    }

    /// <summary>The operator that threw; null when it was none.</summary>
    public string? OperatorName { get; }

    public int? Subtask { get; }
}
