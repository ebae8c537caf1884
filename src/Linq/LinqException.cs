namespace FlinkSql.Linq;

/// <summary>A LINQ query that cannot be said in SQL, or a row that does not fit its table.</summary>
public sealed class LinqException : Exception
{
    internal LinqException(string code, string message, string? hint = null, Exception? inner = null)
        : base(hint is null ? $"error {code}: {message}" : $"error {code}: {message}\n  hint: {hint}", inner)
    {
        Code = code;
        Hint = hint;
    }

    /// <summary>The error code, <c>FLS7xxx</c>.</summary>
    public string Code { get; }

    /// <summary>What to do about it.</summary>
    public string? Hint { get; }
}
