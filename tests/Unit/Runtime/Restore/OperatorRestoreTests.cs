using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using Xunit;

namespace FlinkSql.Tests.Unit.Runtime.Restore;

/// <summary>
/// An operator that takes over from a snapshot goes on like the one that was saved: after every step of random
/// scripts, at the same parallelism to the letter, at another one with the same rows. A failure names its seed.
/// </summary>
public class OperatorRestoreTests
{
    private const int Seeds = 12;

    public static TheoryData<string> Cases => [.. RestoreCases.All.Select(each => each.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_goes_on_to_the_letter_from_every_step(string name)
    {
        RestoreCase each = RestoreCases.All.Single(known => known.Name == name);
        for (int seed = 0; seed < Seeds; seed++)
        {
            IReadOnlyList<RestoreStep> script = each.Script(new Random(seed));
            Outcome whole = Run(each, script, script.Count, 1, 1);
            for (int at = 0; at <= script.Count; at++)
            {
                Outcome restored = Run(each, script, at, 1, 1, restores: true);
                Assert.True(
                    whole.Equals(restored),
                    $"{name}, seed {seed}, restored after step {at}: expected\n{whole}\nbut got\n{restored}\nof\n{Text(script)}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_goes_on_with_the_same_rows_at_another_parallelism(string name)
    {
        RestoreCase each = RestoreCases.All.Single(known => known.Name == name);
        if (each.Keys is null && !each.Anywhere)
        {
            return;
        }

        for (int seed = 0; seed < Seeds; seed++)
        {
            IReadOnlyList<RestoreStep> script = each.Script(new Random(seed));
            Outcome whole = Run(each, script, script.Count, 1, 1).Unordered();
            for (int at = 0; at <= script.Count; at += 3)
            {
                foreach ((int before, int after) in new[] { (1, 3), (3, 2), (2, 5) })
                {
                    Outcome restored = Run(each, script, at, before, after, restores: true).Unordered();
                    Assert.True(
                        whole.Equals(restored),
                        $"{name}, seed {seed}, {before} -> {after} after step {at}: expected\n{whole}\nbut got\n{restored}\nof\n{Text(script)}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_is_restored_after_the_end_says_nothing_more(string name)
    {
        RestoreCase each = RestoreCases.All.Single(known => known.Name == name);
        IReadOnlyList<RestoreStep> script = each.Script(new Random(1));
        var memory = new BufferPool("snapshots", long.MaxValue);
        using var first = new OperatorFleet(each, 1);
        foreach (RestoreStep step in script)
        {
            first.Do(step);
        }

        first.End();
        IReadOnlyList<StateSnapshot> snapshots = first.Snapshot(memory);
        using var second = new OperatorFleet(each, 1);
        second.Restore(snapshots, Now(script, script.Count));
        second.End();
        Assert.Empty(second.Lines);
        Assert.Single(snapshots).Dispose();
    }

    private static Outcome Run(
        RestoreCase each, IReadOnlyList<RestoreStep> script, int at, int before, int after, bool restores = false)
    {
        var memory = new BufferPool("snapshots", long.MaxValue);
        var first = new OperatorFleet(each, before);
        foreach (RestoreStep step in script.Take(at))
        {
            first.Do(step);
        }

        string[] lines = [.. first.Lines];
        OperatorFleet last = first;
        if (restores)
        {
            IReadOnlyList<StateSnapshot> snapshots = first.Snapshot(memory);

            // The operator goes on before the rows of the snapshot are made: it must not show in them.
            foreach (RestoreStep step in script.Skip(at).Take(4))
            {
                first.Do(step);
            }

            foreach (StateSnapshot snapshot in snapshots)
            {
                Assert.NotNull(snapshot.Tables);
            }

            first.Dispose();
            Assert.Equal(0, first.Rented);
            last = new OperatorFleet(each, after);
            last.Restore(snapshots, Now(script, at));
            foreach (StateSnapshot snapshot in snapshots)
            {
                snapshot.Dispose();
            }

            Assert.Equal(0, memory.Rented);
        }

        foreach (RestoreStep step in script.Skip(at))
        {
            last.Do(step);
        }

        long entries = last.StateEntries;
        last.End();
        lines = restores ? [.. lines, .. last.Lines] : [.. last.Lines];
        last.Dispose();
        Assert.Equal(0, last.Rented);
        return new Outcome(lines, last.Dropped, entries);
    }

    private static long Now(IReadOnlyList<RestoreStep> script, int at) =>
        script.Take(at).OfType<RestoreStep.Clock>().Select(clock => clock.Time).LastOrDefault();

    private static string Text(IEnumerable<RestoreStep> script) => string.Join('\n', script.Select((step, at) => $"{at}: {step}"));

    /// <summary>What an operator has said and counted.</summary>
    private sealed record Outcome(IReadOnlyList<string> Lines, (long, long, long) Dropped, long Entries)
    {
        public bool Equals(Outcome? other) =>
            other is not null && Lines.SequenceEqual(other.Lines) && Dropped == other.Dropped && Entries == other.Entries;

        public override int GetHashCode() => Lines.Count;

        public override string ToString() => $"{string.Join('\n', Lines)}\n{Dropped} {Entries} entries";

        /// <summary>
        /// Without what depends on the parallelism: the watermarks, of which every subtask sends its own, an order over
        /// the keys, and when a subtask looks for state that has ended.
        /// </summary>
        public Outcome Unordered() => this with
        {
            Dropped = Dropped with { Item3 = 0 },
            Entries = 0,
            Lines =
            [
                .. Lines.Where(line => !line.StartsWith("watermark", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            ],
        };
    }
}
