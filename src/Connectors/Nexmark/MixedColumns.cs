using FlinkSql.Columnar;

namespace FlinkSql.Connectors.Nexmark;

/// <summary>The columns of a table of all kinds: which kind an event is, and a ROW for each kind.</summary>
internal static class MixedColumns
{
    public const string TypeColumn = "event_type";

    public static EventColumn Type(NexmarkSettings settings) => (events, to) =>
    {
        var builder = (FixedBuilder<int>)to;
        Span<int> values = builder.Reserve(events.Count);
        for (int row = 0; row < values.Length; row++)
        {
            values[row] = (int)settings.KindOf(events.Ids[row], events.Rounds[row]);
        }

        builder.Commit(values.Length);
    };

    /// <summary>The ROW of one kind, NULL for events of another.</summary>
    public static EventColumn Row(NexmarkSettings settings, EventKind kind, EventColumn[] fields) => (events, to) =>
    {
        var builder = (StructBuilder)to;
        for (int row = 0; row < events.Count;)
        {
            int end = EndOfKind(settings, events, row, out EventKind found);
            if (found == kind)
            {
                AppendRows(builder, fields, events.Slice(row, end - row));
            }
            else
            {
                for (int other = row; other < end; other++)
                {
                    builder.AppendNull();
                }
            }

            row = end;
        }
    };

    private static void AppendRows(StructBuilder builder, EventColumn[] fields, EventRun events)
    {
        for (int field = 0; field < fields.Length; field++)
        {
            fields[field](events, builder.Children[field]);
        }

        for (int row = 0; row < events.Count; row++)
        {
            builder.EndRow();
        }
    }

    private static int EndOfKind(NexmarkSettings settings, EventRun events, int start, out EventKind kind)
    {
        kind = settings.KindOf(events.Ids[start], events.Rounds[start]);
        int end = start + 1;
        while (end < events.Count && settings.KindOf(events.Ids[end], events.Rounds[end]) == kind)
        {
            end++;
        }

        return end;
    }
}
