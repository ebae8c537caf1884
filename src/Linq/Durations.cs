namespace FlinkSql.Linq;

/// <summary>Lengths of time as they are said: <c>5.Seconds</c>, <c>1.Minutes</c>.</summary>
public static class Durations
{
    extension(int count)
    {
        public TimeSpan Milliseconds => TimeSpan.FromMilliseconds(count);

        public TimeSpan Seconds => TimeSpan.FromSeconds(count);

        public TimeSpan Minutes => TimeSpan.FromMinutes(count);

        public TimeSpan Hours => TimeSpan.FromHours(count);

        public TimeSpan Days => TimeSpan.FromDays(count);
    }
}
