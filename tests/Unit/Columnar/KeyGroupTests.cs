using FlinkSql.Columnar;
using Xunit;

namespace FlinkSql.Tests.Unit.Columnar;

public class KeyGroupTests
{
    [Fact]
    public void Every_group_has_exactly_one_owner_at_any_parallelism_before_and_after_a_rescale()
    {
        foreach (int maxParallelism in (int[])[128, 100, 131, 32_768])
        {
            for (int parallelism = 1; parallelism <= Math.Min(128, maxParallelism); parallelism++)
            {
                int next = 0;
                for (int subtask = 0; subtask < parallelism; subtask++)
                {
                    KeyGroupRange range = KeyGroup.Range(subtask, maxParallelism, parallelism);
                    Assert.Equal(next, range.First);
                    Assert.True(range.Count > 0);
                    next = range.End;
                    Assert.Equal(subtask, KeyGroup.Owner(range.First, maxParallelism, parallelism));
                    Assert.Equal(subtask, KeyGroup.Owner(range.End - 1, maxParallelism, parallelism));
                    Assert.True(range.Contains(range.First) && !range.Contains(range.End));
                }

                Assert.Equal(maxParallelism, next);
            }
        }
    }

    [Fact]
    public void Ranges_of_any_two_parallelisms_cover_each_other()
    {
        const int maxParallelism = 128;
        for (int before = 1; before <= maxParallelism; before++)
        {
            for (int after = 1; after <= maxParallelism; after++)
            {
                int owners = 0;
                for (int group = 0; group < maxParallelism; group++)
                {
                    int from = KeyGroup.Owner(group, maxParallelism, before);
                    int to = KeyGroup.Owner(group, maxParallelism, after);
                    owners += KeyGroup.Range(from, maxParallelism, before).Contains(group)
                        && KeyGroup.Range(to, maxParallelism, after).Contains(group) ? 1 : 0;
                }

                Assert.Equal(maxParallelism, owners);
            }
        }
    }

    [Fact]
    public void The_whole_range_of_hashes_maps_onto_the_groups()
    {
        Assert.Equal(0, KeyGroup.Of(0, 128));
        Assert.Equal(127, KeyGroup.Of(ulong.MaxValue, 128));
        Assert.Equal(64, KeyGroup.Of(1UL << 63, 128));
        Assert.Equal(0, KeyGroup.Of(ulong.MaxValue, 1));
    }
}
