using FlinkSql.Columnar;
using FlinkSql.Functions.State;

namespace FlinkSql.Functions.Aggregates;

/// <summary>STDDEV_POP: the standard deviation of all values.</summary>
[AggregateFunction(
    "stddev_pop(tinyint) -> $0", State = typeof(Spread<sbyte, Deviation<PopulationVariance>>), Retracts = true)]
[AggregateFunction(
    "stddev_pop(smallint) -> $0", State = typeof(Spread<short, Deviation<PopulationVariance>>), Retracts = true)]
[AggregateFunction(
    "stddev_pop(int) -> $0", State = typeof(Spread<int, Deviation<PopulationVariance>>), Retracts = true)]
[AggregateFunction(
    "stddev_pop(bigint) -> $0", State = typeof(Spread<long, Deviation<PopulationVariance>>), Retracts = true)]
[AggregateFunction(
    "stddev_pop(float) -> $0", State = typeof(Spread<float, Deviation<PopulationVariance>>), Retracts = true)]
[AggregateFunction(
    "stddev_pop(double) -> $0", State = typeof(Spread<double, Deviation<PopulationVariance>>), Retracts = true)]
[AggregateFunction("stddev_pop(decimal) -> infer", State = typeof(DecimalSpread<Deviation<PopulationVariance>>), Retracts = true)]
public static class StddevPop
{
    public static DataType InferResult(ReadOnlySpan<DataType> arguments) =>
        DecimalTypes.Average((DecimalType)arguments[0]);
}
