using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FlinkSql.Columnar;

namespace FlinkSql.Bench.Suite.ByHand;

/// <summary>Numbers texts in the order in which they first come.</summary>
internal sealed class Texts
{
    private int[] _buckets = new int[4096];
    private (int Start, int Length, ulong Hash)[] _entries = new (int, int, ulong)[2048];
    private byte[] _bytes = new byte[1 << 16];
    private int _used;
    private int _count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Id(ReadOnlySpan<byte> text)
    {
        ulong hash = Hash(text);
        int mask = _buckets.Length - 1;
        for (int at = (int)(hash >> 32) & mask; ; at = (at + 1) & mask)
        {
            int id = _buckets[at] - 1;
            if (id < 0)
            {
                return Add(text, hash, at);
            }

            ref (int Start, int Length, ulong Hash) entry = ref _entries[id];
            if (entry.Hash == hash && text.SequenceEqual(_bytes.AsSpan(entry.Start, entry.Length)))
            {
                return id;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Hash(ReadOnlySpan<byte> text)
    {
        ulong hash = (ulong)text.Length * 0x9E3779B97F4A7C15;
        ref byte at = ref MemoryMarshal.GetReference(text);
        int left = text.Length;
        for (; left >= 8; left -= 8, at = ref Unsafe.Add(ref at, 8))
        {
            hash = (hash ^ Unsafe.ReadUnaligned<ulong>(ref at)) * 0x9FB21C651E98DF25;
            hash ^= hash >> 32;
        }

        ulong last = 0;
        for (int index = 0; index < left; index++)
        {
            last |= (ulong)Unsafe.Add(ref at, index) << (8 * index);
        }

        hash = (hash ^ last) * 0x9FB21C651E98DF25;
        return hash ^ (hash >> 29);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Add(ReadOnlySpan<byte> text, ulong hash, int at)
    {
        if (_count * 2 >= _buckets.Length)
        {
            _buckets = new int[_buckets.Length * 2];
            Array.Resize(ref _entries, _buckets.Length / 2);
            for (int id = 0; id < _count; id++)
            {
                _buckets[Free(_entries[id].Hash)] = id + 1;
            }

            at = Free(hash);
        }

        if (_bytes.Length - _used < text.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + text.Length));
        }

        text.CopyTo(_bytes.AsSpan(_used));
        _entries[_count] = (_used, text.Length, hash);
        _used += text.Length;
        _buckets[at] = ++_count;
        return _count - 1;
    }

    private int Free(ulong hash)
    {
        int mask = _buckets.Length - 1;
        int at = (int)(hash >> 32) & mask;
        while (_buckets[at] != 0)
        {
            at = (at + 1) & mask;
        }

        return at;
    }
}

/// <summary>TUMBLE by a text (columns: time, channel, price): texts become ids that index an array.</summary>
internal sealed class TextTumble
{
    private readonly Texts _texts = new();
    private readonly HandOutput _output = new(5);
    private readonly OpenWindows<Window> _windows;

    private TextTumble(long size) => _windows = new(size, () => new Window(), Fire);

    public static Func<IReadOnlyList<RecordBatch>, long> Of(long size) => batches =>
    {
        var loop = new TextTumble(size);
        WindowRuns.Each(batches, size, null, loop.OnRun, loop._windows.Close);
        return loop._output.Rows;
    };

    private void OnRun(long start, int from, int to, RecordBatch batch) =>
        Add(_windows.At(start), batch.Bytes(1), batch.Values<long>(2), from, to);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(Window window, BytesView channel, ReadOnlySpan<long> price, int from, int to)
    {
        Totals[] totals = window.Totals;
        for (int row = from; row < to; row++)
        {
            int id = _texts.Id(channel[row]);
            if (id >= totals.Length)
            {
                Array.Resize(ref totals, totals.Length * 2);
                window.Totals = totals;
            }

            totals[id].Add(price[row]);
        }
    }

    private void Fire(long start, Window window)
    {
        for (int id = 0; id < window.Totals.Length; id++)
        {
            if (window.Totals[id].Count != 0)
            {
                _output.Write(start, id, in window.Totals[id]);
            }
        }

        Array.Clear(window.Totals);
    }

    private sealed class Window
    {
        public Totals[] Totals { get; set; } = new Totals[2048];
    }
}
