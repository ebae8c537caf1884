namespace FlinkSql.Connectors.Nexmark;

/// <summary>What an event of the auction house is; the numbers are those of the column <c>event_type</c>.</summary>
internal enum EventKind
{
    Person,
    Auction,
    Bid,
}
