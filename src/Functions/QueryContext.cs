namespace FlinkSql.Functions;

/// <summary>What functions may know about the query they run in: its session zone and its clock. One per task.</summary>
public sealed class QueryContext(TimeZoneInfo zone, TimeProvider clock)
{
    private readonly Dictionary<long, JavaRandom> _seeded = [];
    private JavaRandom? _random;
    private DateTimeOffset? _rowTime;
    private bool _keepsRowTime;

    /// <summary>The session time zone, <c>table.local-time-zone</c>.</summary>
    public TimeZoneInfo Zone { get; } = zone;

    /// <summary>The clock of the runtime; virtual in tests.</summary>
    public TimeProvider Clock { get; } = clock;

    /// <summary>The seed of RAND() and UUID() streams that were given none.</summary>
    public long Seed { get; init; }

    /// <summary>
    /// The time of the row, in milliseconds since 1970: read once a row where <see cref="BeginRow"/> is called, so that
    /// two calls of NOW() in a row agree, otherwise at every call.
    /// </summary>
    public long NowMilliseconds
    {
        get
        {
            DateTimeOffset now = _rowTime ?? Clock.GetUtcNow();
            _rowTime = _keepsRowTime ? now : null;
            return now.ToUnixTimeMilliseconds();
        }
    }

    /// <summary>Begins a row for functions of the current time; only rows that call such need it.</summary>
    public void BeginRow()
    {
        _rowTime = null;
        _keepsRowTime = true;
    }

    /// <summary>The random numbers of functions without a seed.</summary>
    internal JavaRandom Random() => _random ??= new JavaRandom(Seed);

    /// <summary>The random numbers of one seed, which go on from row to row.</summary>
    internal JavaRandom Random(long seed)
    {
        if (!_seeded.TryGetValue(seed, out JavaRandom? random))
        {
            random = new JavaRandom(seed);
            _seeded.Add(seed, random);
        }

        return random;
    }
}
