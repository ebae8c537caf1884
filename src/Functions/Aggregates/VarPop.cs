using FlinkSql.Columnar;
using FlinkSql.Functions.State;

namespace FlinkSql.Functions.Aggregates;

/// <summary>VAR_POP: the variance of all values.</summary>
[AggregateFunction("var_pop(tinyint) -> $0", State = typeof(Spread<sbyte, PopulationVariance>), Retracts = true)]
[AggregateFunction("var_pop(smallint) -> $0", State = typeof(Spread<short, PopulationVariance>), Retracts = true)]
[AggregateFunction("var_pop(int) -> $0", State = typeof(Spread<int, PopulationVariance>), Retracts = true)]
[AggregateFunction("var_pop(bigint) -> $0", State = typeof(Spread<long, PopulationVariance>), Retracts = true)]
[AggregateFunction("var_pop(float) -> $0", State = typeof(Spread<float, PopulationVariance>), Retracts = true)]
[AggregateFunction("var_pop(double) -> $0", State = typeof(Spread<double, PopulationVariance>), Retracts = true)]
[AggregateFunction("var_pop(decimal) -> infer", State = typeof(DecimalSpread<PopulationVariance>), Retracts = true)]
public static class VarPop
{
    public static DataType InferResult(ReadOnlySpan<DataType> arguments) =>
        DecimalTypes.Average((DecimalType)arguments[0]);
}
