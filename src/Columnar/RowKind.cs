namespace FlinkSql.Columnar;

/// <summary>What a row does to a table: <c>+I -U +U -D</c>, with Flink's meaning and order.</summary>
public enum RowKind : byte
{
    Insert = 0,
    UpdateBefore = 1,
    UpdateAfter = 2,
    Delete = 3,
}

/// <summary>Questions about row kinds and their short text.</summary>
public static class RowKinds
{
    /// <summary>Whether the kind takes a row away: -U and -D.</summary>
    public static bool IsRetraction(this RowKind kind) => ((int)kind & 1) != 0;

    public static string ToShortString(this RowKind kind) => kind switch
    {
        RowKind.Insert => "+I",
        RowKind.UpdateBefore => "-U",
        RowKind.UpdateAfter => "+U",
        _ => "-D",
    };

    /// <summary>Parses <c>+I -U +U -D</c>; false for anything else.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out RowKind kind)
    {
        (bool known, kind) = text switch
        {
            "+I" => (true, RowKind.Insert),
            "-U" => (true, RowKind.UpdateBefore),
            "+U" => (true, RowKind.UpdateAfter),
            "-D" => (true, RowKind.Delete),
            _ => (false, default),
        };
        return known;
    }
}
