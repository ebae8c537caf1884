using FlinkSql.Columnar;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Runtime.Connect;

/// <summary>Where rows come from. It is made once per job, from the table's options, with the columns a query reads.</summary>
public interface ISource
{
    /// <summary>The columns the readers fill, in order.</summary>
    Schema Schema { get; }

    /// <summary>
    /// The parts that can be read apart, in a fixed order; a part keeps its order. Split n goes to subtask
    /// n modulo the parallelism, which reads its splits one after another, or in turn.
    /// </summary>
    IReadOnlyList<ISplit> Splits();

    /// <summary>
    /// Whether the splits of a subtask are open together and read in turn: those that wait for rows or never end. Files
    /// are read one after another.
    /// </summary>
    bool ReadsInTurn => false;

    /// <summary>
    /// Whether its readers can go on where a checkpoint was (<see cref="ISplitReader.Position"/>). A job with a source
    /// that cannot loses rows or gives them twice after a failure, and takes no checkpoints.
    /// </summary>
    bool Replayable => false;

    /// <summary>
    /// How often <see cref="Splits"/> is worth asking again, for a source that finds new splits while it is read and so
    /// never ends; null for one whose splits are all there from the start. A split is known by its name, and read once.
    /// </summary>
    TimeSpan? MonitorInterval => null;

    /// <summary>Opens a reader of one split.</summary>
    ISplitReader Open(ISplit split, SourceContext context);
}

/// <summary>A part of a source: a file, a partition, a range of numbers.</summary>
public interface ISplit
{
    /// <summary>What messages and diagnostics call it, for example the path of a file.</summary>
    string Name { get; }
}

/// <summary>Reads one split, in order.</summary>
public interface ISplitReader : IDisposable
{
    /// <summary>
    /// Appends at most that many rows. It returns soon: where no row is at hand it says when to come back.
    /// </summary>
    ReadResult Read(BatchBuilder rows, int maxRows);

    /// <summary>
    /// Where to go on behind the rows given so far, in a form that only readers of its kind understand; null for a
    /// reader that cannot be put there again (<see cref="SourceContext.Position"/>).
    /// </summary>
    byte[]? Position => null;
}

/// <summary>What a read found.</summary>
/// <param name="State">Whether to read again at once, later, or never.</param>
/// <param name="Delay">For <see cref="ReadState.Wait"/>: how long until it is worth asking again.</param>
public readonly record struct ReadResult(ReadState State, TimeSpan Delay = default)
{
    public static readonly ReadResult More = new(ReadState.More);

    public static readonly ReadResult End = new(ReadState.End);

    public static ReadResult Wait(TimeSpan delay) => new(ReadState.Wait, delay);
}

/// <summary>See <see cref="ReadResult"/>.</summary>
public enum ReadState
{
    More,
    Wait,
    End,
}

/// <summary>What a reader knows of the task it runs in.</summary>
public sealed record SourceContext(
    BufferPool Memory, TimeProvider Clock, TimeZoneInfo Zone, OperatorMetrics Metrics, int Subtask)
{
    /// <summary>What <see cref="ISplitReader.Position"/> was, to go on from there; null to begin.</summary>
    public byte[]? Position { get; init; }
}
