using FlinkSql.Parser.Ast;
using FlinkSql.Planner.Expressions;

namespace FlinkSql.Planner.Binding;

/// <summary>The JSON functions with words of their own.</summary>
internal sealed partial class ExpressionBinder
{
    private Expr? BindJson(ExpressionSyntax syntax) => NotYet(syntax, syntax switch
    {
        JsonValueSyntax => "JSON_VALUE",
        JsonQuerySyntax => "JSON_QUERY",
        JsonExistsSyntax => "JSON_EXISTS",
        JsonObjectSyntax => "JSON_OBJECT",
        _ => "JSON_ARRAY",
    });
}
