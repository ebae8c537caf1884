using System.Numerics;
using System.Runtime.InteropServices;

namespace FlinkSql.Functions.State;

/// <summary>Where a text lies in the bytes of a <see cref="TextTable"/>.</summary>
internal readonly record struct TextSlice(int Start, int Length);

/// <summary>Counts texts. Their bytes lie in one array, which is tidied when half of it belongs to deleted texts.</summary>
internal sealed class TextTable : CountedTable<TextSlice>
{
    private byte[] _bytes = new byte[64];
    private int _used;
    private int _dead;

    public ReadOnlySpan<byte> Text(int id) => Slice(Entries[id].Key);

    /// <summary>The id of a text, or -1.</summary>
    public int Find(ReadOnlySpan<byte> text)
    {
        uint hash = Hash(text);
        int id = First(hash);
        while (id >= 0 && !(Entries[id].Hash == hash && Slice(Entries[id].Key).SequenceEqual(text)))
        {
            id = Entries[id].Next;
        }

        return id;
    }

    /// <summary>The id of a text, which is put in with a count of 0 if it is new.</summary>
    public int GetOrAdd(ReadOnlySpan<byte> text)
    {
        int id = Find(text);
        return id >= 0 ? id : Insert(Hash(text), Store(text));
    }

    private protected override void OnDelete(int id)
    {
        _dead += Entries[id].Key.Length;
        if (Size == 1)
        {
            _used = 0;
            _dead = 0;
        }
    }

    private ReadOnlySpan<byte> Slice(TextSlice slice) => _bytes.AsSpan(slice.Start, slice.Length);

    private TextSlice Store(ReadOnlySpan<byte> text)
    {
        if (_bytes.Length - _used < text.Length)
        {
            Tidy(text.Length);
        }

        text.CopyTo(_bytes.AsSpan(_used));
        _used += text.Length;
        return new TextSlice(_used - text.Length, text.Length);
    }

    private void Tidy(int room)
    {
        int live = _used - _dead + room;
        var bytes = new byte[Math.Max(_bytes.Length, live <= _bytes.Length / 2 ? 0 : live * 2)];
        int used = 0;
        for (int id = 0; id < Limit; id++)
        {
            if (IsOccupied(id))
            {
                ReadOnlySpan<byte> text = Text(id);
                text.CopyTo(bytes.AsSpan(used));
                Entries[id].Key = new TextSlice(used, text.Length);
                used += text.Length;
            }
        }

        _bytes = bytes;
        _used = used;
        _dead = 0;
    }

    private static uint Hash(ReadOnlySpan<byte> text)
    {
        ulong hash = (ulong)text.Length * 0x9E3779B97F4A7C15UL;
        while (text.Length >= 8)
        {
            hash = BitOperations.RotateLeft((hash ^ MemoryMarshal.Read<ulong>(text)) * 0xD6E8FEB86659FD93UL, 29);
            text = text[8..];
        }

        ulong last = 0;
        for (int at = 0; at < text.Length; at++)
        {
            last |= (ulong)text[at] << (at * 8);
        }

        hash = (hash ^ last) * 0xD6E8FEB86659FD93UL;
        return (uint)((hash ^ (hash >> 32)) * 0x9E3779B97F4A7C15UL >> 32);
    }
}
