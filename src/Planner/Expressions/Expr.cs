using FlinkSql.Columnar;
using FlinkSql.Functions;
using FlinkSql.Parser.Diagnostics;

namespace FlinkSql.Planner.Expressions;

/// <summary>
/// A typed expression over the columns of one input row. Expressions are immutable and compare by value; where they
/// stood in the SQL text takes no part in it.
/// </summary>
public abstract record Expr(DataType Type)
{
    /// <summary>Where the expression stood, for messages and comments in generated code.</summary>
    public SourceSpan Span { get; init; }

    /// <summary>The operands, left to right.</summary>
    public virtual EquatableArray<Expr> Operands => [];

    /// <summary>The same expression over other operands; the same reference when they are the same references.</summary>
    public virtual Expr WithOperands(EquatableArray<Expr> operands) => this;

    public virtual bool Equals(Expr? other) =>
        ReferenceEquals(this, other)
        || (other is not null && EqualityContract == other.EqualityContract && Type == other.Type);

    public override int GetHashCode() => HashCode.Combine(EqualityContract, Type);

    public sealed override string ToString() => ExprPrinter.Print(this);
}

/// <summary>A column of the input row.</summary>
public sealed record ColumnExpr(int Column, string Name, DataType Type) : Expr(Type)
{
    // The name is for people: two references to one column are the same whatever it is called.
    public bool Equals(ColumnExpr? other) => base.Equals(other) && Column == other!.Column;

    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Column);
}

/// <summary>A constant, in the boxed form of <c>Column.GetValue</c>; null is NULL.</summary>
public sealed record LiteralExpr(object? Value, DataType Type) : Expr(Type)
{
    public bool Equals(LiteralExpr? other) => base.Equals(other) && LiteralValues.Same(Value, other!.Value);

    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), LiteralValues.Hash(Value));
}

/// <summary>+ - * / % over numbers of one common type (decimals: of the types they have).</summary>
public sealed record ArithmeticExpr(ArithmeticOperator Operator, Expr Left, Expr Right, DataType Type) : Expr(Type)
{
    public override EquatableArray<Expr> Operands => [Left, Right];

    public override Expr WithOperands(EquatableArray<Expr> operands) =>
        this with { Left = operands[0], Right = operands[1] };
}

/// <summary>See <see cref="ArithmeticExpr"/>.</summary>
public enum ArithmeticOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
}

/// <summary>Unary minus.</summary>
public sealed record NegateExpr(Expr Operand, DataType Type) : Expr(Type)
{
    public override EquatableArray<Expr> Operands => [Operand];

    public override Expr WithOperands(EquatableArray<Expr> operands) => this with { Operand = operands[0] };
}

/// <summary>A comparison of two values of one type (decimals: of the types they have); NULL if either is NULL.</summary>
public sealed record CompareExpr(CompareOperator Operator, Expr Left, Expr Right)
    : Expr(new BooleanType(Left.Type.Nullable || Right.Type.Nullable))
{
    public override EquatableArray<Expr> Operands => [Left, Right];

    public override Expr WithOperands(EquatableArray<Expr> operands) =>
        new CompareExpr(Operator, operands[0], operands[1]) { Span = Span };
}

/// <summary>See <see cref="CompareExpr"/>.</summary>
public enum CompareOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>AND or OR of two or more operands, with SQL's three values.</summary>
public sealed record LogicalExpr(bool IsAnd, EquatableArray<Expr> Items)
    : Expr(new BooleanType(Items.Any(item => item.Type.Nullable)))
{
    public override EquatableArray<Expr> Operands => Items;

    public override Expr WithOperands(EquatableArray<Expr> operands) =>
        new LogicalExpr(IsAnd, operands) { Span = Span };
}

/// <summary>NOT, with SQL's three values.</summary>
public sealed record NotExpr(Expr Operand) : Expr(new BooleanType(Operand.Type.Nullable))
{
    public override EquatableArray<Expr> Operands => [Operand];

    public override Expr WithOperands(EquatableArray<Expr> operands) => new NotExpr(operands[0]) { Span = Span };
}

/// <summary>IS [NOT] NULL; never NULL itself.</summary>
public sealed record IsNullExpr(Expr Operand, bool Negated) : Expr(new BooleanType(false))
{
    public override EquatableArray<Expr> Operands => [Operand];

    public override Expr WithOperands(EquatableArray<Expr> operands) => this with { Operand = operands[0] };
}

/// <summary>IS [NOT] TRUE and IS [NOT] FALSE; IS UNKNOWN is IS NULL. Never NULL itself.</summary>
public sealed record IsTruthExpr(Expr Operand, bool Truth, bool Negated) : Expr(new BooleanType(false))
{
    public override EquatableArray<Expr> Operands => [Operand];

