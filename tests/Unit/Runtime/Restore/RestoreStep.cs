namespace FlinkSql.Tests.Unit.Runtime.Restore;

/// <summary>Something that happens to an operator.</summary>
internal abstract record RestoreStep
{
    /// <summary>A batch of rows, as pictures; those of a watermark stand between them.</summary>
    public sealed record Rows(params string[] Lines) : RestoreStep
    {
        public override string ToString() => string.Join(" | ", Lines);
    }

    /// <summary>A watermark between batches.</summary>
    public sealed record Watermark(long Time) : RestoreStep;

    /// <summary>The clock moves.</summary>
    public sealed record Clock(long Time) : RestoreStep;
}
