using FlinkSql.Functions.State;

namespace FlinkSql.Functions.Aggregates;

/// <summary>MIN: the least value; NULL where there is none. Texts compare by code points, FALSE is less than TRUE.</summary>
[AggregateFunction("min(boolean) -> $0", State = typeof(Extreme<bool, Least<bool>>))]
[AggregateFunction("min(tinyint) -> $0", State = typeof(Extreme<sbyte, Least<sbyte>>))]
[AggregateFunction("min(smallint) -> $0", State = typeof(Extreme<short, Least<short>>))]
[AggregateFunction("min(int) -> $0", State = typeof(Extreme<int, Least<int>>))]
[AggregateFunction("min(bigint) -> $0", State = typeof(Extreme<long, Least<long>>))]
[AggregateFunction("min(float) -> $0", State = typeof(Extreme<float, Least<float>>))]
[AggregateFunction("min(double) -> $0", State = typeof(Extreme<double, Least<double>>))]
[AggregateFunction("min(decimal) -> $0", State = typeof(Extreme<SqlDecimal, Least<SqlDecimal>>))]
[AggregateFunction("min(date) -> $0", State = typeof(Extreme<int, Least<int>>))]
[AggregateFunction("min(time) -> $0", State = typeof(Extreme<long, Least<long>>))]
[AggregateFunction("min(timestamp) -> $0", State = typeof(Extreme<SqlTimestamp, Least<SqlTimestamp>>))]
[AggregateFunction("min(timestamp_ltz) -> $0", State = typeof(Extreme<SqlTimestamp, Least<SqlTimestamp>>))]
[AggregateFunction("min(interval_day) -> $0", State = typeof(Extreme<long, Least<long>>))]
[AggregateFunction("min(interval_month) -> $0", State = typeof(Extreme<int, Least<int>>))]
[AggregateFunction("min(string) -> $0", State = typeof(ExtremeText<Least<int>>))]
[AggregateFunction("min(boolean) -> $0", State = typeof(RetractingExtreme<bool, Least<bool>>), Retracts = true)]
[AggregateFunction("min(tinyint) -> $0", State = typeof(RetractingExtreme<sbyte, Least<sbyte>>), Retracts = true)]
[AggregateFunction("min(smallint) -> $0", State = typeof(RetractingExtreme<short, Least<short>>), Retracts = true)]
[AggregateFunction("min(int) -> $0", State = typeof(RetractingExtreme<int, Least<int>>), Retracts = true)]
[AggregateFunction("min(bigint) -> $0", State = typeof(RetractingExtreme<long, Least<long>>), Retracts = true)]
[AggregateFunction("min(float) -> $0", State = typeof(RetractingExtreme<float, Least<float>>), Retracts = true)]
[AggregateFunction("min(double) -> $0", State = typeof(RetractingExtreme<double, Least<double>>), Retracts = true)]
[AggregateFunction(
    "min(decimal) -> $0", State = typeof(RetractingExtreme<SqlDecimal, Least<SqlDecimal>>), Retracts = true)]
[AggregateFunction("min(date) -> $0", State = typeof(RetractingExtreme<int, Least<int>>), Retracts = true)]
[AggregateFunction("min(time) -> $0", State = typeof(RetractingExtreme<long, Least<long>>), Retracts = true)]
[AggregateFunction(
    "min(timestamp) -> $0", State = typeof(RetractingExtreme<SqlTimestamp, Least<SqlTimestamp>>), Retracts = true)]
[AggregateFunction(
    "min(timestamp_ltz) -> $0", State = typeof(RetractingExtreme<SqlTimestamp, Least<SqlTimestamp>>), Retracts = true)]
[AggregateFunction("min(interval_day) -> $0", State = typeof(RetractingExtreme<long, Least<long>>), Retracts = true)]
[AggregateFunction("min(interval_month) -> $0", State = typeof(RetractingExtreme<int, Least<int>>), Retracts = true)]
[AggregateFunction("min(string) -> $0", State = typeof(RetractingExtremeText<Least<int>>), Retracts = true)]
public static class Min;
