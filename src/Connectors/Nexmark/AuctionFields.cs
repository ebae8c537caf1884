using FlinkSql.Columnar;

namespace FlinkSql.Connectors.Nexmark;

/// <summary>The fields of an auction.</summary>
internal static class AuctionFields
{
    private const int Numbered = 200;
    private const ulong Categories = 5;

    public static EventField[] All(NexmarkSettings settings)
    {
        var first = new EventDraw(settings.Seed, Numbered + 2);
        var above = new EventDraw(settings.Seed, Numbered + 3);
        var length = new EventDraw(settings.Seed, Numbered + 4);
        var seller = new EventDraw(settings.Seed, Numbered + 5);
        var category = new EventDraw(settings.Seed, Numbered + 6);
        var sellers = new PersonIds(settings, settings.HotSellers, hotPlace: 0);
        return
        [
            EventFields.Number("id", settings, (id, round) => IdOf(settings, id, round)),
            EventFields.Text("itemName", settings, Numbered, bits => NexmarkText.Words(bits, most: 20)),
            EventFields.Text("description", settings, Numbered + 1, bits => NexmarkText.Words(bits, most: 100)),
            EventFields.Number("initialBid", settings, (id, _) => Prices.Of(first.Bits(id))),
            EventFields.Number("reserve", settings, (id, _) => Prices.Of(first.Bits(id)) + Prices.Of(above.Bits(id))),
            EventFields.Time(settings),
            EventFields.Number("expires", settings, (id, _) => Expiry(settings, id, length.Bits(id))) with
            {
                Type = DataTypes.Timestamp3,
            },
            EventFields.Number("seller", settings, (id, round) => sellers.Of(seller.Bits(id), round)),
            EventFields.Number(
                "category", settings, (id, _) => NexmarkSettings.FirstCategory + EventDraw.High(category.Bits(id), Categories)),
            // Six numbers, and the texts as long as they are on average.
            EventFields.Extra(settings, Numbered + 7, settings.AuctionBytes, used: 6 * sizeof(long) + 8 + 11 + 51),
        ];
    }

    private static long IdOf(NexmarkSettings settings, long id, long round) =>
        NexmarkSettings.FirstAuction + round * settings.Auctions + id - round * settings.Round - settings.Persons;

    /// <summary>
    /// On average an auction is open until so many others have begun as are in flight together.
    /// </summary>
    private static long Expiry(NexmarkSettings settings, long id, ulong bits)
    {
        long ahead = NexmarkSettings.AuctionsInFlight * settings.Round / settings.Auctions;
        long start = settings.TimeOf(id);
        long horizon = settings.TimeOf(id + ahead) - start;
        return start + 1 + (long)Math.BigMul(bits, (ulong)Math.Max(2 * horizon, 1), out _);
    }
}
