using System.Security.Cryptography;
using System.Text;
using FlinkSql.Planner.Explain;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Planner.Graph;

/// <summary>What an operator computes, as a stable name and as a property.</summary>
internal static class NodeIdentity
{
    /// <summary>
    /// A name made from what the node and its inputs compute, not from where it stands: state is found by it again after
    /// the query around it has changed.
    /// </summary>
    public static string Uid(PhysicalNode node)
    {
        var text = new StringBuilder();
        Append(node, text);
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
        return Convert.ToHexStringLower(hash.AsSpan(0, 8));
    }

    /// <summary>Whether the node alone gives the same rows each time.</summary>
    public static bool IsDeterministic(PhysicalNode node) => node switch
    {
        PhysicalCalc calc => (calc.Filter is null || ExprColumns.IsDeterministic(calc.Filter))
            && calc.Columns.All(column => ExprColumns.IsDeterministic(column.Value)),
        PhysicalWatermark watermark => ExprColumns.IsDeterministic(watermark.Watermark),
        _ => true,
    };

    private static void Append(PhysicalNode node, StringBuilder text)
    {
        text.Append(PhysicalText.Describe(node)).Append(" -> ").Append(node.Schema).Append('\n');
        foreach (PhysicalNode input in node.Inputs)
        {
            text.Append("< ");
            Append(input, text);
            text.Append(">\n");
        }
    }
}
