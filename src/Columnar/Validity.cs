namespace FlinkSql.Columnar;

/// <summary>
/// Whether a row loop looks at validity bitmaps. A loop generic over this is compiled twice by the JIT: once with the
/// tests and once, for batches without NULL, with every test folded away.
/// </summary>
public interface IValidity
{
    /// <summary>Whether there may be a NULL at all.</summary>
    static abstract bool Any { get; }

    /// <summary>Whether the row is NULL in the column whose bitmap this is.</summary>
    static abstract bool IsNull(Bits validity, int row);
}

/// <summary>No column read by the loop holds a NULL.</summary>
public readonly struct NoNulls : IValidity
{
    public static bool Any => false;

    public static bool IsNull(Bits validity, int row) => false;
}

/// <summary>Some column read by the loop may hold a NULL.</summary>
public readonly struct SomeNulls : IValidity
{
    public static bool Any => true;

    public static bool IsNull(Bits validity, int row) => !validity.AllSet && !validity[row];
}
