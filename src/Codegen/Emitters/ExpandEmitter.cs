using FlinkSql.Codegen.Expressions;
using FlinkSql.Codegen.Text;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Codegen.Emitters;

/// <summary>Grouping sets: a loop inside the loop, once for every set, with the keys outside the set NULL.</summary>
internal sealed class ExpandEmitter : RowEmitter<PhysicalExpand>
{
    protected override RowScope Emit(PhysicalExpand node, RowScope row, RowLoop loop)
    {
        // What the sets share is computed once, outside the inner loop.
        var keys = new Dictionary<int, Fragment>();
        foreach (int key in node.Keys)
        {
            ColumnExpr column = RowClassEmitter.Reference(node.Input.Schema, key);
            keys[key] = ExprEmitter.Named(column.Type, row.Column(column, loop.Body), loop.Body, column.Name);
        }

        loop.Comment("grouping sets", node);
        string ids = string.Join(", ", Enumerable.Range(0, node.Sets.Count).Select(set => Literals.Of(node.IdOf(set))));
        string idOfSet = loop.Method.Hoist("idOfSet", "ReadOnlySpan<long>", $"[{ids}]");
        loop.Enter($"for (int set = 0; set < {node.Sets.Count}; set++)");
        var columns = new Dictionary<int, Func<Fragment>>();
        foreach ((int key, int position) in node.Keys.Select((key, position) => (key, position)))
        {
            string inSets = string.Join(", ", node.Sets.Select(set => Literals.Of(set.Contains(position))));
            string inSet = loop.Method.Hoist(
                node.Input.Schema[key].Name + "InSet", "ReadOnlySpan<bool>", $"[{inSets}]");
            Fragment value = keys[key];
            Fragment nulled = value with { Null = value.Null.Or(NullTest.When($"!{inSet}[set]")) };
            columns[key] = () => nulled;
        }

        columns[node.Input.Schema.Count] = () => Fragment.Atom($"{idOfSet}[set]");
        return new ExtendedScope(row, columns);
    }
}
