using FlinkSql.Columnar;
using FlinkSql.Parser.Ast;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Types;

namespace FlinkSql.Planner.Binding;

/// <summary>The JSON functions with words of their own.</summary>
internal sealed partial class ExpressionBinder
{
    private Expr? BindJson(ExpressionSyntax syntax) => syntax switch
    {
        JsonValueSyntax value => BindJsonValue(value),
        JsonQuerySyntax query => BindJsonQuery(query),
        JsonExistsSyntax exists => exists.OnError is null or { Kind: JsonBehavior.False }
            ? BindJsonCall("JSON_EXISTS", syntax, exists.Input, exists.Path)
            : NotYet(exists.OnError, "this ON ERROR of JSON_EXISTS"),
        JsonObjectSyntax json => BindJsonCall(
            json.AbsentOnNull ? OperatorNames.JsonObjectAbsent : "JSON_OBJECT",
            syntax,
            [.. json.Entries.ToArray().SelectMany(entry => new[] { entry.Key, entry.Value })]),
        JsonArraySyntax array => BindJsonCall(
            array.AbsentOnNull ? "JSON_ARRAY" : OperatorNames.JsonArrayNull, syntax, [.. array.Items]),
        _ => throw new InvalidOperationException($"binder: {syntax.GetType().Name} is no JSON function"),
    };

    private Expr? BindJsonCall(string name, ExpressionSyntax syntax, params ExpressionSyntax[] arguments) =>
        BindAll(arguments) is { } bound ? Call(name, bound, environment.SpanOf(syntax), name.TrimStart('$')) : null;

    // Without words of its own an empty path and an error give NULL, so a DEFAULT for both is COALESCE.
    private Expr? BindJsonValue(JsonValueSyntax json)
    {
        Expr? value = BindJsonCall("JSON_VALUE", json, json.Input, json.Path);
        DataType? type = json.Returning is null ? DataTypes.String : new TypeBinder(environment.Report).Read(json.Returning);
        bool both = json.OnEmpty is { Kind: JsonBehavior.Default } && json.OnError is { Kind: JsonBehavior.Default }
            && json.OnEmpty == json.OnError;
        if (!both && (Behavior(json.OnEmpty, "ON EMPTY") is null || Behavior(json.OnError, "ON ERROR") is null))
        {
            return null;
        }

        Expr? otherwise = both ? Bind(json.OnEmpty!.Default!) : null;
        if (value is null || type is null || (both && otherwise is null))
        {
            return null;
        }

        Expr typed = type is StringType ? value : new CastExpr(value, type.WithNullable(true), Try: true);
        return otherwise is null ? typed : Coalesce([typed, otherwise], environment.SpanOf(json), "JSON_VALUE");
    }

    private Expr? BindJsonQuery(JsonQuerySyntax json)
    {
        if (json.Wrapper is JsonWrapper.Conditional or JsonWrapper.Unconditional)
        {
            return NotYet(json, "WRAPPER of JSON_QUERY");
        }

        if (json.Returning is not null and not SimpleTypeSyntax { Name: SqlTypeName.String })
        {
            return NotYet(json, "RETURNING of JSON_QUERY");
        }

        return Behavior(json.OnEmpty, "ON EMPTY") is null || Behavior(json.OnError, "ON ERROR") is null
            ? null
            : BindJsonCall("JSON_QUERY", json, json.Input, json.Path);
    }

    /// <summary>NULL, which is what is done anyway; null after any other behaviour was refused.</summary>
    private JsonBehavior? Behavior(JsonBehaviorSyntax? behavior, string where)
    {
        if (behavior is null or { Kind: JsonBehavior.Null })
        {
            return JsonBehavior.Null;
        }

        NotYet(behavior, $"this {where} of a JSON function");
        return null;
    }

    private Expr? NotYet(SyntaxNode syntax, string what) =>
        Fail(BinderErrors.NotSupportedYet(environment.SpanOf(syntax), what));
}
