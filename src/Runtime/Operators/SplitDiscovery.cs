using System.Text;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Storage;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// Finds the splits that a source gets while it is read. All subtasks know the same splits when they begin, and a new
/// name says itself whose it is, so that each is read by one of them though they never speak to each other.
/// </summary>
/// <param name="source">A source with a <see cref="ISource.MonitorInterval"/>.</param>
/// <param name="known">The names of all splits there are or were, of every subtask.</param>
/// <param name="subtask">Which subtask this is.</param>
/// <param name="parallelism">Of how many.</param>
internal sealed class SplitDiscovery(ISource source, IEnumerable<string> known, int subtask, int parallelism)
{
    private readonly HashSet<string> _known = new(known, StringComparer.Ordinal);
    private readonly TimeSpan _interval = source.MonitorInterval!.Value;
    private long? _lookedAt;

    /// <summary>Whether the source is to be asked now: the first time an interval after the start.</summary>
    public bool IsDue(TimeProvider clock) => UntilDue(clock) <= TimeSpan.Zero;

    public TimeSpan UntilDue(TimeProvider clock)
    {
        _lookedAt ??= clock.GetTimestamp();
        return _interval - clock.GetElapsedTime(_lookedAt.Value);
    }

    /// <summary>The splits not seen before that are this subtask's.</summary>
    public IEnumerable<ISplit> Look(TimeProvider clock)
    {
        _lookedAt = clock.GetTimestamp();
        return [.. source.Splits().Where(split => _known.Add(split.Name) && IsOwn(split.Name))];
    }

    /// <summary>Whether a split falls to this subtask by its name alone.</summary>
    public static bool IsOwn(string name, int subtask, int parallelism) =>
        Crc32C.Of(Encoding.UTF8.GetBytes(name)) % (uint)parallelism == (uint)subtask;

    private bool IsOwn(string name) => IsOwn(name, subtask, parallelism);
}
