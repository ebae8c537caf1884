using System.Runtime.InteropServices;
using FlinkSql.Columnar.State;

namespace FlinkSql.Runtime.State;

/// <summary>
/// Rows of keyed state copied at a barrier: a key, numbers beside it, and the bytes of a state, in pieces that become a
/// batch each.
/// </summary>
internal sealed class KeyedRows<TKey>
    where TKey : struct
{
    /// <summary>The most rows of a batch.</summary>
    public const int BatchRows = 16 * 1024;

    private const int BatchBytes = 16 << 20;

    private readonly List<Piece> _pieces = [];
    private Piece? _open;

    public IReadOnlyList<Piece> Pieces => _pieces;

    /// <summary>Begins a row; its state is to be written next.</summary>
    public StateWriter Add(in TKey key, params ReadOnlySpan<long> numbers)
    {
        if (_open is null || _open.Keys.Count >= BatchRows || _open.States.Written.Length >= BatchBytes)
        {
            _open = new Piece(_open);
            _pieces.Add(_open);
        }

        _open.Keys.Add(key);
        _open.Numbers.AddRange(numbers);
        _open.Starts.Add(_open.States.Written.Length);
        return _open.States;
    }

    /// <summary>Some of the rows.</summary>
    /// <param name="before">The piece before it, which is about as large.</param>
    internal sealed class Piece(Piece? before)
    {
        public List<TKey> Keys { get; } = new(before?.Keys.Count ?? 0);

        public List<long> Numbers { get; } = new(before?.Numbers.Count ?? 0);

        public StateWriter States { get; } = new(before is null ? 256 : before.States.Written.Length + 256);

        /// <summary>Where the state of each row begins.</summary>
        public List<int> Starts { get; } = new(before?.Starts.Count ?? 0);

        /// <summary>The numbers beside the key of a row.</summary>
        public ReadOnlySpan<long> Beside(int row)
        {
            int count = Numbers.Count / Keys.Count;
            return CollectionsMarshal.AsSpan(Numbers).Slice(row * count, count);
        }

        /// <summary>The state of a row.</summary>
        public ReadOnlySpan<byte> State(int row) =>
            States.Written[Starts[row]..(row + 1 < Starts.Count ? Starts[row + 1] : States.Written.Length)];
    }
}
