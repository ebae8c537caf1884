using FlinkSql.Codegen.Expressions;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Codegen.Emitters;

/// <content>How a row finds its window.</content>
internal static partial class WindowRows
{
    private static void EmitEnter(PhysicalWindowAggregate node, ChainUnit unit, RowScope row, RowLoop loop)
    {
        bool runs = TimesOfRuns(node, unit, row, loop) is not null;
        if (runs && RowClassEmitter.KeepsRows(unit))
        {
            return;
        }

        loop.Comment("window", node);
        if (node.Window.StartColumn >= 0)
        {
            EmitAttached(node, row, loop);
        }
        else if (node.Window.Time == TimeAttribute.Proctime)
        {
            if (HasOneGroup(node))
            {
                EmitGroupOfRun(null, loop);
            }
        }
        else if (runs)
        {
            EmitOpen(node, row, loop);
        }
        else
        {
            EmitTimed(node, row, loop);
        }
    }

    // Opens the slice of a run at the first row that counts.
    private static void EmitOpen(PhysicalWindowAggregate node, RowScope row, RowLoop loop)
    {
        string time = RowTime.InMilliseconds(node.Input.Schema, node.Window.TimeColumn, row, loop);
        if (HasOneGroup(node))
        {
            EmitGroupOfRun(time, loop);
            return;
        }

        using (loop.Body.Code.Block("if (groups is null)"))
        {
            loop.Body.Line($"if (!Enter({time}, batch, row)) continue;");
            loop.Body.Line("groups = CurrentGroups;");
        }
    }

    private static void EmitAttached(PhysicalWindowAggregate node, RowScope row, RowLoop loop)
    {
        Block body = loop.Body;
        string rowStart = RowTime.Of(node.Input.Schema, node.Window.StartColumn, "windowStart", row, loop);
        string rowEnd = RowTime.Of(node.Input.Schema, node.Window.EndColumn, "windowEnd", row, loop);
        using (body.Code.Block($"if ({rowStart} != start || {rowEnd} != end)"))
        {
            body.Line($"if (!Enter({rowStart}, {rowEnd}, batch, row)) continue;");
            body.Line("start = CurrentStart;");
            body.Line("end = CurrentEnd;");
            body.Line("groups = CurrentGroups;");
        }
    }

    // A time that is computed: every row says itself in which slice it is.
    private static void EmitTimed(PhysicalWindowAggregate node, RowScope row, RowLoop loop)
    {
        Block body = loop.Body;
        string time = RowTime.OnWindowLine(node.Input.Schema, node.Window.TimeColumn, IsLocal(node, loop), row, loop);
        using (body.Code.Block($"if ({time} < start || {time} >= end)"))
        {
            if (HasOneGroup(node))
            {
                body.Line(LeaveGroup);
                body.Line("inGroup = false;");
            }

            body.Line($"if (!Enter({time}, batch, row)) continue;");
            body.Line("start = CurrentStart;");
            body.Line("end = CurrentEnd;");
            if (!HasOneGroup(node))
            {
                body.Line("groups = CurrentGroups;");
            }
        }

        if (HasOneGroup(node))
        {
            EmitGroupOfRun(null, loop);
        }
    }

    private static void EmitGroupOfRun(string? time, RowLoop loop)
    {
        using (loop.Body.Code.Block("if (!inGroup)"))
        {
            if (time is not null)
            {
                loop.Body.Line($"if (CurrentGroups is null && !Enter({time}, batch, row)) continue;");
            }

            loop.Body.Line("state = CurrentGroups.GetOrAdd(default);");
            loop.Body.Line("inGroup = true;");
        }
    }
}
