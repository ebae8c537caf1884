using System.Globalization;
using System.Text;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Planner.Explain;

/// <summary>Prints the SQL text with carets under the part that each node of the plan comes from.</summary>
internal static class SourceText
{
    public static string Print(IEnumerable<PhysicalNode> sinks, string sql)
    {
        string[] lines = sql.ReplaceLineEndings("\n").Split('\n');
        int margin = lines.Length.ToString(CultureInfo.InvariantCulture).Length;
        var text = new StringBuilder();
        var places = PlanPrinter.Numbers(sinks)
            .Where(entry => !entry.Node.Span.IsNone)
            .GroupBy(entry => entry.Node.Span)
            .Select(group => (At: group.Key.StartPosition(sql), group.Key.Length, Nodes: group.Reverse().ToArray()))
            .GroupBy(place => place.At.Line)
            .OrderBy(line => line.Key);
        foreach (var line in places)
        {
            string written = lines[line.Key - 1];
            text.Append($" {line.Key.ToString(CultureInfo.InvariantCulture).PadLeft(margin)} | {written}\n");
            foreach ((TextPosition at, int length, (int Number, PhysicalNode Node)[] nodes) in line.OrderBy(place => place.At.Column))
            {
                int carets = Math.Max(1, Math.Min(length, written.Length - (at.Column - 1)));
                text.Append($" {new string(' ', margin)} | {new string(' ', at.Column - 1)}{new string('^', carets)} ")
                    .AppendJoin(", ", nodes.Select(entry => $"[{entry.Number}] {PhysicalText.Name(entry.Node)}"))
                    .Append('\n');
            }
        }

        return text.Length == 0 ? "no part of the plan comes from a text\n" : text.ToString();
    }
}
