using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Tasks;

namespace FlinkSql.Runtime.Job;

/// <summary>A sink as the job master has it.</summary>
/// <param name="Name">The operator as plans print it.</param>
/// <param name="Uid">The stable name of the operator.</param>
/// <param name="Sink">An instance of the master's own.</param>
internal sealed record JobSink(string Name, string Uid, ISink Sink)
{
    /// <summary>What the sink throws is blamed on the operator.</summary>
    public void Call(Action<ISink> action)
    {
        try
        {
            action(Sink);
        }
        catch (Exception failure) when (failure is not OperatorException)
        {
            throw new OperatorException(Name, 0, failure);
        }
    }
}
