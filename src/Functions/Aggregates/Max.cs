using FlinkSql.Functions.State;

namespace FlinkSql.Functions.Aggregates;

/// <summary>MAX: the greatest value; NULL where there is none. Texts compare by code points, FALSE is less than TRUE.</summary>
[AggregateFunction("max(boolean) -> $0", State = typeof(Extreme<bool, Greatest<bool>>))]
[AggregateFunction("max(tinyint) -> $0", State = typeof(Extreme<sbyte, Greatest<sbyte>>))]
[AggregateFunction("max(smallint) -> $0", State = typeof(Extreme<short, Greatest<short>>))]
[AggregateFunction("max(int) -> $0", State = typeof(Extreme<int, Greatest<int>>))]
[AggregateFunction("max(bigint) -> $0", State = typeof(Extreme<long, Greatest<long>>))]
[AggregateFunction("max(float) -> $0", State = typeof(Extreme<float, Greatest<float>>))]
[AggregateFunction("max(double) -> $0", State = typeof(Extreme<double, Greatest<double>>))]
[AggregateFunction("max(decimal) -> $0", State = typeof(Extreme<SqlDecimal, Greatest<SqlDecimal>>))]
[AggregateFunction("max(date) -> $0", State = typeof(Extreme<int, Greatest<int>>))]
[AggregateFunction("max(time) -> $0", State = typeof(Extreme<long, Greatest<long>>))]
[AggregateFunction("max(timestamp) -> $0", State = typeof(Extreme<SqlTimestamp, Greatest<SqlTimestamp>>))]
[AggregateFunction("max(timestamp_ltz) -> $0", State = typeof(Extreme<SqlTimestamp, Greatest<SqlTimestamp>>))]
[AggregateFunction("max(interval_day) -> $0", State = typeof(Extreme<long, Greatest<long>>))]
[AggregateFunction("max(interval_month) -> $0", State = typeof(Extreme<int, Greatest<int>>))]
[AggregateFunction("max(string) -> $0", State = typeof(ExtremeText<Greatest<int>>))]
[AggregateFunction("max(boolean) -> $0", State = typeof(RetractingExtreme<bool, Greatest<bool>>), Retracts = true)]
[AggregateFunction("max(tinyint) -> $0", State = typeof(RetractingExtreme<sbyte, Greatest<sbyte>>), Retracts = true)]
[AggregateFunction("max(smallint) -> $0", State = typeof(RetractingExtreme<short, Greatest<short>>), Retracts = true)]
[AggregateFunction("max(int) -> $0", State = typeof(RetractingExtreme<int, Greatest<int>>), Retracts = true)]
[AggregateFunction("max(bigint) -> $0", State = typeof(RetractingExtreme<long, Greatest<long>>), Retracts = true)]
[AggregateFunction("max(float) -> $0", State = typeof(RetractingExtreme<float, Greatest<float>>), Retracts = true)]
[AggregateFunction("max(double) -> $0", State = typeof(RetractingExtreme<double, Greatest<double>>), Retracts = true)]
[AggregateFunction(
    "max(decimal) -> $0", State = typeof(RetractingExtreme<SqlDecimal, Greatest<SqlDecimal>>), Retracts = true)]
[AggregateFunction("max(date) -> $0", State = typeof(RetractingExtreme<int, Greatest<int>>), Retracts = true)]
[AggregateFunction("max(time) -> $0", State = typeof(RetractingExtreme<long, Greatest<long>>), Retracts = true)]
[AggregateFunction(
    "max(timestamp) -> $0", State = typeof(RetractingExtreme<SqlTimestamp, Greatest<SqlTimestamp>>), Retracts = true)]
[AggregateFunction(
    "max(timestamp_ltz) -> $0", State = typeof(RetractingExtreme<SqlTimestamp, Greatest<SqlTimestamp>>), Retracts = true)]
[AggregateFunction("max(interval_day) -> $0", State = typeof(RetractingExtreme<long, Greatest<long>>), Retracts = true)]
[AggregateFunction("max(interval_month) -> $0", State = typeof(RetractingExtreme<int, Greatest<int>>), Retracts = true)]
[AggregateFunction("max(string) -> $0", State = typeof(RetractingExtremeText<Greatest<int>>), Retracts = true)]
public static class Max;
