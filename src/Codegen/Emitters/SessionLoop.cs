using FlinkSql.Codegen.Expressions;
using FlinkSql.Codegen.Text;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Codegen.Emitters;

/// <summary>Writes the parts of row loops that find the session of a row.</summary>
internal static class SessionLoop
{
    /// <summary>What stands before the loop.</summary>
    public static void EmitBefore(SourceWriter body, string state, TimeAttribute time)
    {
        body.Line($"KeyedTable<Key, SessionGroup<{state}>> sessions = Sessions;");
        body.Line("int nextMark = NextMark;");
        if (time == TimeAttribute.Proctime)
        {
            body.Line("long now = ProcessingTimeNow;");
        }
    }

    /// <summary>What stands at the head of the loop: watermarks between rows may fire windows.</summary>
    public static void PassMarks(SourceWriter body, bool attached)
    {
        using (body.Block("if (row == nextMark)"))
        {
            body.Line("nextMark = PassMarks(row);");
            if (attached)
            {
                body.Line("start = CurrentStart;");
                body.Line("end = CurrentEnd;");
                body.Line("groups = CurrentGroups;");
            }
        }

        body.Line();
    }

    /// <summary>Makes the state of a row's session <c>state</c>, or leaves the row out.</summary>
    public static void EmitRow(PhysicalWindowAggregate node, KeyStruct keys, RowScope row, RowLoop loop)
    {
        string time = node.Window.Time == TimeAttribute.Proctime ? "now" : RowTime.OnWindowLine(
            node.Input.Schema, node.Window.TimeColumn, node.Window.LocalTimeZone && !loop.Context.IsUtc, row, loop);
        loop.Comment("group", node);
        EmitFind(keys.Create(row, loop), time, ((SessionWindow)node.Window.Spec).Gap, "State", loop);
    }

    /// <summary>Makes the state of a session <c>state</c>.</summary>
    public static void EmitFind(string key, string time, long gap, string state, RowLoop loop)
    {
        Block body = loop.Body;
        body.Line($"Key key = {key};");
        body.Line($"ref SessionGroup<{state}> group = ref sessions.GetOrAdd(in key, out bool added);");
        body.Line($"ref {state} state = ref group.State;");
        using (body.Code.Block($"if (added || !group.Extend({time}, gap: {Literals.Of(gap)}))"))
        {
            body.Line($"state = ref Open(in key, ref group, added, {time}, batch, row);");
            body.Line("if (Unsafe.IsNullRef(ref state)) continue;");
        }

        body.Code.Blank();
    }
}
