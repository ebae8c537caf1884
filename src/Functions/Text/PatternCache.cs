namespace FlinkSql.Functions.Text;

/// <summary>
/// What was made from the patterns seen last, by their bytes. Patterns are constants nearly always, so the first look
/// finds them. One per thread and kind.
/// </summary>
internal sealed class PatternCache<T>(Func<string, T> make)
{
    private const int Capacity = 32;

    private readonly (byte[] Pattern, T Made)[] _entries = new (byte[], T)[Capacity];
    private int _count;
    private int _next;
    private int _last;

    public T Get(ReadOnlySpan<byte> pattern)
    {
        if (_count != 0 && pattern.SequenceEqual(_entries[_last].Pattern))
        {
            return _entries[_last].Made;
        }

        for (int entry = 0; entry < _count; entry++)
        {
            if (pattern.SequenceEqual(_entries[entry].Pattern))
            {
                _last = entry;
                return _entries[entry].Made;
            }
        }

        T made = make(System.Text.Encoding.UTF8.GetString(pattern));
        _entries[_next] = (pattern.ToArray(), made);
        _last = _next;
        _next = (_next + 1) % Capacity;
        _count = Math.Min(_count + 1, Capacity);
        return made;
    }
}
