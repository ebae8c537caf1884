using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FlinkSql.Columnar;

/// <summary>
/// The values of a fixed-width column as row loops read them: by row, which is known to be one of the batch, so that there
/// is no length to compare it with or to keep in a register.
/// </summary>
public readonly ref struct Cells<T>
    where T : unmanaged
{
    private readonly ref T _first;

    /// <param name="values">The values.</param>
    /// <param name="rows">How many rows will be asked for; there have to be as many values.</param>
    public Cells(ReadOnlySpan<T> values, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Length, rows);
        _first = ref MemoryMarshal.GetReference(values);
    }

    /// <summary>The value of a row of the batch.</summary>
    public T this[int row]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.Add(ref _first, (nint)(uint)row);
    }
}
