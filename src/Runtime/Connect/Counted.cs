using System.Buffers.Binary;

namespace FlinkSql.Runtime.Connect;

/// <summary>The position of a reader that only counts what it has given.</summary>
public static class Counted
{
    public static byte[] Position(int count)
    {
        byte[] position = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(position, count);
        return position;
    }

    /// <summary>The count of a position; zero without one.</summary>
    public static int At(byte[]? position) => position is null ? 0 : BinaryPrimitives.ReadInt32LittleEndian(position);
}
