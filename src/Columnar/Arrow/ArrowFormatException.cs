namespace FlinkSql.Columnar.Arrow;

/// <summary>Arrow data that is truncated, corrupt, or of a kind that is not read here; the message says what and where.</summary>
public sealed class ArrowFormatException : FormatException
{
    public ArrowFormatException(string message)
        : base("arrow: " + message)
    {
    }

    public ArrowFormatException(string message, Exception inner)
        : base("arrow: " + message, inner)
    {
    }

    public ArrowFormatException()
        : this("the data is not in Arrow's format")
    {
    }

    /// <summary>The same fault with the place in the data.</summary>
    internal ArrowFormatException At(string place) => new($"{Message["arrow: ".Length..]} ({place})", this);
}
