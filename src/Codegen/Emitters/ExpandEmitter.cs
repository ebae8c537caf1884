using FlinkSql.Codegen.Expressions;
using FlinkSql.Codegen.Text;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Codegen.Emitters;

/// <summary>Grouping sets: a loop in the row loop writes each row once per set, with NULL for keys outside the set.</summary>
internal sealed class ExpandEmitter : RowEmitter<PhysicalExpand>
{
    protected override RowScope Emit(PhysicalExpand node, RowScope row, RowLoop loop)
    {
        Fragment[] columns = RepeatedRow.Columns(node.Input.Schema, row, loop);
        int sets = node.Sets.Count;
        string ids = loop.Method.Hoist(
            "setIds", "ReadOnlySpan<long>",
            $"[{string.Join(", ", Enumerable.Range(0, sets).Select(set => Literals.Of(node.IdOf(set))))}]");
        string[] inSets = [.. node.Keys.Select((key, position) => Membership(node, key, position, loop))];
        loop.Comment("grouping sets", node);
        string number = loop.Body.Local("setNumber");
        loop.Enter($"for (int {number} = 0; {number} < {Literals.Of(sets)}; {number}++)");
        Fragment[] repeated = [.. Enumerable.Range(0, columns.Length).Select(Column), Fragment.Atom($"{ids}[{number}]")];
        return new RepeatedRow(row, repeated, unchanged: 0);

        Fragment Column(int column)
        {
            int position = node.Keys.AsSpan().IndexOf(column);
            Fragment value = columns[column];
            return position < 0 || inSets[position].Length == 0
                ? value
                : value with { Null = value.Null.Or(NullTest.When($"!{inSets[position]}[{number}]")) };
        }
    }

    // For each set whether it holds a key; empty when all do.
    private static string Membership(PhysicalExpand node, int key, int position, RowLoop loop)
    {
        bool[] holds = [.. node.Sets.Select(set => set.Contains(position))];
        return holds.All(held => held) ? "" : loop.Method.Hoist(
            node.Input.Schema[key].Name + "InSet", "ReadOnlySpan<bool>",
            $"[{string.Join(", ", holds.Select(held => Literals.Of(held)))}]");
    }
}
