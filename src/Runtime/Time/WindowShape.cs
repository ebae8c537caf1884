namespace FlinkSql.Runtime.Time;

/// <summary>
/// Which windows there are, and the slices they are made of: a row is added to one slice, and the slices of a window
/// are merged when it fires. All times are ms of the time line the windows lie on.
/// </summary>
/// <remarks>
/// <code>
/// TUMBLE   [....][....][....]         slice = size
/// HOP      [....]                     slice = greatest common divisor of slide and size
///            [....]
/// CUMULATE [..]                       slice = step
///          [....]
///          [......]
/// </code>
/// </remarks>
public sealed class WindowShape
{
    private readonly bool _growing;

    private WindowShape(long size, long step, long slice, long offset, bool growing)
    {
        Size = size;
        Step = step;
        Slice = slice;
        Offset = offset;
        _growing = growing;
    }

    /// <summary>The length of a window; of one that grows, its greatest length.</summary>
    public long Size { get; }

    /// <summary>From one window end to the next.</summary>
    public long Step { get; }

    /// <summary>The length of a slice; every window is a whole number of them.</summary>
    public long Slice { get; }

    /// <summary>Shifts the starts of all windows.</summary>
    public long Offset { get; }

    /// <summary>Whether every window is one slice, so that nothing is ever merged.</summary>
    public bool OneSlice => Slice == Size;

    /// <summary>Windows of one size, one after the other.</summary>
    public static WindowShape Tumble(long size, long offset = 0) => new(size, size, size, offset, growing: false);

    /// <summary>Windows of one size, one starting every slide.</summary>
    public static WindowShape Hop(long slide, long size, long offset = 0) =>
        new(size, slide, GreatestCommonDivisor(slide, size), offset, growing: false);

    /// <summary>Windows that share a start and end a step later each, up to a size.</summary>
    public static WindowShape Cumulate(long step, long size, long offset = 0) =>
        new(size, step, step, offset, growing: true);

    /// <summary>The start of the slice that holds a time.</summary>
    public long SliceStart(long time) => Align(time, Slice, Offset);

    /// <summary>The start of the window that ends at a time.</summary>
    public long WindowStart(long end) => _growing ? Align(end - 1, Size, Offset) : end - Size;

    /// <summary>The end of the first window that ends after a time, whether or not it holds that time.</summary>
    public long EndAfter(long time) => Align(time, Step, Offset + Size) + Step;

    /// <summary>The end of the last window that holds a slice; not after its start when no window holds it.</summary>
    public long LastEnd(long sliceStart) =>
        _growing ? Align(sliceStart, Size, Offset) + Size : Align(sliceStart, Step, Offset) + Size;

    /// <summary>The first time of which some window ends after a given end: rows before it are late once that end has passed.</summary>
    public long OpenFrom(long closedEnd) => _growing
        ? Align(closedEnd, Size, Offset)
        : Align(closedEnd - Size, Step, Offset) + Step;

    /// <summary>The greatest multiple of a step, counted from an offset, at or before a time (SEMANTICS: window start).</summary>
    public static long Align(long time, long step, long offset)
    {
        long rest = (time - offset) % step;
        return rest < 0 ? time - (rest + step) : time - rest;
    }

    private static long GreatestCommonDivisor(long left, long right) =>
        right == 0 ? left : GreatestCommonDivisor(right, left % right);
}
