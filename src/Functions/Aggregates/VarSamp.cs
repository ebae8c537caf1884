using FlinkSql.Columnar;
using FlinkSql.Functions.State;

namespace FlinkSql.Functions.Aggregates;

/// <summary>VAR_SAMP, also VARIANCE: the variance of a sample; NULL for less than two values.</summary>
[AggregateFunction("var_samp(tinyint) -> $0", State = typeof(Spread<sbyte, SampleVariance>), Retracts = true)]
[AggregateFunction("var_samp(smallint) -> $0", State = typeof(Spread<short, SampleVariance>), Retracts = true)]
[AggregateFunction("var_samp(int) -> $0", State = typeof(Spread<int, SampleVariance>), Retracts = true)]
[AggregateFunction("var_samp(bigint) -> $0", State = typeof(Spread<long, SampleVariance>), Retracts = true)]
[AggregateFunction("var_samp(float) -> $0", State = typeof(Spread<float, SampleVariance>), Retracts = true)]
[AggregateFunction("var_samp(double) -> $0", State = typeof(Spread<double, SampleVariance>), Retracts = true)]
[AggregateFunction("var_samp(decimal) -> infer", State = typeof(DecimalSpread<SampleVariance>), Retracts = true)]
[AggregateFunction("variance(tinyint) -> $0", State = typeof(Spread<sbyte, SampleVariance>), Retracts = true)]
[AggregateFunction("variance(smallint) -> $0", State = typeof(Spread<short, SampleVariance>), Retracts = true)]
[AggregateFunction("variance(int) -> $0", State = typeof(Spread<int, SampleVariance>), Retracts = true)]
[AggregateFunction("variance(bigint) -> $0", State = typeof(Spread<long, SampleVariance>), Retracts = true)]
[AggregateFunction("variance(float) -> $0", State = typeof(Spread<float, SampleVariance>), Retracts = true)]
[AggregateFunction("variance(double) -> $0", State = typeof(Spread<double, SampleVariance>), Retracts = true)]
[AggregateFunction("variance(decimal) -> infer", State = typeof(DecimalSpread<SampleVariance>), Retracts = true)]
public static class VarSamp
{
    public static DataType InferResult(ReadOnlySpan<DataType> arguments) =>
        DecimalTypes.Average((DecimalType)arguments[0]);
}
