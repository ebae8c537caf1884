using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Codegen;

/// <summary>
/// Decides which columns of a result are computed in one method. The JIT gives up optimizing a method that is too
/// large, so a wide result is computed by several loops, each over some of the columns.
/// </summary>
internal static class MethodSplit
{
    /// <summary>Expressions in one method.</summary>
    public const int Most = 150;

    /// <summary>The columns of a result in groups; one group when they fit one method.</summary>
    public static List<int[]> Of(ChainUnit unit, IReadOnlyList<int> columns)
    {
        if (unit.Before is not [.., PhysicalCalc calc] || !unit.Before.All(node => node is PhysicalCalc or PhysicalDropUpdateBefore))
        {
            return [[.. columns]];
        }

        var groups = new List<int[]>();
        var group = new List<int>();
        int size = 0;
        foreach (int column in columns)
        {
            int expressions = Count(calc.Columns[column].Value);
            if (size + expressions > Most && group.Count != 0)
            {
                groups.Add([.. group]);
                group.Clear();
                size = 0;
            }

            group.Add(column);
            size += expressions;
        }

        groups.Add([.. group]);
        return groups;
    }

    private static int Count(Expr expr) => 1 + expr.Operands.Sum(Count);
}
