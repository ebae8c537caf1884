using FlinkSql.Codegen.Expressions;
using FlinkSql.Codegen.Text;
using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Codegen.Emitters;

/// <summary>
/// A window table function on its own: TUMBLE finds the window of a row, HOP and CUMULATE write the row once for each
/// window it is in.
/// </summary>
internal sealed class WindowEmitter : RowEmitter<PhysicalWindow>
{
    public override bool Suits(PhysicalNode node) => ((PhysicalWindow)node).Spec is not SessionWindow;

    public override bool KeepsRows(PhysicalNode node, bool inputChanges) =>
        node is PhysicalWindow { Spec: TumbleWindow } window && !TimeColumn(window).Type.Nullable;

    protected override RowScope Emit(PhysicalWindow node, RowScope row, RowLoop loop)
    {
        loop.Comment("window", node);
        bool local = TimeColumn(node).Type is TimestampType { LocalTimeZone: true } && !loop.Context.IsUtc;
        string time = Time(node, row, loop, local);
        (string start, string end) = node.Spec switch
        {
            TumbleWindow tumble => Tumble(tumble, time, loop),
            HopWindow hop => Hop(hop, time, loop),
            CumulateWindow cumulate => Cumulate(cumulate, time, loop),
            _ => throw new NotSupportedException($"codegen: {node.Spec} is not found row by row"),
        };
        int width = node.Input.Schema.Count;
        string windowTime = local ? $"{Clock(loop)}.ToInstant({end} - 1)" : $"{end} - 1";
        return new ExtendedScope(row, new Dictionary<int, Func<Fragment>>
        {
            [width] = () => Fragment.Atom(start),
            [width + 1] = () => Fragment.Atom(end),
            [width + 2] = () => Fragment.Composite(windowTime),
        });
    }

    private static ColumnExpr TimeColumn(PhysicalWindow node) => RowClassEmitter.Reference(node.Input.Schema, node.TimeColumn);

    private static string Time(PhysicalWindow node, RowScope row, RowLoop loop, bool local)
    {
        ColumnExpr column = TimeColumn(node);
        if (node.Input.Schema[node.TimeColumn].Time == TimeAttribute.Proctime)
        {
            // The clock is read once for a batch: reading it costs as much as many rows do.
            return loop.Method.Hoist("now", "long", local ? $"{Clock(loop)}.FromInstant(Context.Now)" : "Context.Now");
        }

        Fragment value = row.Column(column, loop.Body);
        if (!value.Null.IsNever)
        {
            // A row without a time is in no window.
            using (loop.Body.Code.Block($"if ({value.Null.Text})"))
            {
                loop.Body.Line("Context.Metrics.BadRecords++;");
                loop.Body.Line("continue;");
            }
        }

        string text = RowTime.Milliseconds((TimestampType)column.Type, value);
        string time = loop.Body.Local("timeOfRow");
        loop.Body.Line($"long {time} = {(local ? $"{Clock(loop)}.FromInstant({text})" : text)};");
        return time;
    }

    private static string Clock(RowLoop loop)
    {
        string clock = loop.Owner.Single("_clock", "WindowClock", "null!", out bool added);
        if (added)
        {
            loop.Owner.Opening.Line("_clock = new WindowClock(Context.Zone);");
        }

        return clock;
    }

    // Rows in order mostly stay in one window: it is only computed anew when a row leaves it.
    private static (string Start, string End) Tumble(TumbleWindow window, string time, RowLoop loop)
    {
        string start = loop.Method.Names.Local("windowStart");
        string end = loop.Body.Local("windowEnd");
        loop.Method.Prologue.Line($"long {start} = long.MinValue;");
        string size = Literals.Of(window.Size);
        loop.Body.Line(
            $"if ((ulong)({time} - {start}) >= {size}) {start} = WindowShape.Align({time}, {size}, {Literals.Of(window.Offset)});");
        loop.Body.Line($"long {end} = {start} + {size};");
        return (start, end);
    }

    private static (string Start, string End) Hop(HopWindow window, string time, RowLoop loop)
    {
        string start = loop.Body.Local("windowStart");
        string end = loop.Body.Local("windowEnd");
        string slide = Literals.Of(window.Slide);
        string size = Literals.Of(window.Size);
        string last = loop.Body.Local("last");
        loop.Body.Line($"long {last} = WindowShape.Align({time}, {slide}, {Literals.Of(window.Offset)});");
        loop.Enter($"for (long {start} = {last}; {start} > {time} - {size}; {start} -= {slide})");
        loop.Body.Line($"long {end} = {start} + {size};");
        return (start, end);
    }

    private static (string Start, string End) Cumulate(CumulateWindow window, string time, RowLoop loop)
    {
        string start = loop.Body.Local("windowStart");
        string end = loop.Body.Local("windowEnd");
        string step = Literals.Of(window.Step);
        string offset = Literals.Of(window.Offset);
        loop.Body.Line($"long {start} = WindowShape.Align({time}, {Literals.Of(window.Size)}, {offset});");
        string first = loop.Body.Local("first");
        loop.Body.Line($"long {first} = WindowShape.Align({time}, {step}, {offset}) + {step};");
        loop.Enter($"for (long {end} = {first}; {end} <= {start} + {Literals.Of(window.Size)}; {end} += {step})");
        return (start, end);
    }
}
