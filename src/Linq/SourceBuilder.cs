using System.Linq.Expressions;
using System.Reflection;

namespace FlinkSql.Linq;

/// <summary>What there is to say of a source: its name, when its rows happened, how far out of order they come.</summary>
public sealed class SourceBuilder<T>
{
    private readonly Dictionary<string, string> _options = [];

    internal string? TableName { get; private set; }

    internal MemberInfo? Time { get; private set; }

    internal TimeSpan MaxDisorder { get; private set; }

    /// <summary>The watermark after a row, ms since 1970-01-01T00:00; null where they are made from the event time.</summary>
    internal Func<T, long?>? Watermark { get; private set; }

    internal IReadOnlyDictionary<string, string> Options => _options;

    /// <summary>The name of the table in SQL; by default the name of the row type.</summary>
    public SourceBuilder<T> Named(string table)
    {
        TableName = table;
        return this;
    }

    /// <summary>Which property says when a row happened, and by how much a row may be older than one before it.</summary>
    public SourceBuilder<T> EventTime(Expression<Func<T, DateTime>> time, TimeSpan maxDisorder = default) =>
        SetTime(time, maxDisorder);

    /// <inheritdoc cref="EventTime(Expression{Func{T, DateTime}}, TimeSpan)"/>
    public SourceBuilder<T> EventTime(Expression<Func<T, DateTimeOffset>> time, TimeSpan maxDisorder = default) =>
        SetTime(time, maxDisorder);

    /// <summary>
    /// The program itself says how far event time is, as SOURCE_WATERMARK() in SQL: after a row no other comes of the
    /// time given or before; null says nothing new. It goes with <see cref="EventTime(Expression{Func{T, DateTime}}, TimeSpan)"/>
    /// without disorder.
    /// </summary>
    public SourceBuilder<T> WatermarkAfter(Func<T, DateTimeOffset?> row)
    {
        ArgumentNullException.ThrowIfNull(row);
        Watermark = value => row(value)?.ToUnixTimeMilliseconds();
        return this;
    }

    /// <summary>An option that SQL has in WITH, for example <c>scan.watermark.emit.strategy</c>.</summary>
    public SourceBuilder<T> Option(string key, string value)
    {
        _options[key] = value;
        return this;
    }

    private SourceBuilder<T> SetTime(LambdaExpression time, TimeSpan maxDisorder)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxDisorder, TimeSpan.Zero);
        Time = time.Body is MemberExpression { Expression: ParameterExpression } member
            ? member.Member
            : throw LinqErrors.NotAMember(time);
        MaxDisorder = maxDisorder;
        return this;
    }
}
