using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FlinkSql.Runtime.State;

/// <content>Which states have changed, for who wants to know; nothing is kept for others.</content>
public sealed partial class KeyedTable<TKey, TState>
{
    private TableChanges<TKey>? _changes;

    /// <summary>Whether changes are to be told by <see cref="Changed"/>.</summary>
    public bool TracksChanges => _changes is not null;

    /// <summary>What has changed since <see cref="TrackChanges"/>; null where nobody asked for it.</summary>
    internal TableChanges<TKey>? Changes => _changes;

    /// <summary>Says that the state behind a reference that is still good is written.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Changed(ref TState state)
    {
        ref byte first = ref Unsafe.As<Entry, byte>(ref MemoryMarshal.GetArrayDataReference(_entries));
        nint offset = Unsafe.ByteOffset(ref first, ref Unsafe.As<TState, byte>(ref state));
        _changes!.Mark((int)((nuint)offset / (nuint)Unsafe.SizeOf<Entry>()));
    }

    /// <summary>From here on changes are told by <see cref="Changed"/>, and keys taken out are remembered.</summary>
    internal void TrackChanges()
    {
        _changes = new TableChanges<TKey>(_memory);
        _changes.Reserve(_entries.Length);
    }
}
