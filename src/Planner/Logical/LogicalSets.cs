using FlinkSql.Columnar;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Expressions;
using FlinkSql.Parser.Ast;

namespace FlinkSql.Planner.Logical;

/// <summary>All rows of all inputs, which have the same column types: UNION ALL.</summary>
public sealed record LogicalUnion(EquatableArray<LogicalNode> Branches) : LogicalNode
{
    public override EquatableArray<LogicalNode> Inputs => Branches;

    public override PlanSchema Schema
    {
        get
        {
            PlanSchema first = Branches[0].Schema;
            return new(first.Columns.Select((column, index) => column with
            {
                Type = column.Type.WithNullable(Branches.Any(branch => branch.Schema[index].Type.Nullable)),
                Time = Branches.All(branch => branch.Schema[index].Time == column.Time)
                    ? column.Time
                    : TimeAttribute.None,
            }).ToEquatable());
        }
    }

    public override LogicalNode WithInputs(EquatableArray<LogicalNode> inputs) =>
        this with { Branches = inputs };
}

/// <summary>INTERSECT or EXCEPT.</summary>
public sealed record LogicalSetOperation(LogicalNode Left, SetOperator Operator, bool All, LogicalNode Right) : LogicalNode
{
    public override EquatableArray<LogicalNode> Inputs => [Left, Right];

    public override PlanSchema Schema => Left.Schema;

    public override LogicalNode WithInputs(EquatableArray<LogicalNode> inputs) =>
        this with { Left = inputs[0], Right = inputs[1] };
}

/// <summary>One key of an order.</summary>
public sealed record SortKey(int Column, bool Descending, bool NullsFirst);

/// <summary>ORDER BY, LIMIT and OFFSET. Without keys it takes rows in the order in which they come.</summary>
public sealed record LogicalSort(
    LogicalNode Input, EquatableArray<SortKey> Keys, long Offset, long? Limit) : LogicalUnaryNode(Input)
{
    public override PlanSchema Schema => Input.Schema;
}

/// <summary>A join of two inputs; columns of the right follow those of the left.</summary>
public sealed record LogicalJoin(LogicalNode Left, LogicalNode Right, JoinKind Kind, Expr Condition) : LogicalNode
{
    public override EquatableArray<LogicalNode> Inputs => [Left, Right];

    public override PlanSchema Schema
    {
        get
        {
            if (Kind is JoinKind.LeftSemi or JoinKind.LeftAnti)
            {
                return Left.Schema;
            }

            bool leftNull = Kind is JoinKind.Right or JoinKind.Full;
            bool rightNull = Kind is JoinKind.Left or JoinKind.Full;
            return new(Left.Schema.Columns.Select(column => Widen(column, leftNull))
                .Concat(Right.Schema.Columns.Select(column => Widen(column, rightNull))).ToEquatable());
        }
    }

    public override LogicalNode WithInputs(EquatableArray<LogicalNode> inputs) =>
        this with { Left = inputs[0], Right = inputs[1] };

    private static PlanColumn Widen(PlanColumn column, bool nullable) =>
        nullable ? column with { Type = column.Type.WithNullable(true) } : column;
}

/// <summary>
/// ROW_NUMBER, RANK or DENSE_RANK over a partition, as a last column; with a bound it is a Top-N.
/// </summary>
public sealed record LogicalRank(
    LogicalNode Input,
    RankFunction Function,
    EquatableArray<int> PartitionColumns,
    EquatableArray<SortKey> Order,
    string RankName) : LogicalUnaryNode(Input)
{
    /// <summary>The first and last rank kept, from 1; null without a bound.</summary>
    public (long First, long Last)? Range { get; init; }

    public override PlanSchema Schema =>
        new(Input.Schema.Columns.Append(new PlanColumn(RankName, DataTypes.BigInt.NotNull())).ToEquatable());
}

/// <summary>See <see cref="LogicalRank"/>.</summary>
public enum RankFunction
{
    RowNumber,
    Rank,
    DenseRank,
}

/// <summary>INSERT INTO a table, or the result of a query handed to the user.</summary>
/// <param name="Input">Rows with the table's physical columns, in order and of their types.</param>
/// <param name="Table">The target; null for a query's result.</param>
/// <param name="Overwrite">Whether former content is replaced.</param>
public sealed record LogicalSink(LogicalNode Input, TableDescriptor? Table, bool Overwrite) : LogicalUnaryNode(Input)
{
    /// <summary>The EMIT clause, or null.</summary>
    public EmitRequest? Emit { get; init; }

    public override PlanSchema Schema => Input.Schema;
}
