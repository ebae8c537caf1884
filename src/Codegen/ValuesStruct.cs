using FlinkSql.Codegen.Expressions;
using FlinkSql.Codegen.Text;
using FlinkSql.Columnar;

namespace FlinkSql.Codegen;

/// <summary>
/// The struct of the results of a group's aggregates: read before and after a row, to see whether the row changed
/// anything.
/// </summary>
internal sealed class ValuesStruct(ClassScope owner, StateStruct states)
{
    /// <summary>The result of an aggregate, read from <c>values</c>.</summary>
    public Fragment Read(int call)
    {
        string field = $"values.{states.Field(call)}";
        return Fragment.Atom(field, MayBeNull(call) ? NullTest.When(field + "Null") : NullTest.Never);
    }

    /// <summary>Writes the struct and the method that fills it from a state.</summary>
    public void Write()
    {
        SourceWriter code = owner.Methods;
        var block = new Block(new MethodScope("state"));
        var assignments = new List<string>();
        for (int call = 0; call < states.Count; call++)
        {
            Fragment value = states.Result(call, block);
            string text = Carriers.IsText(states.ResultType(call))
                ? $"{(value.Null.IsNever ? "" : $"{value.Null.Operand} ? default : ")}{owner.Scratch()}.Copy({value.Value})"
                : value.Value;
            assignments.Add($"{states.Field(call)} = {text},");
            if (MayBeNull(call))
            {
                assignments.Add($"{states.Field(call)}Null = {value.Null.Text},");
            }
        }

        code.Blank();
        using (code.Block("private Values Read(ref State state)"))
        {
            code.Append(block.Code);
            code.Line("return new Values");
            code.Line("{");
            foreach (string assignment in assignments)
            {
                code.Line("    " + assignment);
            }

            code.Line("};");
        }

        code.Blank();
        using (code.Block("private ref struct Values"))
        {
            for (int call = 0; call < states.Count; call++)
            {
                code.Line($"public {Carriers.Of(states.ResultType(call))} {states.Field(call)};");
                if (MayBeNull(call))
                {
                    code.Line($"public bool {states.Field(call)}Null;");
                }
            }

            code.Blank();
            code.Line($"public readonly bool Same(Values other) => {Same()};");
        }
    }

    private bool MayBeNull(int call) => states.ResultType(call).Nullable;

    private string Same()
    {
        IEnumerable<string> tests = Enumerable.Range(0, states.Count).Select(call =>
        {
            string field = states.Field(call);
            DataType type = states.ResultType(call);
            string equal = Carriers.IsText(type) ? $"{field}.SequenceEqual(other.{field})"
                : Carriers.IsBoxed(type) ? $"BoxedOrder.Compare({field}, other.{field}) == 0"
                : type is FloatingType ? $"{field}.Equals(other.{field})"
                : $"{field} == other.{field}";
            return MayBeNull(call) ? $"{field}Null == other.{field}Null && ({field}Null || {equal})" : equal;
        });
        string all = string.Join("\n            && ", tests);
        return all.Length == 0 ? "true" : all;
    }
}
