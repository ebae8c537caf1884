using FlinkSql.Runtime.Connect;

namespace FlinkSql.Runtime.Job;

/// <summary>A sink as the job master has it.</summary>
/// <param name="Name">The operator as plans print it.</param>
/// <param name="Uid">The stable name of the operator, under which its state is found.</param>
/// <param name="Sink">An instance of the master's own.</param>
/// <param name="Vertex">Where it is.</param>
internal sealed record JobSink(string Name, string Uid, ISink Sink, int Vertex);
