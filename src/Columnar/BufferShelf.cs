using System.Diagnostics.CodeAnalysis;

namespace FlinkSql.Columnar;

/// <summary>
/// Returned arrays of one size, waiting to be rented again. It keeps a bounded number of bytes, and at least two
/// arrays; what comes beyond that is left to the garbage collector.
/// </summary>
internal sealed class BufferShelf(long arrayBytes)
{
    private const long KeptBytes = 32L << 20;
    private const int MostArrays = 256;

    private readonly Lock _gate = new();
    private readonly (byte[]? Array, int Offset)[] _free =
        new (byte[]? Array, int Offset)[Math.Clamp(KeptBytes / arrayBytes, 2, MostArrays)];

    private int _count;

    public bool TryTake([NotNullWhen(true)] out byte[]? array, out int offset)
    {
        lock (_gate)
        {
            if (_count == 0)
            {
                array = null;
                offset = 0;
                return false;
            }

            (array, offset) = _free[--_count];
            _free[_count] = default;
            return array is not null;
        }
    }

    public void TryPut(byte[] array, int offset)
    {
        lock (_gate)
        {
            if (_count < _free.Length)
            {
                _free[_count++] = (array, offset);
            }
        }
    }
}
