using FlinkSql.Columnar;

namespace FlinkSql.Connectors.Nexmark;

/// <summary>Appends one column of some events of one kind.</summary>
internal delegate void EventColumn(EventRun events, ColumnBuilder to);

/// <summary>Picks a text by random bits.</summary>
internal delegate ReadOnlySpan<byte> TextOfBits(ulong bits);

/// <summary>A field of an event: its type, and what makes its column.</summary>
internal readonly record struct EventField(string Name, DataType Type, EventColumn Write);

/// <summary>The fields of the three kinds, and the columns several of them have.</summary>
internal static class EventFields
{
    /// <summary>Whole numbers below this are exact as a double, and so is the floor of their quotients.</summary>
    private const long ExactInDouble = 1L << 53;

    public static EventField[] Of(EventKind kind, NexmarkSettings settings) => kind switch
    {
        EventKind.Person => PersonFields.All(settings),
        EventKind.Auction => AuctionFields.All(settings),
        _ => BidFields.All(settings),
    };

    public static EventField Time(NexmarkSettings settings) => new("dateTime", DataTypes.Timestamp3, (events, to) =>
    {
        var builder = (FixedBuilder<long>)to;
        ReadOnlySpan<long> ids = events.Ids;
        Span<long> values = builder.Reserve(ids.Length);
        WriteTimes(settings, ids, values);
        builder.Commit(ids.Length);
    });

    public static void WriteTimes(NexmarkSettings settings, ReadOnlySpan<long> ids, Span<long> times)
    {
        long greatest = 0;
        foreach (long id in ids)
        {
            greatest |= id;
        }

        if (greatest > ExactInDouble / 1024)
        {
            for (int row = 0; row < ids.Length; row++)
            {
                times[row] = settings.TimeOf(ids[row]);
            }

            return;
        }

        double rate = settings.EventsPerSecond;
        long start = settings.BaseTime;
        times = times[..ids.Length];
        for (int row = 0; row < times.Length; row++)
        {
            times[row] = start + (long)(ids[row] * 1000 / rate);
        }
    }

    /// <summary>Filler that brings an event to its size on average: a fifth more or less.</summary>
    public static EventField Extra(NexmarkSettings settings, int field, int wanted, int used)
    {
        int rest = Math.Max(0, wanted - used);
        int varies = (int)Math.Round(rest * 0.2);
        var draw = new EventDraw(settings.Seed, field);
        return new EventField("extra", DataTypes.String, (events, to) =>
        {
            var builder = (BytesBuilder)to;
            foreach (long id in events.Ids)
            {
                ulong bits = draw.Bits(id);
                builder.Append(NexmarkText.Letters(bits, rest - varies + (int)EventDraw.Low(bits, (ulong)(2 * varies))));
            }
        });
    }

    public static EventField Text(string name, NexmarkSettings settings, int field, TextOfBits of)
    {
        var draw = new EventDraw(settings.Seed, field);
        return new EventField(name, DataTypes.String, (events, to) =>
        {
            var builder = (BytesBuilder)to;
            foreach (long id in events.Ids)
            {
                builder.Append(of(draw.Bits(id)));
            }
        });
    }

    public static EventField Number(string name, NexmarkSettings settings, Func<long, long, long> of) =>
        new(name, DataTypes.BigInt, (events, to) =>
        {
            var builder = (FixedBuilder<long>)to;
            Span<long> values = builder.Reserve(events.Count);
            for (int row = 0; row < values.Length; row++)
            {
                values[row] = of(events.Ids[row], events.Rounds[row]);
            }

            builder.Commit(values.Length);
        });
}
