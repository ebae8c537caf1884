namespace FlinkSql.Runtime.Operators;

/// <summary>The rows of a query are such that it cannot go on: the user's data or statement is at fault.</summary>
/// <param name="code">The error code, <c>FLS6xxx</c>.</param>
/// <param name="message">What is wrong.</param>
/// <param name="hint">What to do about it.</param>
public sealed class RuntimeException(string code, string message, string? hint = null) : Exception(message)
{
    public string Code { get; } = code;

    public string? Hint { get; } = hint;
}
