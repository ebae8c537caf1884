using FlinkSql.Columnar;
using FlinkSql.Runtime.Exchange.InFlight;
using FlinkSql.Runtime.Storage;

namespace FlinkSql.Runtime.Checkpoints;

/// <summary>The state of a whole job at one checkpoint.</summary>
/// <param name="Id">The number of the checkpoint.</param>
/// <param name="Timestamp">When it was begun, ms since 1970-01-01T00:00Z.</param>
/// <param name="MaxParallelism">The number of key groups.</param>
/// <param name="Operators">By the stable name of the operator, the state of each subtask in order.</param>
public sealed record JobSnapshot(
    long Id, long Timestamp, int MaxParallelism, IReadOnlyDictionary<string, IReadOnlyList<StateSnapshot>> Operators)
{
    /// <summary>What plans call the operators, by their stable names; for messages.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the rows lie in files; null when they are in memory.</summary>
    public string? Directory { get; init; }

    /// <summary>Whether barriers have overtaken rows, which it holds.</summary>
    public bool HasInFlight => Operators.Keys.Any(HoldsInFlight);

    /// <summary>Whether rows that were overtaken were under way to an operator.</summary>
    internal bool HoldsInFlight(string uid) => Operators.TryGetValue(uid, out IReadOnlyList<StateSnapshot>? states)
        && states.Any(state => state.TableNames.Any(InFlightTables.IsName));

    /// <summary>The part of one subtask of an operator; null when the checkpoint knows no such operator.</summary>
    /// <param name="uid">The operator.</param>
    /// <param name="subtask">The subtask as it is now.</param>
    /// <param name="parallelism">How many there are now.</param>
    /// <param name="memory">What rows are copied into.</param>
    /// <param name="files">Where its files are read; may be null when the rows are in memory.</param>
    public RestoredState? For(string uid, int subtask, int parallelism, BufferPool memory, IFileSystem? files = null) =>
        Operators.TryGetValue(uid, out IReadOnlyList<StateSnapshot>? states)
            ? new RestoredState(states, subtask, parallelism, MaxParallelism, memory)
            {
                Read = table => StateFiles.Read(files!, Directory!, Id, table),
            }
            : null;

    /// <summary>The same once more, for another owner.</summary>
    internal JobSnapshot Share() => this with
    {
        Operators = Operators.ToDictionary(
            each => each.Key, each => (IReadOnlyList<StateSnapshot>)[.. each.Value.Select(state => state.Share())], StringComparer.Ordinal),
    };

    /// <summary>Gives the memory of its rows back.</summary>
    internal void Dispose()
    {
        foreach (StateSnapshot state in Operators.Values.SelectMany(states => states))
        {
            state.Dispose();
        }
    }
}
