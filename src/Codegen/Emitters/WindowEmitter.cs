using FlinkSql.Codegen.Expressions;
using FlinkSql.Codegen.Text;
using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Codegen.Emitters;

/// <summary>
/// TUMBLE, HOP and CUMULATE on their own: appends the window to each row, in a loop over its windows where there may be
/// several. Rows without a time are in no window.
/// </summary>
internal sealed class WindowEmitter : RowEmitter<PhysicalWindow>
{
    public override bool Suits(PhysicalNode node) => ((PhysicalWindow)node).Spec is not SessionWindow;

    protected override RowScope Emit(PhysicalWindow node, RowScope row, RowLoop loop)
    {
        PlanSchema input = node.Input.Schema;
        loop.Comment("window", node);
        string time = Time(node, row, loop);
        Fragment[] columns = node.Spec is TumbleWindow ? [] : RepeatedRow.Columns(input, row, loop);
        (string start, string end) = node.Spec switch
        {
            TumbleWindow tumble => Tumble(tumble, time, loop),
            HopWindow hop => Hop(hop, time, loop),
            CumulateWindow cumulate => Cumulate(cumulate, time, loop),
            _ => throw new NotSupportedException($"codegen: {node.Spec} is not found row by row"),
        };
        bool local = ((TimestampType)node.Schema[^1].Type).LocalTimeZone;
        Fragment windowTime = local
            ? Fragment.Atom($"{Clock(loop)}.ToInstant({end} - 1)", cost: Cost.Safe)
            : Fragment.Composite($"{end} - 1");
        Fragment[] bounds = [Fragment.Atom(start), Fragment.Atom(end), windowTime];
        return node.Spec is TumbleWindow
            ? new WindowScope(row, bounds, input.Count)
            : new RepeatedRow(row, [.. columns, .. bounds], input.Count);
    }

    // The time of the row on the line windows lie on.
    private static string Time(PhysicalWindow node, RowScope row, RowLoop loop)
    {
        PlanSchema input = node.Input.Schema;
        if (input[node.TimeColumn].Time == TimeAttribute.Proctime)
        {
            return loop.Method.Hoist("now", "long", $"{Clock(loop)}.FromInstant(Context.Now)");
        }

        var type = (TimestampType)input[node.TimeColumn].Type;
        Fragment value = row.Column(RowClassEmitter.Reference(input, node.TimeColumn), loop.Body);
        if (!value.Null.IsNever)
        {
            loop.DropWhere(value.Null.Text);
        }

        string time = RowTime.Milliseconds(type, value);
        string local = loop.Body.Local("timeOfRow");
        loop.Body.Line($"long {local} = {(type.LocalTimeZone ? $"{Clock(loop)}.FromInstant({time})" : time)};");
        return local;
    }

    // Rows of one window mostly follow each other: it is computed only for the first of them.
    private static (string Start, string End) Tumble(TumbleWindow window, string time, RowLoop loop)
    {
        string start = loop.Method.Names.Local("windowStart");
        loop.Method.Prologue.Line($"long {start} = long.MinValue;");
        string size = Literals.Of(window.Size);
        loop.Body.Line($"if ((ulong)({time} - {start}) >= {size}) {start} = {Align(time, window.Size, window.Offset)};");
        string end = loop.Body.Local("windowEnd");
        loop.Body.Line($"long {end} = {start} + {size};");
        return (start, end);
    }

    private static (string Start, string End) Hop(HopWindow window, string time, RowLoop loop)
    {
        string start = loop.Body.Local("windowStart");
        string size = Literals.Of(window.Size);
        loop.Enter($"for (long {start} = {Align(time, window.Slide, window.Offset)}; "
            + $"{start} > {time} - {size}; {start} -= {Literals.Of(window.Slide)})");
        string end = loop.Body.Local("windowEnd");
        loop.Body.Line($"long {end} = {start} + {size};");
        return (start, end);
    }

    private static (string Start, string End) Cumulate(CumulateWindow window, string time, RowLoop loop)
    {
        string start = loop.Body.Local("windowStart");
        loop.Body.Line($"long {start} = {Align(time, window.Size, window.Offset)};");
        string end = loop.Body.Local("windowEnd");
        string step = Literals.Of(window.Step);
        loop.Enter($"for (long {end} = {Align(time, window.Step, window.Offset)} + {step}; "
            + $"{end} <= {start} + {Literals.Of(window.Size)}; {end} += {step})");
        return (start, end);
    }

    private static string Align(string time, long step, long offset) =>
        $"WindowShape.Align({time}, {Literals.Of(step)}, {Literals.Of(offset)})";

    private static string Clock(RowLoop loop)
    {
        if (!loop.Owner.Has("_clock"))
        {
            loop.Owner.Single("_clock", "WindowClock", "null!");
            loop.Owner.Opening.Line("_clock = new WindowClock(Context.Zone);");
        }

        return "_clock";
    }

    /// <summary>The columns of a row, computed where they are used, and those of its one window.</summary>
    private sealed class WindowScope(RowScope input, Fragment[] bounds, int width) : RowScope
    {
        public override Fragment Column(ColumnExpr column, Block block)
        {
            if (column.Column < width)
            {
                return input.Column(column, block);
            }

            Fragment bound = bounds[column.Column - width];
            return block.TryFind(this, column, out Fragment known) ? known
                : bound.Cost != Cost.Free && IsShared(column) ? ExprEmitter.Declare(this, column, bound, block, column.Name)
                : bound;
        }

        public override Fragment? Path(
            ColumnExpr column, IReadOnlyList<FieldExpr> fields, Block block) =>
            column.Column < width ? input.Path(column, fields, block) : null;

        public override int Source(int column) => column < width ? input.Source(column) : -1;
    }
}
