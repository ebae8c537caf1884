using System.Globalization;
using FlinkSql.Columnar;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Expressions;

/// <summary>Prints an expression the way plans show it: close to SQL, columns by name.</summary>
public static class ExprPrinter
{
    public static string Print(Expr expr) => expr switch
    {
        ColumnExpr column => column.Name,
        LiteralExpr literal => Literal(literal),
        ArithmeticExpr a => $"({Print(a.Left)} {Symbol(a.Operator)} {Print(a.Right)})",
        NegateExpr negate => $"-{Print(negate.Operand)}",
        CompareExpr c => $"({Print(c.Left)} {Symbol(c.Operator)} {Print(c.Right)})",
        LogicalExpr l => $"({string.Join(l.IsAnd ? " AND " : " OR ", l.Items.Select(Print))})",
        NotExpr not => $"NOT({Print(not.Operand)})",
        IsNullExpr n => $"{Print(n.Operand)} IS {(n.Negated ? "NOT " : "")}NULL",
        IsTruthExpr t => $"{Print(t.Operand)} IS {(t.Negated ? "NOT " : "")}{(t.Truth ? "TRUE" : "FALSE")}",
        IsDistinctExpr d => $"{Print(d.Left)} IS {(d.Negated ? "NOT " : "")}DISTINCT FROM {Print(d.Right)}",
        CaseExpr c => $"CASE {string.Join(" ", c.Branches.Select(b => $"WHEN {Print(b.Condition)} THEN {Print(b.Value)}"))} ELSE {Print(c.Else)} END",
        CastExpr cast => $"{(cast.Try ? "TRY_CAST" : "CAST")}({Print(cast.Operand)} AS {cast.Type.Name})",
        InExpr i => $"{Print(i.Operand)} {(i.Negated ? "NOT " : "")}IN ({string.Join(", ", i.Values.Select(Literal))})",
        CallExpr { Function.Name: "$NEGATE" } negated => $"-{Print(negated.Arguments[0])}",
        CallExpr call => OperatorOf(call) is { } symbol
            ? $"({Print(call.Arguments[0])} {symbol} {string.Join(" ESCAPE ", call.Arguments.Skip(1).Select(Print))})"
            : $"{call.Function.Name}({List(call.Arguments)})",
        ConstructorExpr { Type: RowType } row => $"ROW({List(row.Items)})",
        ConstructorExpr c => $"{c.Type.Name[..c.Type.Name.IndexOf('<')]}[{List(c.Items)}]",
        FieldExpr f => $"{Print(f.Operand)}.{((RowType)f.Operand.Type).Fields[f.Field].Name}",
        ItemExpr item => $"{Print(item.Collection)}[{Print(item.Index)}]",
        ProcTimeExpr => "PROCTIME()",
        CurrentWatermarkExpr => "CURRENT_WATERMARK()",
        SourceWatermarkExpr => "SOURCE_WATERMARK()",
        _ => throw new InvalidOperationException($"planner: {expr.GetType().Name} has no printer"),
    };

    /// <summary>The symbol of an operator, the same in SQL and C#.</summary>
    public static string Symbol(ArithmeticOperator op) => op switch
    {
        ArithmeticOperator.Add => "+",
        ArithmeticOperator.Subtract => "-",
        ArithmeticOperator.Multiply => "*",
        ArithmeticOperator.Divide => "/",
        _ => "%",
    };

    public static string Symbol(CompareOperator op) => op switch
    {
        CompareOperator.Equal => "=",
        CompareOperator.NotEqual => "<>",
        CompareOperator.Less => "<",
        CompareOperator.LessOrEqual => "<=",
        CompareOperator.Greater => ">",
        _ => ">=",
    };

    /// <summary>What stands between the operands of a function that SQL reaches by an operator.</summary>
    private static string? OperatorOf(CallExpr call) => call.Function.Name switch
    {
        "$PLUS" => "+",
        "$MINUS" => "-",
        "$TIMES" => "*",
        "$DIVIDE" => "/",
        "$CONCAT" => "||",
        "$LIKE" => "LIKE",
        "$ILIKE" => "ILIKE",
        "$SIMILAR" => "SIMILAR TO",
        _ => null,
    };

    private static string List(EquatableArray<Expr> items) => string.Join(", ", items.Select(Print));

    private static string Literal(LiteralExpr literal) => literal switch
    {
        { Value: null } => "NULL",
        { Value: string text } => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        { Value: long ms, Type: IntervalType } => DurationText.Print(ms),
        { Value: int months, Type: IntervalType } => $"{months} months",
        { Type: DecimalType or TimestampType or DateType or TimeType } =>
            $"{Convert.ToString(literal.Value, CultureInfo.InvariantCulture)}:{literal.Type.Name}",
        { Value: bool truth } => truth ? "TRUE" : "FALSE",
        { Value: byte[] bytes } => $"x'{Convert.ToHexString(bytes)}'",
        _ => Convert.ToString(literal.Value, CultureInfo.InvariantCulture)!,
    };
}
