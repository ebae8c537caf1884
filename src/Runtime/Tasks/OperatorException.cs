namespace FlinkSql.Runtime.Tasks;

/// <summary>What an operator threw, with the name of the operator.</summary>
public sealed class OperatorException(string operatorName, int subtask, Exception cause)
    : Exception($"{operatorName} (subtask {subtask}): {cause.Message}", cause)
{
    /// <summary>The operator as plans print it.</summary>
    public string OperatorName { get; } = operatorName;

    public int Subtask { get; } = subtask;
}
