namespace FlinkSql.Functions.Aggregates;

/// <summary>SINGLE_VALUE: the only value of a scalar subquery; a second row is an error.</summary>
[AggregateFunction("single_value(boolean) -> $0", State = typeof(Single<bool>), Retracts = true)]
[AggregateFunction("single_value(tinyint) -> $0", State = typeof(Single<sbyte>), Retracts = true)]
[AggregateFunction("single_value(smallint) -> $0", State = typeof(Single<short>), Retracts = true)]
[AggregateFunction("single_value(int) -> $0", State = typeof(Single<int>), Retracts = true)]
[AggregateFunction("single_value(bigint) -> $0", State = typeof(Single<long>), Retracts = true)]
[AggregateFunction("single_value(float) -> $0", State = typeof(Single<float>), Retracts = true)]
[AggregateFunction("single_value(double) -> $0", State = typeof(Single<double>), Retracts = true)]
[AggregateFunction("single_value(decimal) -> $0", State = typeof(Single<SqlDecimal>), Retracts = true)]
[AggregateFunction("single_value(date) -> $0", State = typeof(Single<int>), Retracts = true)]
[AggregateFunction("single_value(time) -> $0", State = typeof(Single<long>), Retracts = true)]
[AggregateFunction("single_value(timestamp) -> $0", State = typeof(Single<SqlTimestamp>), Retracts = true)]
[AggregateFunction("single_value(timestamp_ltz) -> $0", State = typeof(Single<SqlTimestamp>), Retracts = true)]
[AggregateFunction("single_value(interval_day) -> $0", State = typeof(Single<long>), Retracts = true)]
[AggregateFunction("single_value(interval_month) -> $0", State = typeof(Single<int>), Retracts = true)]
[AggregateFunction("single_value(string) -> $0", State = typeof(SingleText), Retracts = true)]
public static class SingleValue;
