using System.Text;
using FlinkSql.Columnar.State;
using FlinkSql.Runtime.State.Keyed;

namespace FlinkSql.Runtime.State.RocksDb;

/// <summary>
/// Values of the form of Column.GetValue as bytes. Equal ones (<see cref="StateValues"/>) have equal bytes, and none begins with
/// the bytes of another.
/// </summary>
internal static class ValueCodec
{
    private enum Kind : byte
    {
        Null,
        Boolean,
        Int8,
        Int16,
        Int32,
        Int64,
        Int128,
        Single,
        Double,
        Text,
        Bytes,
        List,
        Map,
    }

    /// <summary>Writes the values of a key.</summary>
    public static void Write(StateKey key, StateWriter writer)
    {
        foreach (object? value in key.Values)
        {
            Write(value, writer);
        }
    }

    /// <summary>Reads a key of so many values.</summary>
    public static StateKey ReadKey(ref StateReader reader, int values)
    {
        object?[] read = new object?[values];
        for (int at = 0; at < values; at++)
        {
            read[at] = Read(ref reader);
        }

        return new StateKey(read);
    }

    public static void Write(object? value, StateWriter writer)
    {
        switch (value)
        {
            case null:
                writer.Write(Kind.Null);
                break;
            case bool flag:
                Write(Kind.Boolean, flag, writer);
                break;
            case sbyte number:
                Write(Kind.Int8, number, writer);
                break;
            case short number:
                Write(Kind.Int16, number, writer);
                break;
            case int number:
                Write(Kind.Int32, number, writer);
                break;
            case long number:
                Write(Kind.Int64, number, writer);
                break;
            case Int128 number:
                Write(Kind.Int128, number, writer);
                break;
            case float number:
                Write(Kind.Single, number == 0 ? 0 : float.IsNaN(number) ? float.NaN : number, writer);
                break;
            case double number:
                Write(Kind.Double, number == 0 ? 0 : double.IsNaN(number) ? double.NaN : number, writer);
                break;
            case string text:
                writer.Write(Kind.Text);
                writer.WriteBytes(Encoding.UTF8.GetBytes(text));
                break;
            case byte[] bytes:
                writer.Write(Kind.Bytes);
                writer.WriteBytes(bytes);
                break;
            case object?[] values:
                Write(Kind.List, values.Length, writer);
                Array.ForEach(values, each => Write(each, writer));
                break;
            case KeyValuePair<object?, object?>[] entries:
                WriteMap(entries, writer);
                break;
            default:
                throw new ArgumentException($"runtime: a {value.GetType().Name} is not a value of a column");
        }
    }

    public static object? Read(ref StateReader reader)
    {
        Kind kind = reader.Read<Kind>();
        switch (kind)
        {
            case Kind.Null:
                return null;
            case Kind.Boolean:
                return reader.Read<bool>();
            case Kind.Int8:
                return reader.Read<sbyte>();
            case Kind.Int16:
                return reader.Read<short>();
            case Kind.Int32:
                return reader.Read<int>();
            case Kind.Int64:
                return reader.Read<long>();
            case Kind.Int128:
                return reader.Read<Int128>();
            case Kind.Single:
                return reader.Read<float>();
            case Kind.Double:
                return reader.Read<double>();
            case Kind.Text:
                return Encoding.UTF8.GetString(reader.ReadBytes());
            case Kind.Bytes:
                return reader.ReadBytes().ToArray();
            case Kind.List:
                object?[] values = new object?[reader.Read<int>()];
                for (int at = 0; at < values.Length; at++)
                {
                    values[at] = Read(ref reader);
                }

                return values;
            case Kind.Map:
                var entries = new KeyValuePair<object?, object?>[reader.Read<int>()];
                for (int at = 0; at < entries.Length; at++)
                {
                    object? key = Read(ref reader);
                    entries[at] = KeyValuePair.Create(key, Read(ref reader));
                }

                return entries;
            default:
                throw new InvalidDataException($"{(byte)kind} is no kind of value");
        }
    }

    // Maps are equal in any order of their entries.
    private static void WriteMap(KeyValuePair<object?, object?>[] entries, StateWriter writer)
    {
        Write(Kind.Map, entries.Length, writer);
        foreach (byte[] entry in entries.Select(Bytes).Order(Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b))))
        {
            writer.WriteMemory(entry);
        }

        static byte[] Bytes(KeyValuePair<object?, object?> entry)
        {
            var bytes = new StateWriter();
            Write(entry.Key, bytes);
            Write(entry.Value, bytes);
            return bytes.Written.ToArray();
        }
    }

    private static void Write<T>(Kind kind, T value, StateWriter writer)
        where T : unmanaged
    {
        writer.Write(kind);
        writer.Write(value);
    }
}
