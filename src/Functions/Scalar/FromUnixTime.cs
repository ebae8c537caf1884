namespace FlinkSql.Functions.Scalar;

/// <summary>FROM_UNIXTIME: the text of a number of seconds since 1970 in the session zone.</summary>
public static class FromUnixTime
{
    [ScalarFunction("from_unixtime(bigint) -> string")]
    public static ReadOnlySpan<byte> Invoke(long seconds, Scratch scratch, QueryContext context) =>
        Invoke(seconds, "yyyy-MM-dd HH:mm:ss"u8, scratch, context);

    [ScalarFunction("from_unixtime(bigint, string) -> string")]
    public static ReadOnlySpan<byte> Invoke(
        long seconds, ReadOnlySpan<byte> pattern, Scratch scratch, QueryContext context) =>
        DateFormat.Invoke(new SqlTimestamp(unchecked(seconds * 1_000), 0), pattern, scratch, context);
}
