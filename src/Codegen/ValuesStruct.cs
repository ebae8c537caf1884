using FlinkSql.Codegen.Expressions;
using FlinkSql.Codegen.Text;
using FlinkSql.Columnar;

namespace FlinkSql.Codegen;

/// <summary>
/// The struct of the results of a group's aggregates: read before and after a row, to see whether the row changed
/// anything; or kept beside the state, to see whether it differs from what was handed out.
/// </summary>
/// <param name="owner">The class.</param>
/// <param name="states">The state the results are of.</param>
/// <param name="kept">Whether it outlives the row, so that it holds text of its own.</param>
internal sealed class ValuesStruct(ClassScope owner, StateStruct states, bool kept = false)
{
    /// <summary>The result of an aggregate, read from <c>values</c>.</summary>
    public Fragment Read(int call)
    {
        if (states.IsClosedBy(call))
        {
            return states.Result(call, new Block(new MethodScope()));
        }

        string field = $"values.{states.Field(call)}";
        return Fragment.Atom(field, MayBeNull(call) ? NullTest.When(field + "Null") : NullTest.Never);
    }

    /// <summary>Writes the struct and the method that fills it from a state.</summary>
    public void Write()
    {
        SourceWriter code = owner.Methods;
        var block = new Block(new MethodScope("state"));
        var assignments = new List<string>();
        foreach (int call in Compared())
        {
            Fragment value = states.Result(call, block);
            string text = Carriers.IsText(states.ResultType(call))
                ? $"{(value.Null.IsNever ? "" : $"{value.Null.Operand} ? default : ")}{Copied(value.Value)}"
                : value.Value;
            assignments.Add($"{states.Field(call)} = {text},");
            if (MayBeNull(call))
            {
                assignments.Add($"{states.Field(call)}Null = {value.Null.Text},");
            }
        }

        code.Blank();
        using (code.Block($"{(kept ? "protected override" : "private")} Values Read(ref State state)"))
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
        using (code.Block(kept ? "internal struct Values : IWindowValues<Values>" : "private ref struct Values"))
        {
            foreach (int call in Compared())
            {
                code.Line($"public {FieldType(states.ResultType(call))} {states.Field(call)};");
                if (MayBeNull(call))
                {
                    code.Line($"public bool {states.Field(call)}Null;");
                }
            }

            code.Blank();
            code.Line($"public readonly bool Same({(kept ? "in " : "")}Values other) => {Same()};");
            if (kept)
            {
                WriteSave(code);
            }
        }
    }

    private void WriteSave(SourceWriter code)
    {
        var save = new List<string>();
        var load = new List<string>();
        foreach (int call in Compared())
        {
            string field = states.Field(call);
            DataType type = states.ResultType(call);
            (string write, string read) = Carriers.IsText(type)
                ? ($"writer.WriteBytes({field});", "reader.ReadBytes().ToArray()")
                : Carriers.IsBoxed(type)
                    ? ($"BoxedState.Write(writer, {field});", "BoxedState.Read(ref reader)")
                    : ($"writer.Write({field});", $"reader.Read<{Carriers.Of(type)}>()");
            save.Add(write);
            load.Add($"{field} = {read};");
            if (MayBeNull(call))
            {
                save.Add($"writer.Write({field}Null);");
                load.Add($"{field}Null = reader.Read<bool>();");
            }
        }

        code.Blank();
        using (code.Block("public readonly void Save(StateWriter writer)"))
        {
            save.ForEach(code.Line);
        }

        code.Blank();
        using (code.Block("public void Load(ref StateReader reader)"))
        {
            load.ForEach(code.Line);
        }
    }

    /// <summary>The results that make a difference: not what made the row be handed out.</summary>
    private IEnumerable<int> Compared() => Enumerable.Range(0, states.Count).Where(call => !states.IsClosedBy(call));

    private string Copied(string text) => kept ? $"{text}.ToArray()" : $"{owner.Scratch()}.Copy({text})";

    private string FieldType(DataType type) => kept && Carriers.IsText(type) ? "byte[]?" : Carriers.Of(type);

    private bool MayBeNull(int call) => states.ResultType(call).Nullable;

    private string Same()
    {
        IEnumerable<string> tests = Compared().Select(call =>
        {
            string field = states.Field(call);
            DataType type = states.ResultType(call);
            string equal = Carriers.IsText(type)
                ? $"{field}{(kept ? ".AsSpan()" : "")}.SequenceEqual(other.{field})"
                : Carriers.IsBoxed(type) ? $"BoxedOrder.Compare({field}, other.{field}) == 0"
                : type is FloatingType ? $"{field}.Equals(other.{field})"
                : $"{field} == other.{field}";
            return MayBeNull(call) ? $"{field}Null == other.{field}Null && ({field}Null || {equal})" : equal;
        });
        string all = string.Join("\n            && ", tests);
        return all.Length == 0 ? "true" : all;
    }
}
