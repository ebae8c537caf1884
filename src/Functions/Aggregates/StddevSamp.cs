using FlinkSql.Columnar;
using FlinkSql.Functions.State;

namespace FlinkSql.Functions.Aggregates;

/// <summary>STDDEV_SAMP, also STDDEV: the standard deviation of a sample; NULL for less than two values.</summary>
[AggregateFunction(
    "stddev_samp(tinyint) -> $0", State = typeof(Spread<sbyte, Deviation<SampleVariance>>), Retracts = true)]
[AggregateFunction(
    "stddev_samp(smallint) -> $0", State = typeof(Spread<short, Deviation<SampleVariance>>), Retracts = true)]
[AggregateFunction("stddev_samp(int) -> $0", State = typeof(Spread<int, Deviation<SampleVariance>>), Retracts = true)]
[AggregateFunction(
    "stddev_samp(bigint) -> $0", State = typeof(Spread<long, Deviation<SampleVariance>>), Retracts = true)]
[AggregateFunction(
    "stddev_samp(float) -> $0", State = typeof(Spread<float, Deviation<SampleVariance>>), Retracts = true)]
[AggregateFunction(
    "stddev_samp(double) -> $0", State = typeof(Spread<double, Deviation<SampleVariance>>), Retracts = true)]
[AggregateFunction("stddev_samp(decimal) -> infer", State = typeof(DecimalSpread<Deviation<SampleVariance>>), Retracts = true)]
[AggregateFunction("stddev(tinyint) -> $0", State = typeof(Spread<sbyte, Deviation<SampleVariance>>), Retracts = true)]
[AggregateFunction("stddev(smallint) -> $0", State = typeof(Spread<short, Deviation<SampleVariance>>), Retracts = true)]
[AggregateFunction("stddev(int) -> $0", State = typeof(Spread<int, Deviation<SampleVariance>>), Retracts = true)]
[AggregateFunction("stddev(bigint) -> $0", State = typeof(Spread<long, Deviation<SampleVariance>>), Retracts = true)]
[AggregateFunction("stddev(float) -> $0", State = typeof(Spread<float, Deviation<SampleVariance>>), Retracts = true)]
[AggregateFunction("stddev(double) -> $0", State = typeof(Spread<double, Deviation<SampleVariance>>), Retracts = true)]
[AggregateFunction("stddev(decimal) -> infer", State = typeof(DecimalSpread<Deviation<SampleVariance>>), Retracts = true)]
public static class StddevSamp
{
    public static DataType InferResult(ReadOnlySpan<DataType> arguments) =>
        DecimalTypes.Average((DecimalType)arguments[0]);
}
