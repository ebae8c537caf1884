using FlinkSql.Runtime.Connect;

namespace FlinkSql.Runtime.Job;

/// <summary>A sink of a job.</summary>
/// <param name="Uid">The stable name of its operator, under which its state is found.</param>
/// <param name="Name">What messages call it.</param>
/// <param name="Sink">The sink, as the master has it.</param>
internal sealed record CommitTarget(string Uid, string Name, ISink Sink);
