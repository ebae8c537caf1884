using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FlinkSql.Connectors.Formats.Csv;

/// <summary>
/// Finds the fields of CSV records. Delimiters, line ends and quotes are looked for 64 bytes at a time; a record in
/// which a quote opens a field, or an escape stands, is handed to <see cref="CsvRecordScanner"/>.
/// </summary>
internal sealed class CsvScanner(CsvOptions options, int fieldCount)
{
    private readonly CsvRecordScanner _records = new(options);
    private readonly byte _delimiter = options.FieldDelimiter;
    private readonly byte _quote = options.Quote ?? options.FieldDelimiter;
    private readonly byte _escape = options.Escape ?? options.FieldDelimiter;

    /// <summary>Fills the block with the records at the front of the data; it stops before a faulty one.</summary>
    public CsvFault Scan(ReadOnlySpan<byte> data, int end, bool final, FieldBlock block)
    {
        int position = 0;
        while (block.RowCount < block.Capacity && position < end)
        {
            int next = IsComment(data, position)
                ? SkipLine(data, position, end, final)
                : ScanPlain(data, position, end, block);
            if (next != position)
            {
                block.Consumed = position = next;
                continue;
            }

            // What stands here is a comment that is not complete, a record the fast loop does not take, or the last one.
            if (IsComment(data, position))
            {
                break;
            }

            CsvFault fault = default;
            int row = block.RowCount;
            next = _records.Scan(data, position, end, final, block, row, ref fault);
            if (fault.Message is not null || next == position)
            {
                return fault;
            }

            block.RowStarts[row] = position;
            block.RowCount++;
            block.Consumed = position = next;
        }

        return default;
    }

    private bool IsComment(ReadOnlySpan<byte> data, int position) => options.AllowComments && data[position] == '#';

    private static int SkipLine(ReadOnlySpan<byte> data, int position, int end, bool final)
    {
        int length = data[position..end].IndexOf((byte)'\n');
        return length >= 0 ? position + length + 1 : final ? end : position;
    }

    /// <summary>Takes whole records without opening quotes and escapes; returns where the first other one begins.</summary>
    private int ScanPlain(ReadOnlySpan<byte> data, int position, int end, FieldBlock block)
    {
        ref byte bytes = ref MemoryMarshal.GetReference(data);
        Span<int> starts = block.Starts;
        Span<int> ends = block.Ends;
        int row = block.RowCount;
        int field = row * fieldCount;
        int rowLimit = field + fieldCount;
        int rowStart = position;
        int fieldStart = position;
        for (int chunk = position; chunk < end; chunk += 64)
        {
            ulong signs = FindSigns(ref Unsafe.Add(ref bytes, chunk));
            int left = end - chunk;
            signs = left < 64 ? signs & ((1UL << left) - 1) : signs;
            for (; signs != 0; signs &= signs - 1)
            {
                int at = chunk + BitOperations.TrailingZeroCount(signs);
                byte sign = Unsafe.Add(ref bytes, at);
                if (sign == _delimiter)
                {
                    if (field >= rowLimit)
                    {
                        return EndBlock(block, row, rowStart);
                    }

                    starts[field] = fieldStart;
                    ends[field++] = at;
                    fieldStart = at + 1;
                }
                else if (sign == (byte)'\n')
                {
                    int fieldEnd = at > fieldStart && Unsafe.Add(ref bytes, at - 1) == (byte)'\r' ? at - 1 : at;
                    bool blank = fieldEnd == rowStart && fieldCount > 1;
                    if (!blank)
                    {
                        if (field != rowLimit - 1)
                        {
                            return EndBlock(block, row, rowStart);
                        }

                        starts[field] = fieldStart;
                        ends[field++] = fieldEnd;
                        rowLimit += fieldCount;
                        block.RowStarts[row] = rowStart;
                        block.RowEnds[row++] = fieldEnd;
                    }

                    rowStart = fieldStart = at + 1;
                    if (row == block.Capacity || (options.AllowComments && Unsafe.Add(ref bytes, rowStart) == (byte)'#'))
                    {
                        return EndBlock(block, row, rowStart);
                    }
                }
                else if (at == fieldStart || sign != _quote)
                {
                    // A quote elsewhere in a field is a letter like others.
                    return EndBlock(block, row, rowStart);
                }
            }
        }

        return EndBlock(block, row, rowStart);
    }

    private static int EndBlock(FieldBlock block, int row, int position)
    {
        block.RowCount = row;
        return position;
    }

    /// <summary>One bit for each of 64 bytes that is a delimiter, line feed, quote or escape.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong FindSigns(ref byte bytes)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<byte> chunk = Vector512.LoadUnsafe(ref bytes);
            return (Vector512.Equals(chunk, Vector512.Create(_delimiter))
                | Vector512.Equals(chunk, Vector512.Create((byte)'\n'))
                | Vector512.Equals(chunk, Vector512.Create(_quote))
                | Vector512.Equals(chunk, Vector512.Create(_escape))).ExtractMostSignificantBits();
        }

        return FindSigns(Vector256.LoadUnsafe(ref bytes))
            | ((ulong)FindSigns(Vector256.LoadUnsafe(ref bytes, (nuint)Vector256<byte>.Count)) << 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint FindSigns(Vector256<byte> chunk) =>
        (Vector256.Equals(chunk, Vector256.Create(_delimiter))
            | Vector256.Equals(chunk, Vector256.Create((byte)'\n'))
            | Vector256.Equals(chunk, Vector256.Create(_quote))
            | Vector256.Equals(chunk, Vector256.Create(_escape))).ExtractMostSignificantBits();
}
