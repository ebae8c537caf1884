using FlinkSql.Codegen.Text;
using FlinkSql.Planner.Expressions;

namespace FlinkSql.Codegen.Expressions;

/// <summary>
/// The three values of SQL. A condition (a filter, a branch of CASE) only asks whether an expression is TRUE, or
/// FALSE, which needs no third value; only where the truth itself is a result is it kept as a value and a test.
/// </summary>
internal sealed partial class ExprEmitter
{
    /// <summary>A C# condition that holds where the expression is TRUE.</summary>
    public string True(Expr expr, RowScope scope, Block block) => expr switch
    {
        LiteralExpr literal => Literals.Of(literal.Value is true),
        LogicalExpr logical => Chain(logical.Items, logical.IsAnd, isTrue: true, scope, block),
        NotExpr not => False(not.Operand, scope, block),
        _ => Holds(Emit(expr, scope, block), isTrue: true),
    };

    /// <summary>A C# condition that holds where the expression is FALSE.</summary>
    public string False(Expr expr, RowScope scope, Block block) => expr switch
    {
        LiteralExpr literal => Literals.Of(literal.Value is false),
        LogicalExpr logical => Chain(logical.Items, !logical.IsAnd, isTrue: false, scope, block),
        NotExpr not => True(not.Operand, scope, block),
        _ => Holds(Emit(expr, scope, block), isTrue: false),
    };

    /// <summary>A C# condition that holds where the expression is FALSE or NULL: what a filter drops.</summary>
    public string NotTrue(Expr expr, RowScope scope, Block block)
    {
        if (expr is LogicalExpr or NotExpr or LiteralExpr)
        {
            return Negated(True(expr, scope, block));
        }

        return Fails(Emit(expr, scope, block));
    }

    /// <summary>A C# condition that holds where a value is FALSE or NULL.</summary>
    public static string Fails(Fragment value) =>
        value.Null.IsNever ? Negated(value.Operand) : $"{value.Null.Text} || {Negated(value.Operand)}";

    /// <summary>A C# condition that holds where a value is TRUE.</summary>
    public static string Holds(Fragment value) => Holds(value, isTrue: true);

    /// <summary>A condition as an operand of &amp;&amp; or ||.</summary>
    private static string Operand(string condition) =>
        IsOneOperand(condition) ? condition : $"({condition})";

    private static string Negated(string condition)
    {
        string inner = condition[0] == '(' && Closes(condition) ? condition[1..^1] : condition;
        return inner[0] == '!' && IsOneOperand(inner) ? inner[1..] : "!" + Operand(condition);
    }

    // Whether a text has no operator outside of parentheses.
    private static bool IsOneOperand(string text)
    {
        int depth = 0;
        foreach (char letter in text)
        {
            depth += letter switch { '(' => 1, ')' => -1, _ => 0 };
            if (letter == ' ' && depth == 0)
            {
                return false;
            }
        }

        return true;
    }

    // Whether the parenthesis that opens the text closes at its end.
    private static bool Closes(string text)
    {
        int depth = 0;
        for (int at = 0; at < text.Length; at++)
        {
            depth += text[at] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
            {
                return at == text.Length - 1;
            }
        }

        return false;
    }

    private static string Holds(Fragment value, bool isTrue)
    {
        if (value.Null.IsAlways)
        {
            return "false";
        }

        string text = isTrue ? value.Condition : Negated(value.Operand);
        return value.Null.IsNever ? (isTrue ? value.Value : text) : $"{value.Null.Not} && {text}";
    }

    /// <summary>
    /// Conditions joined by &amp;&amp; or ||. One that needs statements is computed only where those before it leave the
    /// answer open.
    /// </summary>
    private string Chain(IEnumerable<Expr> items, bool and, bool isTrue, RowScope scope, Block block)
    {
        string symbol = and ? " && " : " || ";
        string? joined = null;
        foreach (Expr item in items)
        {
            Block nested = joined is null ? block : block.Nested();
            string condition = isTrue ? True(item, scope, nested) : False(item, scope, nested);
            if (joined is not null && !nested.IsEmpty)
            {
                string local = block.Local(and ? "all" : "any");
                block.Line($"bool {local} = {joined};");
                using (block.Code.Block($"if ({(and ? "" : "!")}{local})"))
                {
                    block.Code.Append(nested.Code);
                    block.Line($"{local} = {condition};");
                }

                joined = local;
                continue;
            }

            joined = joined is null ? Mixed(condition, and) : joined + symbol + Mixed(condition, and);
        }

        return joined!;
    }

    // && binds closer than ||, and only a mixture needs parentheses.
    private static string Mixed(string condition, bool and) =>
        (condition.Contains(and ? " || " : " && ", StringComparison.Ordinal)
            || condition.Contains(" ? ", StringComparison.Ordinal)) && !(condition[0] == '(' && Closes(condition))
            ? $"({condition})"
            : condition;

    private Fragment EmitLogical(LogicalExpr expr, RowScope scope, Block block)
    {
        if (!expr.Type.Nullable)
        {
            return Fragment.Composite(Chain(expr.Items, expr.IsAnd, isTrue: true, scope, block), cost: Cost.Safe);
        }

        // Kept as: decided (FALSE for AND, TRUE for OR), and otherwise whether any operand was NULL.
        string decided = block.Local(expr.IsAnd ? "anyFalse" : "anyTrue");
        string unknown = block.Local("anyNull");
        block.Line($"bool {decided} = false;");
        block.Line($"bool {unknown} = false;");
        bool first = true;
        foreach (Expr item in expr.Items)
        {
            Block nested = block.Nested();
            Fragment value = Named(item.Type, Emit(item, scope, nested), nested, "operand");
            string decides = expr.IsAnd ? Holds(value, isTrue: false) : Holds(value, isTrue: true);
            if (nested.IsEmpty || first)
            {
                block.Code.Append(nested.Code);
                block.Line(first ? $"{decided} = {decides};" : $"{decided} |= {decides};");
                if (!value.Null.IsNever)
                {
                    block.Line($"{unknown} |= {value.Null.Text};");
                }
            }
            else
            {
                using (block.Code.Block($"if (!{decided})"))
                {
                    block.Code.Append(nested.Code);
                    block.Line($"{decided} = {decides};");
                    if (!value.Null.IsNever)
                    {
                        block.Line($"{unknown} |= {value.Null.Text};");
                    }
                }
            }

            first = false;
        }

        return Fragment.Composite(expr.IsAnd ? "!" + decided : decided, NullTest.When($"(!{decided} && {unknown})"));
    }

    private Fragment EmitNot(NotExpr expr, RowScope scope, Block block)
    {
        if (!expr.Type.Nullable)
        {
            return Fragment.Composite(False(expr.Operand, scope, block), cost: Cost.Safe);
        }

        Fragment operand = Emit(expr.Operand, scope, block);
        return operand with { Value = Negated(operand.Operand), Shape = Shape.Composite };
    }

    private Fragment EmitIsNull(IsNullExpr expr, RowScope scope, Block block)
    {
        NullTest isNull = Emit(expr.Operand, scope, block).Null;
        return expr.Negated
            ? Fragment.Composite(isNull.Not)
            : new Fragment(isNull.Text, NullTest.Never, isNull.IsName ? Shape.Atom : Shape.Composite, Cost.Free);
    }

    private Fragment EmitIsTruth(IsTruthExpr expr, RowScope scope, Block block)
    {
        string holds = expr.Truth ? True(expr.Operand, scope, block) : False(expr.Operand, scope, block);
        return Fragment.Composite(expr.Negated ? Negated(holds) : holds, cost: Cost.Safe);
    }
}
