namespace FlinkSql.Planner.Logical;

/// <summary>Which windows a row belongs to. All lengths are in milliseconds; start formula: SEMANTICS 2.</summary>
public abstract record WindowSpec
{
    /// <summary>Shifts the starts of all windows.</summary>
    public long Offset { get; init; }

    /// <summary>The window with where its time comes from, as plans show it: <c>TUMBLE(time_col=[ts], size=[1 h])</c>.</summary>
    public string Print(string source)
    {
        string parts = source.Length == 0 ? Lengths : $"{source}, {Lengths}";
        return Offset == 0 ? $"{Name}({parts})" : $"{Name}({parts}, offset=[{DurationText.Print(Offset)}])";
    }

    private protected abstract string Name { get; }

    private protected abstract string Lengths { get; }

    public sealed override string ToString() => Print("");
}

/// <summary>Windows of one size, one after the other.</summary>
public sealed record TumbleWindow(long Size) : WindowSpec
{
    private protected override string Name => "TUMBLE";

    private protected override string Lengths => $"size=[{DurationText.Print(Size)}]";
}

/// <summary>Windows of one size that start every slide: a row is in every one that holds it.</summary>
public sealed record HopWindow(long Slide, long Size) : WindowSpec
{
    private protected override string Name => "HOP";

    private protected override string Lengths =>
        $"size=[{DurationText.Print(Size)}], slide=[{DurationText.Print(Slide)}]";
}

/// <summary>Windows that share a start and grow by steps up to a size.</summary>
public sealed record CumulateWindow(long Step, long Size) : WindowSpec
{
    private protected override string Name => "CUMULATE";

    private protected override string Lengths =>
        $"max_size=[{DurationText.Print(Size)}], step=[{DurationText.Print(Step)}]";
}

/// <summary>Runs of rows no more than a gap apart, per partition.</summary>
public sealed record SessionWindow(long Gap) : WindowSpec
{
    private protected override string Name => "SESSION";

    private protected override string Lengths => $"gap=[{DurationText.Print(Gap)}]";
}
