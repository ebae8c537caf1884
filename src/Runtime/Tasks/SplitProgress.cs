using FlinkSql.Columnar;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Runtime.Tasks;

/// <summary>How far a split is, as far as its alignment group must know.</summary>
/// <param name="Watermark">Its own watermark.</param>
/// <param name="Counts">Whether it holds others back: it is being read and not idle.</param>
/// <param name="Finished">Whether it has given its last row.</param>
internal readonly record struct SplitProgress(long Watermark, bool Counts, bool Finished)
{
    public static EquatableArray<SplitProgress> Of(IEnumerable<SplitMetrics> splits) => splits
        .Select(split => new SplitProgress(
            split.Watermark, split.Started && !split.Idle && !split.Finished, split.Finished))
        .ToEquatable();
}
