using System.Globalization;
using System.Text;
using FlinkSql.Columnar;

namespace FlinkSql.Runtime.Connect;

/// <summary>One run of a sink of a job. What a run has not made visible bears its name, so that runs never clash.</summary>
/// <param name="Job">
/// The same for all runs of this sink of this job, also in later processes that go on from its checkpoints; different for
/// any other job or sink. Letters and digits.
/// </param>
/// <param name="Token">Grows with every process that takes the job over.</param>
/// <param name="Attempt">Grows with every start of the job in that process.</param>
public sealed record SinkRun(string Job, long Token, int Attempt)
{
    /// <summary>The name of the run: <c>job-token.attempt</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Job}-{Token}.{Attempt}");

    /// <summary>Whether another run of the same sink was before this one.</summary>
    public bool IsAfter(long token, int attempt) => (token, attempt).CompareTo((Token, Attempt)) < 0;

    /// <summary>The run of a sink.</summary>
    /// <param name="identity">What tells the job from all others, for example the folder of its checkpoints.</param>
    /// <param name="uid">The stable name of the sink in the job.</param>
    /// <param name="token">Grows with every process.</param>
    /// <param name="attempt">Grows with every start in a process.</param>
    internal static SinkRun Of(string identity, string uid, long token, int attempt)
    {
        ulong hash = KeyHash.Combine(
            KeyHash.Hash(Encoding.UTF8.GetBytes(identity)), KeyHash.Hash(Encoding.UTF8.GetBytes(uid)));
        return new SinkRun((hash >> 16).ToString("x12", CultureInfo.InvariantCulture), token, attempt);
    }
}
