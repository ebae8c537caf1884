using System.Diagnostics;
using System.Runtime.InteropServices;

namespace FlinkSql.Columnar.Arrow;

/// <summary>Takes a column apart into the nodes and buffers of Arrow's body.</summary>
internal static class ColumnEncoder
{
    public static void Write(Column column, IBodySink to)
    {
        to.Node(column.Length, column.NullCount);
        if (column is NullColumn)
        {
            return;
        }

        to.Bytes(column.ValidityBytes);
        switch (column)
        {
            case FixedColumn<long> { Type: DecimalType } decimals:
                to.Widened(decimals.Values);
                break;
            case FixedColumn<long> values:
                to.Bytes(MemoryMarshal.AsBytes(values.Values));
                break;
            case FixedColumn<int> values:
                to.Bytes(MemoryMarshal.AsBytes(values.Values));
                break;
            case FixedColumn<short> values:
                to.Bytes(MemoryMarshal.AsBytes(values.Values));
                break;
            case FixedColumn<sbyte> values:
                to.Bytes(MemoryMarshal.AsBytes(values.Values));
                break;
            case FixedColumn<Int128> values:
                to.Bytes(MemoryMarshal.AsBytes(values.Values));
                break;
            case FixedColumn<float> values:
                to.Bytes(MemoryMarshal.AsBytes(values.Values));
                break;
            case FixedColumn<double> values:
                to.Bytes(MemoryMarshal.AsBytes(values.Values));
                break;
            case BooleanColumn booleans:
                to.Bytes(booleans.ValueBytes);
                break;
            case BytesColumn bytes:
                to.Bytes(MemoryMarshal.AsBytes(bytes.Offsets));
                to.Bytes(bytes.Data);
                break;
            default:
                WriteNested(column, to);
                break;
        }
    }

    private static void WriteNested(Column column, IBodySink to)
    {
        switch (column)
        {
            case ListColumn list:
                to.Bytes(MemoryMarshal.AsBytes(list.Offsets));
                Write(list.Elements, to);
                break;
            case MapColumn map:
                to.Bytes(MemoryMarshal.AsBytes(map.Offsets));
                to.Node(map.Keys.Length, 0);
                to.Bytes([]);
                Write(map.Keys, to);
                Write(map.Values, to);
                break;
            case StructColumn row:
                foreach (Column child in row.Children)
                {
                    Write(child, to);
                }

                break;
            default:
                throw new UnreachableException();
        }
    }
}
