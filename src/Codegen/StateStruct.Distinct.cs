using System.Reflection;
using FlinkSql.Codegen.Expressions;
using FlinkSql.Codegen.Text;
using FlinkSql.Columnar;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Codegen;

/// <content>The sets of values that aggregates of DISTINCT values share.</content>
internal sealed partial class StateStruct
{
    private void UpdateSet(DistinctSet set, RowScope row, Block block, bool retract)
    {
        string? condition = Condition(set.Arguments, set.Filter, nulls: false, row, block);
        Block inner = condition is null ? block : block.Nested();
        string value = row.Column(RowClassEmitter.Reference(_schema, set.Arguments[0]), inner).Value;
        using (inner.Code.Block($"if (state.{set.Field}.{(retract ? "Remove" : "Add")}({value}))"))
        {
            Block first = inner.Nested();
            foreach ((AggregateCall call, string field) in Stored().Where(pair => Uses(pair.First, set)))
            {
                WriteChange(call, field, row, first, retract);
            }

            inner.Code.Append(first.Code);
        }

        Write(block, inner, condition);
    }

    private void WriteMerge(DistinctSet set, SourceWriter code)
    {
        DataType type = _schema[set.Arguments[0]].Type;
        using (code.Block($"foreach (var entry in from.{set.Field})"))
        {
            using (code.Block($"if (into.{set.Field}.Add(entry.Value, entry.Count))"))
            {
                foreach ((AggregateCall call, string field) in Stored().Where(pair => Uses(pair.First, set)))
                {
                    ParameterInfo[] parameters = Method(call, "Add").GetParameters();
                    string value = parameters.Length == 0 ? "" : ExprEmitter.AggregateArgument(
                        _owner, parameters[0].ParameterType, type, Fragment.Atom("entry.Value"));
                    code.Line($"into.{field}.Add({value});");
                }
            }
        }
    }

    private DistinctSet? SetOf(AggregateCall call) => _sets.Find(set => Uses(call, set));

    private static bool Uses(AggregateCall call, DistinctSet set) =>
        call.Distinct && call.Arguments == set.Arguments && call.Filter == set.Filter;

    private string SetType(DistinctSet set)
    {
        DataType type = _schema[set.Arguments[0]].Type;
        return Carriers.IsText(type) ? "DistinctText" : $"{(_retracts ? "DistinctValues" : "DistinctSet")}<{Carriers.Of(type)}>";
    }

    private sealed record DistinctSet(string Field, EquatableArray<int> Arguments, int? Filter);
}
