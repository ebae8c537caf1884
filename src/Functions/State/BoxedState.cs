using System.Text;
using FlinkSql.Columnar.State;

namespace FlinkSql.Functions.State;

/// <summary>Boxed values in snapshots: a letter for the kind, then the value.</summary>
public static class BoxedState
{
    public static void Write(StateWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.Write((byte)'n'); break;
            case bool item: Fixed(writer, 'b', item); break;
            case sbyte item: Fixed(writer, '1', item); break;
            case short item: Fixed(writer, '2', item); break;
            case int item: Fixed(writer, '4', item); break;
            case long item: Fixed(writer, '8', item); break;
            case Int128 item: Fixed(writer, '6', item); break;
            case float item: Fixed(writer, 'f', item); break;
            case double item: Fixed(writer, 'd', item); break;
            case string item:
                writer.Write((byte)'s');
                writer.WriteBytes(Encoding.UTF8.GetBytes(item));
                break;
            case byte[] item:
                writer.Write((byte)'x');
                writer.WriteBytes(item);
                break;
            case object?[] items:
                Fixed(writer, 'a', items.Length);
                Array.ForEach(items, item => Write(writer, item));
                break;
            case KeyValuePair<object?, object?>[] entries:
                Fixed(writer, 'm', entries.Length);
                foreach ((object? key, object? item) in entries)
                {
                    Write(writer, key);
                    Write(writer, item);
                }

                break;
            default:
                throw new InvalidOperationException($"functions: a {value.GetType()} is no boxed value");
        }
    }

    public static object? Read(ref StateReader reader)
    {
        byte kind = reader.Read<byte>();
        switch ((char)kind)
        {
            case 'n': return null;
            case 'b': return reader.Read<bool>();
            case '1': return reader.Read<sbyte>();
            case '2': return reader.Read<short>();
            case '4': return reader.Read<int>();
            case '8': return reader.Read<long>();
            case '6': return reader.Read<Int128>();
            case 'f': return reader.Read<float>();
            case 'd': return reader.Read<double>();
            case 's': return Encoding.UTF8.GetString(reader.ReadBytes());
            case 'x': return reader.ReadBytes().ToArray();
            case 'a':
                var items = new object?[reader.Read<int>()];
                for (int at = 0; at < items.Length; at++)
                {
                    items[at] = Read(ref reader);
                }

                return items;
            case 'm':
                var entries = new KeyValuePair<object?, object?>[reader.Read<int>()];
                for (int at = 0; at < entries.Length; at++)
                {
                    object? key = Read(ref reader);
                    entries[at] = new(key, Read(ref reader));
                }

                return entries;
            default:
                throw new InvalidDataException($"functions: state has a value of the unknown kind {kind}");
        }
    }

    private static void Fixed<T>(StateWriter writer, char kind, T value)
        where T : unmanaged
    {
        writer.Write((byte)kind);
        writer.Write(value);
    }
}
