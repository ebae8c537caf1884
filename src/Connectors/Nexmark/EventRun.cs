namespace FlinkSql.Connectors.Nexmark;

/// <summary>
/// Some events of one kind. Everything about an event follows from its number, so that columns are made on their own,
/// and any event without those before it.
/// </summary>
/// <param name="ids">The numbers of the events, from 0 over all kinds.</param>
/// <param name="rounds">For each the round it is in: so many persons, auctions and bids in this order.</param>
internal readonly ref struct EventRun(ReadOnlySpan<long> ids, ReadOnlySpan<long> rounds)
{
    public ReadOnlySpan<long> Ids { get; } = ids;

    public ReadOnlySpan<long> Rounds { get; } = rounds;

    public int Count => Ids.Length;

    public EventRun Slice(int start, int count) => new(Ids.Slice(start, count), Rounds.Slice(start, count));
}
