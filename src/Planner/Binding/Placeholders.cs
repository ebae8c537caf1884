using FlinkSql.Columnar;
using FlinkSql.Functions;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Binding;

/// <summary>A call of an aggregate among the expressions of a SELECT, until the grouping computes it.</summary>
internal sealed record AggregateExpr(
    AggregateFunction Function, EquatableArray<Expr> Arguments, bool Distinct, Expr? Filter, DataType Type) : Expr(Type);

/// <summary>GROUPING or GROUPING_ID of group keys, until the grouping answers it.</summary>
internal sealed record GroupingExpr(string Name, EquatableArray<Expr> Keys) : Expr(DataTypes.BigInt.NotNull());

/// <summary>ROW_NUMBER, RANK or DENSE_RANK, until the ranking computes it.</summary>
internal sealed record RankExpr(RankFunction Function, EquatableArray<Expr> Partition, EquatableArray<RankOrder> Order)
    : Expr(DataTypes.BigInt.NotNull());

/// <summary>One key of the order of a <see cref="RankExpr"/>.</summary>
internal sealed record RankOrder(Expr Key, bool Descending, bool NullsFirst);

/// <summary>TUMBLE(ts, ..) and the like in GROUP BY: the windows to group by.</summary>
internal sealed record GroupWindowExpr(WindowSpec Spec, Expr Time) : Expr(DataTypes.Timestamp3.NotNull());

/// <summary>TUMBLE_START(ts, ..) and the like: a property of the window grouped by.</summary>
internal sealed record WindowPropertyExpr(
    string Name, GroupWindowExpr Window, WindowProperty Property, DataType Type, TimeAttribute Time) : Expr(Type);

/// <summary>A column of the query around a subquery.</summary>
internal sealed record OuterColumnExpr(Expr Column) : Expr(Column.Type);

/// <summary>A query of one row used as a value, until a join brings it in.</summary>
internal sealed record ScalarSubqueryExpr(LogicalNode Query) : Expr(Query.Schema[0].Type.WithNullable(true));
