namespace FlinkSql.Functions;

/// <summary>A DECIMAL value as functions see it: the unscaled integer with its precision and scale.</summary>
public readonly record struct SqlDecimal(Int128 Unscaled, int Precision, int Scale);

/// <summary>
/// A TIMESTAMP or TIMESTAMP_LTZ value as functions see it, of any precision: milliseconds since 1970-01-01T00:00 and
/// the nanoseconds within the millisecond, 0 to 999,999.
/// </summary>
public readonly record struct SqlTimestamp(long Milliseconds, int NanosOfMillisecond);
