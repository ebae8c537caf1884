namespace FlinkSql.Planner.Logical;

/// <summary>Which windows a row belongs to. All lengths are in milliseconds; start formula: SEMANTICS 2.</summary>
public abstract record WindowSpec
{
    /// <summary>Shifts the starts of all windows.</summary>
    public long Offset { get; init; }
}

/// <summary>Windows of one size, one after the other.</summary>
public sealed record TumbleWindow(long Size) : WindowSpec
{
    public override string ToString() => $"TUMBLE(size={Size} ms{Suffix(this)})";

    internal static string Suffix(WindowSpec spec) => spec.Offset == 0 ? "" : $", offset={spec.Offset} ms";
}

/// <summary>Windows of one size that start every slide: a row is in every one that holds it.</summary>
public sealed record HopWindow(long Slide, long Size) : WindowSpec
{
    public override string ToString() => $"HOP(slide={Slide} ms, size={Size} ms{TumbleWindow.Suffix(this)})";
}

/// <summary>Windows that share a start and grow by steps up to a size.</summary>
public sealed record CumulateWindow(long Step, long Size) : WindowSpec
{
    public override string ToString() => $"CUMULATE(step={Step} ms, size={Size} ms{TumbleWindow.Suffix(this)})";
}

/// <summary>Runs of rows no more than a gap apart, per partition.</summary>
public sealed record SessionWindow(long Gap) : WindowSpec
{
    public override string ToString() => $"SESSION(gap={Gap} ms)";
}
