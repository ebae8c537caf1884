using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FlinkSql.Columnar;

/// <summary>
/// A run of 64-byte aligned memory that columns share by reference count. Managed buffers live on the pinned heap, so
/// a span over one keeps it alive; a buffer over foreign memory (a mapped file) keeps its owner alive until released.
/// </summary>
public sealed unsafe class Buffer
{
    /// <summary>Alignment and padding of every buffer, as Arrow recommends.</summary>
    public const int Alignment = 64;

    /// <summary>A shared buffer of no bytes; it is never pooled nor charged.</summary>
    public static readonly Buffer Empty = new(null, [], 0, 0);

    private readonly BufferPool? _pool;
    private readonly byte[]? _array;
    private readonly int _offset;
    private readonly byte* _foreign;
    private readonly IDisposable? _owner;
    private readonly Buffer? _whole;
    private int _references;

    internal Buffer(BufferPool? pool, byte[] array, int offset, int capacity)
    {
        _pool = pool;
        _array = array;
        _offset = offset;
        Capacity = capacity;
        _references = 1;
    }

    private Buffer(byte* memory, int length, IDisposable owner)
    {
        _foreign = memory;
        _owner = owner;
        Capacity = length;
        _references = 1;
    }

    private Buffer(Buffer whole, int offset, int length)
    {
        _whole = whole.Retain();
        _array = whole._array;
        _offset = whole._offset + offset;
        _foreign = whole._foreign + offset;
        Capacity = length;
        _references = 1;
    }

    /// <summary>Usable bytes.</summary>
    public int Capacity { get; }

    /// <summary>All bytes of the buffer. Writing is for its builder only; a buffer inside a batch is frozen.</summary>
    public Span<byte> Bytes => _array is null
        ? new Span<byte>(_foreign, Capacity)
        : _array.AsSpan(_offset, Capacity);

    /// <summary>Where the bytes lie; good for as long as somebody holds the buffer.</summary>
    internal byte* Address => _array is null
        ? _foreign
        : (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_array)) + _offset;

    /// <summary>The bytes as values of <typeparamref name="T"/>.</summary>
    public Span<T> As<T>()
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Bytes);

    /// <summary>Wraps memory owned by someone else, for example a mapped file; the owner is disposed at the end.</summary>
    public static Buffer FromForeign(nint memory, int length, IDisposable owner) =>
        new((byte*)memory, length, owner);

    /// <summary>A part of the buffer, which stays alive and charged as a whole until its parts are released.</summary>
    public Buffer Slice(int offset, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Capacity - length);
        return length == 0 ? Empty : new Buffer(this, offset, length);
    }

    /// <summary>A buffer of zeros outside any pool, for the bitmap of a column that is all NULL.</summary>
    internal static Buffer Zeroed(int length) => length == 0 ? Empty : new(null, new byte[length], 0, length);

    /// <summary>Adds one reference and returns the buffer.</summary>
    public Buffer Retain()
    {
        if (this != Empty && Interlocked.Increment(ref _references) <= 1)
        {
            throw new InvalidOperationException("columnar: a buffer was retained after its last release");
        }

        return this;
    }

    /// <summary>Gives one reference back; the last one returns the memory to its pool.</summary>
    public void Release()
    {
        if (this == Empty)
        {
            return;
        }

        int left = Interlocked.Decrement(ref _references);
        if (left == 0)
        {
            _owner?.Dispose();
            _whole?.Release();
            _pool?.Return(this, _array!, _offset);
        }
        else if (left < 0)
        {
            throw new InvalidOperationException("columnar: a buffer was released more often than retained");
        }
    }
}