    public override Expr WithOperands(EquatableArray<Expr> operands) => this with { Operand = operands[0] };
}

/// <summary>IS [NOT] DISTINCT FROM: a comparison for which NULL equals NULL; never NULL itself.</summary>
public sealed record IsDistinctExpr(Expr Left, Expr Right, bool Negated) : Expr(new BooleanType(false))
{
    public override EquatableArray<Expr> Operands => [Left, Right];

    public override Expr WithOperands(EquatableArray<Expr> operands) =>
        this with { Left = operands[0], Right = operands[1] };
}

/// <summary>
/// CASE: the value of the first branch whose condition is true, else <see cref="Else"/>. COALESCE, IF, IFNULL and
/// NULLIF are written as this. Operands: condition, value, condition, value, ..., else.
/// </summary>
public sealed record CaseExpr(EquatableArray<CaseBranch> Branches, Expr Else, DataType Type) : Expr(Type)
{
    public override EquatableArray<Expr> Operands =>
        Branches.SelectMany(branch => new[] { branch.Condition, branch.Value }).Append(Else).ToEquatable();

    public override Expr WithOperands(EquatableArray<Expr> operands) => this with
    {
        Branches = Enumerable.Range(0, operands.Count / 2)
            .Select(branch => new CaseBranch(operands[2 * branch], operands[(2 * branch) + 1])).ToEquatable(),
        Else = operands[operands.Count - 1],
    };
}

/// <summary>WHEN condition THEN value.</summary>
public sealed record CaseBranch(Expr Condition, Expr Value);

/// <summary>CAST, or TRY_CAST, which gives NULL where CAST fails.</summary>
public sealed record CastExpr(Expr Operand, DataType Type, bool Try) : Expr(Type)
{
    public override EquatableArray<Expr> Operands => [Operand];

    public override Expr WithOperands(EquatableArray<Expr> operands) => this with { Operand = operands[0] };
}

/// <summary>[NOT] IN a list of constants of the operand's type (longer lists than are worth spelling out as OR).</summary>
public sealed record InExpr(Expr Operand, EquatableArray<LiteralExpr> Values, bool Negated)
    : Expr(new BooleanType(Operand.Type.Nullable || Values.Any(value => value.Value is null)))
{
    public override EquatableArray<Expr> Operands => [Operand];

    public override Expr WithOperands(EquatableArray<Expr> operands) =>
        new InExpr(operands[0], Values, Negated) { Span = Span };
}

/// <summary>A call of a function of the library; arguments have the types its overload takes.</summary>
public sealed record CallExpr(ScalarFunction Function, EquatableArray<Expr> Arguments, DataType Type) : Expr(Type)
{
    public override EquatableArray<Expr> Operands => Arguments;

    public override Expr WithOperands(EquatableArray<Expr> operands) => this with { Arguments = operands };
}

/// <summary>ARRAY[...], MAP[k, v, ...], MULTISET[...] or ROW(...), told apart by the type.</summary>
public sealed record ConstructorExpr(EquatableArray<Expr> Items, DataType Type) : Expr(Type)
{
    public override EquatableArray<Expr> Operands => Items;

    public override Expr WithOperands(EquatableArray<Expr> operands) => this with { Items = operands };
}

/// <summary>A field of a ROW.</summary>
public sealed record FieldExpr(Expr Operand, int Field, DataType Type) : Expr(Type)
{
    public override EquatableArray<Expr> Operands => [Operand];

    public override Expr WithOperands(EquatableArray<Expr> operands) => this with { Operand = operands[0] };
}

/// <summary>An element of an ARRAY, counted from 1, or the value of a key of a MAP; NULL where there is none.</summary>
public sealed record ItemExpr(Expr Collection, Expr Index, DataType Type) : Expr(Type)
{
    public override EquatableArray<Expr> Operands => [Collection, Index];

    public override Expr WithOperands(EquatableArray<Expr> operands) =>
        this with { Collection = operands[0], Index = operands[1] };
}

/// <summary>PROCTIME(): the time of the runtime's clock when a row is processed, TIMESTAMP_LTZ(3).</summary>
public sealed record ProcTimeExpr() : Expr(DataTypes.TimestampLtz3.NotNull());

/// <summary>CURRENT_WATERMARK(rowtime): the watermark beside the row, NULL before the first.</summary>
public sealed record CurrentWatermarkExpr(DataType Type) : Expr(Type);

/// <summary>SOURCE_WATERMARK(): what the connector gives; it stands for the whole expression of a WATERMARK.</summary>
public sealed record SourceWatermarkExpr(DataType Type) : Expr(Type);
