using FlinkSql.Functions.Casts;

namespace FlinkSql.Functions.Scalar;

/// <summary>CURRENT_DATE: the date of the row in the session zone.</summary>
public static class CurrentDate
{
    [ScalarFunction("current_date() -> date", Deterministic = false)]
    public static int Invoke(QueryContext context) => TimeCasts.TimestampToDate(LocalTimestamp.Invoke(context));
}
