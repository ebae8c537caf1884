using System.Runtime.CompilerServices;
using FlinkSql.Bench.Suite.ByHand;
using FlinkSql.Columnar;

namespace FlinkSql.Bench.Suite.Nexmark;

/// <summary>
/// q15 and q16 (columns: dateTime, price, bidder, auction, and channel of q16): every change of how many bids, bidders and
/// auctions a day, or a channel and day, has. A set holds for each pair of group and value in which of the four counts it is.
/// </summary>
internal sealed class DayStatistics
{
    private const int Capacity = 4096;

    private readonly HandTable<Counts> _groups = new();
    private readonly HandTable<byte> _bidders = new();
    private readonly HandTable<byte> _auctions = new();
    private readonly Texts _texts = new();
    private readonly DayText _day = new();
    private readonly TextBuffer _days = new();
    private readonly TextBuffer _channels = new();
    private readonly TextBuffer _minutes = new();
    private readonly byte[] _kinds = new byte[Capacity + 2];
    private readonly Counts[] _counts = new Counts[Capacity + 2];
    private int _at;
    private long _sent;

    public static long Q15(IReadOnlyList<RecordBatch> batches)
    {
        var loop = new DayStatistics();
        foreach (RecordBatch batch in batches)
        {
            loop.AddDays(batch.Values<long>(0), batch.Values<long>(1), batch.Values<long>(2), batch.Values<long>(3));
        }

        return loop._sent + loop._at;
    }

    public static long Q16(IReadOnlyList<RecordBatch> batches)
    {
        var loop = new DayStatistics();
        foreach (RecordBatch batch in batches)
        {
            loop.AddChannels(
                batch.Values<long>(0), batch.Values<long>(1), batch.Values<long>(2), batch.Values<long>(3), batch.Bytes(4));
        }

        return loop._sent + loop._at;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddDays(ReadOnlySpan<long> time, ReadOnlySpan<long> price, ReadOnlySpan<long> bidder, ReadOnlySpan<long> auction)
    {
        for (int row = 0; row < time.Length; row++)
        {
            long group = _day.Of(time[row]);
            ref Counts counts = ref _groups.GetOrAdd(group);
            bool known = counts.Bids.All != 0;
            if (known)
            {
                Write(1, in counts);
            }

            Add(ref counts, group, price[row], bidder[row], auction[row]);
            Write(known ? (byte)2 : (byte)0, in counts);
            TurnOver();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddChannels(
        ReadOnlySpan<long> time, ReadOnlySpan<long> price, ReadOnlySpan<long> bidder, ReadOnlySpan<long> auction, BytesView channel)
    {
        for (int row = 0; row < time.Length; row++)
        {
            long group = (_day.Of(time[row]) << 20) ^ _texts.Id(channel[row]);
            ref Counts counts = ref _groups.GetOrAdd(group);
            bool known = counts.Bids.All != 0;
            if (known)
            {
                Write(1, in counts);
                WriteTexts(channel[row], counts.Minute);
            }

            Add(ref counts, group, price[row], bidder[row], auction[row]);
            counts.Minute = Math.Max(counts.Minute, time[row] / 60_000 % 1440);
            Write(known ? (byte)2 : (byte)0, in counts);
            WriteTexts(channel[row], counts.Minute);
            TurnOver();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(ref Counts counts, long group, long price, long bidder, long auction)
    {
        int rank = price < 10_000 ? 1 : price < 1_000_000 ? 2 : 3;
        counts.Bids.Add(1);
        counts.Bids.Add(1 << rank);
        counts.Bidders.Add(New(ref _bidders.GetOrAdd((group << 32) ^ bidder), rank));
        counts.Auctions.Add(New(ref _auctions.GetOrAdd((group << 32) ^ auction), rank));
    }

    /// <summary>The counts, as bits, in which a value was not yet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int New(ref byte seen, int rank)
    {
        int now = 1 | (1 << rank);
        int added = now & ~seen;
        seen |= (byte)now;
        return added;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Write(byte kind, in Counts counts)
    {
        _kinds[_at] = kind;
        _counts[_at] = counts;
        _days.Append(_day.Text);
        _at++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void WriteTexts(ReadOnlySpan<byte> channel, long minute)
    {
        _channels.Append(channel);
        (long hours, long minutes) = Math.DivRem(minute, 60);
        _minutes.Append([
            (byte)('0' + (hours / 10)), (byte)('0' + (hours % 10)), (byte)':',
            (byte)('0' + (minutes / 10)), (byte)('0' + (minutes % 10))]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void TurnOver()
    {
        if (_at >= Capacity)
        {
            _sent += _at;
            _at = 0;
            _days.Clear();
            _channels.Clear();
            _minutes.Clear();
        }
    }

    private struct Counts
    {
        public Ranks Bids;
        public Ranks Bidders;
        public Ranks Auctions;
        public long Minute;
    }

    private struct Ranks
    {
        public long All;
        public long First;
        public long Second;
        public long Third;

        /// <summary>Adds one to each count whose bit is set.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(int bits)
        {
            All += bits & 1;
            First += (bits >> 1) & 1;
            Second += (bits >> 2) & 1;
            Third += (bits >> 3) & 1;
        }
    }
}
