using System.Collections.Frozen;
using FlinkSql.Parser.Ast;

namespace FlinkSql.Parser.Printing;

internal sealed partial class SqlText
{
    private static readonly FrozenSet<string> Niladic =
        ["CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP", "CURRENT_USER", "LOCALTIME", "LOCALTIMESTAMP"];

    // Read as a form of their own, or swallowed by a clause, when they stand without quotes.
    private static readonly FrozenSet<string> OwnForms = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "JSON_VALUE", "JSON_QUERY", "JSON_EXISTS", "JSON_OBJECT", "JSON_ARRAY", "JSON_OBJECTAGG", "JSON_ARRAYAGG",
        "TRY_CAST", "DESCRIPTOR", "STREAM", "ROLLUP", "CUBE");

    private void Call(FunctionCallSyntax call)
    {
        if (call.Name is not [{ Name: var name }] || !BuiltInForm(call, name)) PlainCall(call);
        Suffix(call);
    }

    private void PlainCall(FunctionCallSyntax call)
    {
        FunctionName(call.Name).Add("(");
        if (call.Quantifier != SetQuantifier.None) Add(Words.Of(call.Quantifier)).Add(" ");
        List(call.Arguments).Add(")");
    }

    private SqlText FunctionName(SyntaxList<IdentifierSyntax> name)
    {
        if (name is not [{ Name: var word }] || !IsPlain(word) || OwnForms.Contains(word)) return Name(name);
        bool bare = word is "LEFT" or "RIGHT" || !Reading.Keywords.IsReserved(word);
        return bare ? Add(word) : Name(name);
    }

    /// <summary>The SQL forms with words inside; false if the call has another shape.</summary>
    private bool BuiltInForm(FunctionCallSyntax call, string name)
    {
        if (call.Quantifier != SetQuantifier.None) return false;
        foreach (ArgumentSyntax argument in call.Arguments)
        {
            if (argument.Name is not null) return false;
        }
        ExpressionSyntax[] arguments = [.. call.Arguments.Select(argument => argument.Value)];
        switch (name, arguments)
        {
            case ("EXTRACT", [TimeUnitSyntax unit, var from]):
                Add("EXTRACT(").NodeAfter("", unit).NodeAfter(" FROM ", from).Add(")");
                return true;
            case ("FLOOR" or "CEIL", [var value, TimeUnitSyntax unit]):
                // A TO behind an interval would be taken for the interval's.
                Add(name).Add("(").Operand(value, value is IntervalLiteralSyntax ? Binding.Primary + 1 : Binding.Primary);
                NodeAfter(" TO ", unit).Add(")");
                return true;
            case ("TRIM", [KeywordArgumentSyntax side, var characters, var text]):
                Add("TRIM(").Add(side.Keyword).Add(" ").Value(characters).Add(" FROM ").Value(text).Add(")");
                return true;
            case ("POSITION", [var part, var text, ..] and { Length: <= 3 }):
                Add("POSITION(").Value(part).Add(" IN ").Value(text);
                NodeAfter(" FROM ", arguments.ElementAtOrDefault(2)).Add(")");
                return true;
            case ("OVERLAY", [var text, var replacement, var start, ..] and { Length: <= 4 }):
                Add("OVERLAY(").NodeAfter("", text).NodeAfter(" PLACING ", replacement).NodeAfter(" FROM ", start);
                NodeAfter(" FOR ", arguments.ElementAtOrDefault(3)).Add(")");
                return true;
            case ("JSON_OBJECTAGG", [var key, var value, KeywordArgumentSyntax nulls]):
                Add("JSON_OBJECTAGG(KEY ").NodeAfter("", key).NodeAfter(" VALUE ", value).NodeAfter(" ", nulls).Add(")");
                return true;
            case ("JSON_ARRAYAGG", [var value, KeywordArgumentSyntax nulls]):
                Add("JSON_ARRAYAGG(").NodeAfter("", value).NodeAfter(" ", nulls).Add(")");
                return true;
            case (_, []) when Niladic.Contains(name):
                Add(name);
                return true;
            case (_, [IntegerLiteralSyntax precision]) when Niladic.Contains(name):
                Add(name).NodeAfter("(", precision).Add(")");
                return true;
            default:
                return false;
        }
    }

    private void Suffix(FunctionCallSyntax call)
    {
        ListAfter(" WITHIN GROUP (ORDER BY ", call.WithinGroup, ")");
        if (call.Nulls != NullTreatment.None) Add(" ").Add(Words.Of(call.Nulls)).Add(" NULLS");
        NodeAfter(" FILTER (WHERE ", call.Filter).AddIf(call.Filter is not null, ")");
        NodeAfter(" OVER ", call.Over);
    }

    private void Argument(ArgumentSyntax argument) => NameAfter("", argument.Name)
        .AddIf(argument.Name is not null, " => ").NodeAfter("", argument.Value);

    private void TableArgument(TableArgumentSyntax argument)
    {
        if (argument.Query is TableQuerySyntax table) Add("TABLE ").Name(table.Name).AddIf(!table.Hints.IsEmpty, " ").Hints(table.Hints);
        else InParens(argument.PartitionBy.IsEmpty && !argument.OrderBy.IsEmpty ? "TABLE (" : "(", argument.Query);
        if (argument.PartitionBy.Count == 1) NodeAfter(" PARTITION BY ", argument.PartitionBy[0]);
        else ListAfter(" PARTITION BY (", argument.PartitionBy, ")");
        if (argument.OrderBy is [{ Expression: ColumnRefSyntax } name]) NodeAfter(" ORDER BY ", name);
        else ListAfter(" ORDER BY (", argument.OrderBy, ")");
    }

    // ---- JSON ----

    private void Json(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case JsonValueSyntax json:
                Add("JSON_VALUE(").NodeAfter("", json.Input).NodeAfter(", ", json.Path).NodeAfter(" RETURNING ", json.Returning);
                Behaviors(json.OnEmpty, json.OnError).Add(")");
                break;
            case JsonQuerySyntax json:
                Add("JSON_QUERY(").NodeAfter("", json.Input).NodeAfter(", ", json.Path).NodeAfter(" RETURNING ", json.Returning);
                Add(TextOf(json.Wrapper)).Behaviors(json.OnEmpty, json.OnError).Add(")");
                break;
            case JsonExistsSyntax json:
                Add("JSON_EXISTS(").NodeAfter("", json.Input).NodeAfter(", ", json.Path).Behaviors(null, json.OnError).Add(")");
                break;
            case JsonObjectSyntax json:
                Add("JSON_OBJECT(");
                for (int at = 0; at < json.Entries.Count; at++)
                {
                    Add(at == 0 ? "KEY " : ", KEY ");
                    Entry(json.Entries[at], " VALUE ");
                }
                AddIf(!json.Entries.IsEmpty, " ").Add(json.AbsentOnNull ? "ABSENT ON NULL)" : "NULL ON NULL)");
                break;
            case JsonArraySyntax json:
                Add("JSON_ARRAY(").List(json.Items).AddIf(!json.Items.IsEmpty, " ");
                Add(json.AbsentOnNull ? "ABSENT ON NULL)" : "NULL ON NULL)");
                break;
            default:
                throw new ArgumentException($"No way to print {expression.GetType().Name}.", nameof(expression));
        }
    }

    private SqlText Behaviors(JsonBehaviorSyntax? onEmpty, JsonBehaviorSyntax? onError) =>
        NodeAfter(" ", onEmpty).AddIf(onEmpty is not null, " ON EMPTY")
            .NodeAfter(" ", onError).AddIf(onError is not null, " ON ERROR");

    private void Behavior(JsonBehaviorSyntax behavior) =>
        Add(Words.Of(behavior.Kind, ' ')).NodeAfter(" ", behavior.Default);

    private static string TextOf(JsonWrapper wrapper) => wrapper switch
    {
        JsonWrapper.Without => " WITHOUT ARRAY WRAPPER",
        JsonWrapper.Conditional => " WITH CONDITIONAL ARRAY WRAPPER",
        JsonWrapper.Unconditional => " WITH UNCONDITIONAL ARRAY WRAPPER",
        _ => "",
    };
}
