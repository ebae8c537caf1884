namespace FlinkSql.Connectors.Nexmark;

/// <summary>What the events are like, in the words and with the defaults of the reference generator.</summary>
internal sealed record NexmarkSettings
{
    /// <summary>The first ids, so that queries which name one find it among few events.</summary>
    public const long FirstPerson = 1000;

    public const long FirstAuction = 1000;

    public const long FirstCategory = 10;

    /// <summary>Of every so many persons and auctions one is hot.</summary>
    public const long HotEvery = 100;

    /// <summary>How far ahead of the newest person or auction an id may be.</summary>
    public const long Lead = 10;

    /// <summary>Auctions that are likely to be open.</summary>
    public const long AuctionsInFlight = 100;

    /// <summary>Persons that bid and sell.</summary>
    public const long ActivePersons = 1000;

    public required long Seed { get; init; }

    /// <summary>Events of all kinds; <see cref="long.MaxValue"/> if they never end.</summary>
    public required long Events { get; init; }

    /// <summary>Events a second of their own time, and of the clock where <see cref="Paced"/>.</summary>
    public required long EventsPerSecond { get; init; }

    public required bool Paced { get; init; }

    /// <summary>The time of the first event, ms since 1970-01-01T00:00.</summary>
    public required long BaseTime { get; init; }

    /// <summary>So many events in a row come in another order than that of their times; 1 for none.</summary>
    public required long Disorder { get; init; }

    public required int Splits { get; init; }

    public required long Persons { get; init; }

    public required long Auctions { get; init; }

    public required long Bids { get; init; }

    public required int PersonBytes { get; init; }

    public required int AuctionBytes { get; init; }

    public required int BidBytes { get; init; }

    /// <summary>All but one of so many bids are for a hot auction.</summary>
    public required ulong HotAuctions { get; init; }

    public required ulong HotBidders { get; init; }

    public required ulong HotSellers { get; init; }

    /// <summary>Events of a round.</summary>
    public long Round => Persons + Auctions + Bids;

    /// <summary>Where in a round the first of a kind is; behind the bids for what comes after them.</summary>
    public long FirstPlace(EventKind kind) => kind switch
    {
        EventKind.Person => 0,
        EventKind.Auction => Persons,
        EventKind.Bid => Persons + Auctions,
        _ => Round,
    };

    public EventKind KindOf(long id, long round)
    {
        long place = id - round * Round;
        return place < Persons ? EventKind.Person : place < Persons + Auctions ? EventKind.Auction : EventKind.Bid;
    }

    /// <summary>When an event happened.</summary>
    public long TimeOf(long id) => BaseTime + (long)((Int128)id * 1000 / EventsPerSecond);
}
