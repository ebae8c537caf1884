using FlinkSql.Columnar;

namespace FlinkSql.Runtime.Late;

/// <summary>The late rows an operator may have.</summary>
/// <param name="Operator">What the operator that drops them is called, without those fused with it.</param>
/// <param name="Columns">The columns of its input.</param>
/// <param name="Changes">Whether its input has rows that are not +I.</param>
public sealed record LateRowShape(string Operator, Schema Columns, bool Changes);
