using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using static FlinkSql.Parser.Generated.FlinkSqlParser;

namespace FlinkSql.Parser.Building;

internal sealed partial class AstBuilder
{
    private ExpressionSyntax Json(FunctionCallContext context)
    {
        SourceSpan span = SpanOf(context);
        switch (context)
        {
            case JsonValueContext call:
                JsonBehaviorContext[] behaviors = call.jsonBehavior();
                return new JsonValueSyntax(Expression(call.expr(0)), Expression(call.expr(1)))
                {
                    Returning = Optional(call.dataType(), DataType),
                    OnEmpty = Behavior(behaviors, onError: false),
                    OnError = Behavior(behaviors, onError: true),
                    Span = span,
                };
            case JsonQueryContext call:
                return new JsonQuerySyntax(Expression(call.expr(0)), Expression(call.expr(1)))
                {
                    Returning = Optional(call.dataType(), DataType),
                    Wrapper = Wrapper(call.jsonWrapper()),
                    OnEmpty = Behavior(call.jsonBehavior(), onError: false),
                    OnError = Behavior(call.jsonBehavior(), onError: true),
                    Span = span,
                };
            case JsonExistsContext call:
                if (call.jsonBehavior().FirstOrDefault(behavior => !IsOnError(behavior)) is { } onEmpty)
                    throw new SyntaxErrorException(ParserErrors.OnEmptyOfExists(SpanOf(onEmpty)));
                return new JsonExistsSyntax(Expression(call.expr(0)), Expression(call.expr(1)))
                {
                    OnError = Behavior(call.jsonBehavior(), onError: true),
                    Span = span,
                };
            case JsonObjectContext call:
                return new JsonObjectSyntax(Map(call.jsonEntry(), JsonEntry))
                {
                    AbsentOnNull = call.jsonNulls()?.ABSENT() is not null,
                    Span = span,
                };
            default:
                JsonArrayContext array = (JsonArrayContext)context;
                return new JsonArraySyntax(Expressions(array.exprs()))
                {
                    AbsentOnNull = array.jsonNulls() is null || array.jsonNulls().ABSENT() is not null,
                    Span = span,
                };
        }
    }

    private MapEntrySyntax JsonEntry(JsonEntryContext context) =>
        new(Expression(context.expr(0)), Expression(context.expr(1))) { Span = SpanOf(context) };

    private FunctionCallSyntax JsonObjectAgg(JsonObjectAggContext context)
    {
        MapEntrySyntax entry = JsonEntry(context.jsonEntry());
        return BuiltIn(context, "JSON_OBJECTAGG", entry.Key, entry.Value, JsonNulls(context.jsonNulls(), "NULL ON NULL"));
    }

    private FunctionCallSyntax JsonArrayAgg(JsonArrayAggContext context) =>
        BuiltIn(context, "JSON_ARRAYAGG", Expression(context.expr()), JsonNulls(context.jsonNulls(), "ABSENT ON NULL")) with
        {
            WithinGroup = OrderBy(context.orderBy()),
        };

    private static KeywordArgumentSyntax JsonNulls(JsonNullsContext? context, string unwritten) =>
        context is null
            ? new KeywordArgumentSyntax(unwritten)
            : new KeywordArgumentSyntax(context.ABSENT() is null ? "NULL ON NULL" : "ABSENT ON NULL") { Span = SpanOf(context) };

    private static JsonWrapper Wrapper(JsonWrapperContext? context) =>
        context is null ? JsonWrapper.None
        : context.WITHOUT() is not null ? JsonWrapper.Without
        : context.CONDITIONAL() is not null ? JsonWrapper.Conditional
        : JsonWrapper.Unconditional;

    private static bool IsOnError(JsonBehaviorContext context) => context.Stop.Type == ERROR;

    private JsonBehaviorSyntax? Behavior(JsonBehaviorContext[] contexts, bool onError)
    {
        JsonBehaviorContext[] matching = [.. contexts.Where(context => IsOnError(context) == onError)];
        if (matching.Length == 0) return null;
        if (matching.Length > 1)
            throw new SyntaxErrorException(ParserErrors.GivenTwice(SpanOf(matching[1]), onError ? "ON ERROR" : "ON EMPTY"));
        JsonBehaviorContext context = matching[0];
        JsonBehavior kind = context.Start.Type switch
        {
            NULL => JsonBehavior.Null,
            ERROR => JsonBehavior.Error,
            DEFAULT => JsonBehavior.Default,
            TRUE => JsonBehavior.True,
            FALSE => JsonBehavior.False,
            UNKNOWN => JsonBehavior.Unknown,
            _ when context.OBJECT() is not null => JsonBehavior.EmptyObject,
            _ => JsonBehavior.EmptyArray,
        };
        return new JsonBehaviorSyntax(kind) { Default = Optional(context.expr(), Expression), Span = SpanOf(context) };
    }
}
