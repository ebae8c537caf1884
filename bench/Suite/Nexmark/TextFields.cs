using System.Runtime.CompilerServices;
using System.Text;
using FlinkSql.Columnar;

namespace FlinkSql.Bench.Suite.Nexmark;

/// <summary>q21 and q22 (columns: auction, bidder, price, channel, url): parts of texts.</summary>
internal sealed class TextFields
{
    private const int Capacity = 4096;

    private readonly long[][] _numbers = [new long[Capacity], new long[Capacity], new long[Capacity]];
    private readonly TextBuffer _channel = new();
    private readonly TextBuffer[] _parts = [new(), new(), new()];
    private readonly bool[][] _known = [new bool[Capacity], new bool[Capacity], new bool[Capacity]];

    public static long Q21(IReadOnlyList<RecordBatch> batches)
    {
        var loop = new TextFields();
        long rows = 0;
        foreach (RecordBatch batch in batches)
        {
            rows += loop.Channels(batch.Values<long>(0), batch.Values<long>(1), batch.Values<long>(2), batch.Bytes(3), batch.Bytes(4));
        }

        return rows;
    }

    public static long Q22(IReadOnlyList<RecordBatch> batches)
    {
        var loop = new TextFields();
        long rows = 0;
        foreach (RecordBatch batch in batches)
        {
            for (int column = 0; column < loop._numbers.Length; column++)
            {
                batch.Values<long>(column).CopyTo(loop._numbers[column]);
            }

            loop._channel.Copy(batch.Bytes(3), batch.RowCount);
            loop.Folders(batch.Bytes(4), batch.RowCount);
            rows += batch.RowCount;
        }

        return rows;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Channels(ReadOnlySpan<long> auction, ReadOnlySpan<long> bidder, ReadOnlySpan<long> price, BytesView channel, BytesView url)
    {
        _channel.Clear();
        _parts[0].Clear();
        int count = 0;
        for (int row = 0; row < auction.Length; row++)
        {
            ReadOnlySpan<byte> name = channel[row];
            ReadOnlySpan<byte> id = Known(name);
            if (id.IsEmpty && !Find(url[row], out id))
            {
                continue;
            }

            _numbers[0][count] = auction[row];
            _numbers[1][count] = bidder[row];
            _numbers[2][count] = price[row];
            _channel.Append(name);
            _parts[0].Append(id);
            count++;
        }

        return count;
    }

    private static ReadOnlySpan<byte> Known(ReadOnlySpan<byte> name) => name.Length switch
    {
        5 when Ascii.EqualsIgnoreCase(name, "apple"u8) => "0"u8,
        5 when Ascii.EqualsIgnoreCase(name, "baidu"u8) => "3"u8,
        6 when Ascii.EqualsIgnoreCase(name, "google"u8) => "1"u8,
        8 when Ascii.EqualsIgnoreCase(name, "facebook"u8) => "2"u8,
        _ => default,
    };

    private static bool Find(ReadOnlySpan<byte> url, out ReadOnlySpan<byte> id)
    {
        int at = url.IndexOf("channel_id="u8);
        while (at > 0 && url[at - 1] != (byte)'&')
        {
            int next = url[(at + 1)..].IndexOf("channel_id="u8);
            at = next < 0 ? -1 : at + 1 + next;
        }

        if (at < 0)
        {
            id = default;
            return false;
        }

        id = url[(at + 11)..];
        int end = id.IndexOf((byte)'&');
        id = end < 0 ? id : id[..end];
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Folders(BytesView url, int rows)
    {
        foreach (TextBuffer part in _parts)
        {
            part.Clear();
        }

        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<byte> rest = url[row];
            for (int part = -3; part < 3; part++)
            {
                int end = rest.IndexOf((byte)'/');
                if (part >= 0)
                {
                    _parts[part].Append(end < 0 ? rest : rest[..end]);
                    _known[part][row] = true;
                }

                if (end < 0)
                {
                    for (part++; part < 3; part++)
                    {
                        if (part >= 0)
                        {
                            _parts[part].Append(default);
                            _known[part][row] = false;
                        }
                    }

                    break;
                }

                rest = rest[(end + 1)..];
            }
        }
    }
}
