using FlinkSql.Functions.Aggregates;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Codegen;

/// <content>Which struct an aggregate or a set of values is kept in.</content>
internal sealed partial class StateStruct
{
    private static readonly Type[] Integers = [typeof(sbyte), typeof(short), typeof(int), typeof(long)];

    // Where every row has a value, a group has one, and a state need not say whether it does.
    private Type StateType(AggregateCall call)
    {
        Type state = call.Function.State;
        if (_retracts || !_hasRows || call.Filter is not null || call.Arguments.Count != 1 || _schema[call.Arguments[0]].Type.Nullable
            || !state.IsGenericType)
        {
            return state;
        }

        Type[] arguments = state.GetGenericArguments();
        Type kind = state.GetGenericTypeDefinition();
        return kind == typeof(IntegerSum<>) ? typeof(WholeSum<>).MakeGenericType(arguments)
            : kind == typeof(Extreme<,>) && Array.IndexOf(Integers, arguments[0]) >= 0 ? typeof(WholeExtreme<,>).MakeGenericType(arguments)
            : state;
    }

}
