namespace FlinkSql.Tests.Linq;

public enum Side
{
    Buy,
    Sell,
}

/// <summary>The row that most tests of LINQ read.</summary>
public sealed record Trade(string Symbol, decimal Price, int Qty, DateTime At, Side Side = Side.Buy, string? Venue = null);

/// <summary>What hourly bars give.</summary>
public sealed record Bar(string Symbol, DateTime Start, long Trades, decimal High, int Volume);
