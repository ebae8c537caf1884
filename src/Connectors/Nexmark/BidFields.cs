using FlinkSql.Columnar;

namespace FlinkSql.Connectors.Nexmark;

/// <summary>The fields of a bid.</summary>
internal static class BidFields
{
    private const int Numbered = 100;

    public static EventField[] All(NexmarkSettings settings)
    {
        var channels = new Lazy<Channels>(() => new Channels(settings.Seed));
        return
        [
            new("auction", DataTypes.BigInt, Auctions(settings)),
            new("bidder", DataTypes.BigInt, Bidders(settings)),
            new("price", DataTypes.BigInt, PriceColumn(settings)),
            EventFields.Text("channel", settings, Numbered + 3, bits => channels.Value.Name(bits)),
            EventFields.Text("url", settings, Numbered + 3, bits => channels.Value.Url(bits)),
            EventFields.Time(settings),
            EventFields.Extra(settings, Numbered + 4, settings.BidBytes, used: 4 * sizeof(long)),
        ];
    }

    private static EventColumn Auctions(NexmarkSettings settings)
    {
        var draw = new EventDraw(settings.Seed, Numbered);
        long auctions = settings.Auctions;
        ulong ratio = settings.HotAuctions;
        return (events, to) =>
        {
            var builder = (FixedBuilder<long>)to;
            ReadOnlySpan<long> ids = events.Ids;
            ReadOnlySpan<long> rounds = events.Rounds[..ids.Length];
            Span<long> values = builder.Reserve(ids.Length);
            for (int row = 0; row < ids.Length; row++)
            {
                ulong bits = draw.Bits(ids[row]);
                long last = rounds[row] * auctions + auctions - 1;
                long hot = last / NexmarkSettings.HotEvery * NexmarkSettings.HotEvery;
                long least = Math.Max(last - NexmarkSettings.AuctionsInFlight, 0);
                long other = least + EventDraw.High(bits, (ulong)(last - least + 1 + NexmarkSettings.Lead));
                values[row] = NexmarkSettings.FirstAuction + (EventDraw.Low(bits, ratio) > 0 ? hot : other);
            }

            builder.Commit(ids.Length);
        };
    }

    private static EventColumn Bidders(NexmarkSettings settings)
    {
        // The second of each hundred, so that hot bidders are not the hot sellers.
        var persons = new PersonIds(settings, settings.HotBidders, hotPlace: 1);
        var draw = new EventDraw(settings.Seed, Numbered + 1);
        return (events, to) =>
        {
            var builder = (FixedBuilder<long>)to;
            ReadOnlySpan<long> ids = events.Ids;
            ReadOnlySpan<long> rounds = events.Rounds[..ids.Length];
            Span<long> values = builder.Reserve(ids.Length);
            for (int row = 0; row < ids.Length; row++)
            {
                values[row] = persons.Of(draw.Bits(ids[row]), rounds[row]);
            }

            builder.Commit(ids.Length);
        };
    }

    private static EventColumn PriceColumn(NexmarkSettings settings)
    {
        var draw = new EventDraw(settings.Seed, Numbered + 2);
        return (events, to) =>
        {
            var builder = (FixedBuilder<long>)to;
            ReadOnlySpan<long> ids = events.Ids;
            Span<long> values = builder.Reserve(ids.Length);
            for (int row = 0; row < ids.Length; row++)
            {
                values[row] = Prices.Of(draw.Bits(ids[row]));
            }

            builder.Commit(ids.Length);
        };
    }
}
