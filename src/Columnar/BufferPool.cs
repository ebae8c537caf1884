using System.Numerics;
using System.Runtime.CompilerServices;

namespace FlinkSql.Columnar;

/// <summary>
/// Rents aligned buffers in powers of two and takes them back, and keeps the account: what is rented now, the most
/// that ever was, and whether a limit has been reached. A child pool charges its parent too, so a slot has a budget
/// inside the process's. Reaching the limit never fails a rent: tasks look at <see cref="IsFull"/> before they take
/// more input, which makes a full budget backpressure instead of a crash. Only state fails that is alone more than the
/// limit, since no waiting would help.
/// </summary>
public sealed unsafe class BufferPool
{
    private const int SmallestClass = 6;
    private const int LargestPooledClass = 26;

    /// <summary>A pool without a limit, for tools and tests.</summary>
    public static readonly BufferPool Shared = new("shared", long.MaxValue);

    private readonly Lock _account = new();
    private readonly BufferShelf[] _free;
    private BufferPool? _parent;
    private long _rented;
    private long _peak;
    private long _state;

    public BufferPool(string name, long limit, BufferPool? parent = null)
    {
        Name = name;
        Limit = limit;
        _parent = parent;
        _free = parent?._free ?? MakeClasses();
    }

    /// <summary>Who is charged, for messages.</summary>
    public string Name { get; }

    /// <summary>Bytes this pool may hand out before it reports being full.</summary>
    public long Limit { get; }

    /// <summary>Bytes rented or reserved and not yet returned.</summary>
    public long Rented => Volatile.Read(ref _rented);

    /// <summary>Bytes of state among them, which nobody gives back by waiting.</summary>
    public long State => Volatile.Read(ref _state);

    /// <summary>The greatest value <see cref="Rented"/> ever had.</summary>
    public long Peak => Volatile.Read(ref _peak);

    /// <summary>Whether this pool or an ancestor has reached its limit.</summary>
    public bool IsFull => Rented >= Limit || (Volatile.Read(ref _parent)?.IsFull ?? false);

    /// <summary>Rents a buffer of at least that many bytes; its content is unspecified.</summary>
    public Buffer Rent(int bytes)
    {
        if (bytes <= 0)
        {
            return Buffer.Empty;
        }

        int sizeClass = Math.Max(SmallestClass, BitOperations.Log2((uint)bytes - 1) + 1);
        if (sizeClass > 30)
        {
            throw new InsufficientMemoryException($"a buffer of {bytes:N0} bytes is larger than 1 GiB, the most a column may hold");
        }

        int capacity = 1 << sizeClass;
        if (sizeClass > LargestPooledClass || !_free[sizeClass].TryTake(out byte[]? array, out int offset))
        {
            array = GC.AllocateUninitializedArray<byte>(capacity + Buffer.Alignment, pinned: true);
            nint address = (nint)Unsafe.AsPointer(ref array[0]);
            offset = (int)(-address & (Buffer.Alignment - 1));
        }

        // Charged last: a failed allocation must not stay on the account.
        Account(capacity);
        return new Buffer(this, array, offset, capacity);
    }

    /// <summary>Charges state that is not kept in buffers. It is asked before the memory is taken.</summary>
    /// <exception cref="StateBudgetException">There is more state than may be; nothing was charged then.</exception>
    public void Charge(long bytes)
    {
        lock (_account)
        {
            AddState(bytes);
            Account(bytes);
        }
    }

    /// <summary>Takes a charge back.</summary>
    public void Discharge(long bytes)
    {
        lock (_account)
        {
            _state -= bytes;
            Account(-bytes);
        }
    }

    /// <summary>Says that bytes of buffers, which are charged already, are kept as state.</summary>
    /// <exception cref="StateBudgetException">There is more state than may be.</exception>
    public void Keep(long bytes)
    {
        lock (_account)
        {
            AddState(bytes);
        }
    }

    /// <summary>Says that they are kept no longer.</summary>
    public void Unkeep(long bytes)
    {
        lock (_account)
        {
            _state -= bytes;
        }
    }

    /// <summary>
    /// Ends the account of a child: the parent is no longer charged, neither for what is out still nor for what comes.
    /// </summary>
    public void Detach()
    {
        lock (_account)
        {
            _parent?.Account(-_rented);
            _parent = null;
        }
    }

    internal void Return(Buffer buffer, byte[] array, int offset)
    {
        Account(-buffer.Capacity);
        int sizeClass = BitOperations.Log2((uint)buffer.Capacity);
        if (sizeClass <= LargestPooledClass)
        {
            _free[sizeClass].TryPut(array, offset);
        }
    }

    private void Account(long bytes)
    {
        // One step for both accounts, so that a detach in between cannot leave the parent with a difference.
        lock (_account)
        {
            _rented += bytes;
            _peak = Math.Max(_peak, _rented);
            _parent?.Account(bytes);
        }
    }

    // Batches give their memory back some day, so a full pool makes their senders wait; state may grow for ever.
    private void AddState(long bytes)
    {
        if (bytes > 0 && _state + bytes > Limit)
        {
            throw new StateBudgetException(Name, _state + bytes, Limit);
        }

        _state += bytes;
    }

    private static BufferShelf[] MakeClasses()
    {
        var classes = new BufferShelf[LargestPooledClass + 1];
        for (int sizeClass = SmallestClass; sizeClass < classes.Length; sizeClass++)
        {
            classes[sizeClass] = new BufferShelf(1L << sizeClass);
        }

        return classes;
    }
}
