namespace FlinkSql.Functions;

/// <summary>
/// A value made a running query fail: a cast that cannot be done, an overflow, a division by zero. The engine adds
/// the position of the expression before a user sees it.
/// </summary>
public sealed class QueryException(string code, string message, string? hint = null) : Exception(message)
{
    /// <summary>The error code, <c>FLS6xxx</c>.</summary>
    public string Code { get; } = code;

    /// <summary>What to do about it, where there is something.</summary>
    public string? Hint { get; } = hint;

    /// <summary>The WITH option at fault, where a connector complains about one.</summary>
    public string? Option { get; init; }
}
