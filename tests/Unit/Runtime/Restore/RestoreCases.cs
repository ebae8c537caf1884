using FlinkSql.Codegen;
using FlinkSql.Columnar;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.State;
using FlinkSql.Tests.Unit.Codegen;
using OutputTrigger = FlinkSql.Runtime.Operators.OutputTrigger;
using OutputTriggerKind = FlinkSql.Runtime.Operators.OutputTriggerKind;

namespace FlinkSql.Tests.Unit.Runtime.Restore;

/// <summary>The operators of the library, with random scripts for each.</summary>
internal static class RestoreCases
{
    private static readonly Schema Rows = new(
    [
        new Field("k", DataTypes.String), new Field("v", DataTypes.BigInt), new Field("id", DataTypes.BigInt),
    ]);

    private static readonly Schema Windowed = new(
    [
        new Field("k", DataTypes.String),
        new Field("v", DataTypes.BigInt),
        new Field("window_start", new TimestampType(3)),
        new Field("window_end", new TimestampType(3)),
    ]);

    private static readonly Schema Timed = new(
    [
        new Field("k", DataTypes.String), new Field("v", DataTypes.BigInt), new Field("ts", new TimestampType(3)),
    ]);

    private static readonly Schema Ranked = new([.. Rows.Fields, new Field("rank", DataTypes.BigInt)]);

    private static readonly RowSortKey Ascending = new(1, Descending: false, NullsFirst: true);

    public static IReadOnlyList<RestoreCase> All { get; } =
    [
        new("normalize", Rows, () => new ChangelogNormalizeOperator(Rows, [0]), Upserts) { Keys = [0] },
        new("normalize with ttl", Rows, () => new ChangelogNormalizeOperator(Rows, [0], new StateTtl(40)), Upserts) { Keys = [0] },
        new("top of inserts", Rows, () => TopN(new RankSpec([0], [Ascending], 1, 2)), Inserts) { Keys = [0] },
        new("top with rank", Rows, () => TopN(new RankSpec([0], [Ascending], 1, 3) { OutputsRank = true }), Inserts) { Keys = [0] },
        new("top of changes", Rows, () => TopN(new RankSpec([0], [Ascending], 2, 3) { InputRetracts = true }), Changes) { Keys = [0] },
        new("top with ttl", Rows, () => TopN(new RankSpec([0], [Ascending], 1, 2) { InputRetracts = true }, 40), Changes) { Keys = [0] },
        new("last row", Rows, () => TopN(new RankSpec([0], [], 1, 1) { NewestFirst = true }), Inserts) { Keys = [0] },
        new("global top", Rows, () => TopN(new RankSpec([], [Ascending], 1, 4) { InputRetracts = true }), Changes),
        new("first row", Timed, () => new FirstRowOperator(Timed, [0], 2), Times) { Keys = [0] },
        new("first row with ttl", Timed, () => new FirstRowOperator(Timed, [0], 2, new StateTtl(40)), Times) { Keys = [0] },
        new("window rank", Windowed, () => WindowRank(WindowTime.Event, false), Windows(false)) { Keys = [0] },
        new("window rank of changes", Windowed, () => WindowRank(WindowTime.Event, true), Windows(true)) { Keys = [0] },

        // By the clock a row is late for what its subtask has closed: that depends on the parallelism.
        new("window rank by clock", Windowed, () => WindowRank(WindowTime.Processing, false), Windows(false)),
        new("sort", Rows, () => new SortOperator(Rows, [Ascending], 1, 20), Inserts),
        new("sort of changes", Rows, () => new SortOperator(Rows, [Ascending], 0, null, inputRetracts: true), Changes),
        new("limit", Rows, () => new LimitOperator(12, 3), Inserts),
        .. Triggers.SelectMany(Outputs),
        new("groups", Rows, Groups(retracts: false, 0), Inserts) { Keys = [0] },
        new("groups with ttl", Rows, Groups(retracts: false, 40), Inserts) { Keys = [0] },
        new("groups of changes", Rows, Groups(retracts: true, 0), Changes) { Keys = [0] },
        new("groups of changes with ttl", Rows, Groups(retracts: true, 40), Changes) { Keys = [0] },
    ];

    private static IEnumerable<OutputTrigger> Triggers =>
    [
        new(OutputTriggerKind.Watermark), new(OutputTriggerKind.Batch), new(OutputTriggerKind.Interval, 30),
        new(OutputTriggerKind.Delay, 25),
    ];

    private static IEnumerable<RestoreCase> Outputs(OutputTrigger trigger) =>
    [
        new($"update at {trigger.Kind}", Rows, () => new UpdateOutputOperator(Rows, [0], trigger, [0]), Upserts) { Keys = [0] },
        new($"complete by key at {trigger.Kind}", Rows, () => new CompleteOutputOperator(Rows, [0], trigger, []), Upserts),
        new($"complete at {trigger.Kind}", Rows, () => new CompleteOutputOperator(Rows, null, trigger, [Ascending], 1, 6), Changes),
        new($"waiting at {trigger.Kind}", Rows, () => new WaitingOutputOperator(Rows, trigger), Inserts) { Anywhere = true },
    ];

    private static TopNOperator TopN(RankSpec rank, long ttl = 0) =>
        new(Rows, rank, rank.OutputsRank ? Ranked : Rows, emitsUpdateBefore: true, ttl: new StateTtl(ttl));

    private static WindowRankOperator WindowRank(WindowTime time, bool changes) => new(
        Windowed, new RankSpec([0], [Ascending], 1, 2) { InputRetracts = changes }, Windowed, 2, 3, time);

    /// <summary>Generated; of changes with a state that holds references.</summary>
    private static Func<Operator> Groups(bool retracts, long ttl)
    {
        PhysicalSource rows = Codegen.Plans.Source(("k", DataTypes.String), ("v", DataTypes.BigInt), ("id", DataTypes.BigInt));
        PhysicalNode input = retracts ? rows with { Traits = rows.Traits with { Mode = ChangelogMode.All } } : rows;
        AggregateCall[] calls =
        [
            Codegen.Plans.Aggregate(rows, TestAggregates.Find("test_count", retracts), "rows"),
            retracts
                ? Codegen.Plans.Aggregate(rows, TestAggregates.Find("test_sum", retracts, "bigint"), "total", "v") with { Distinct = true }
                : Codegen.Plans.Aggregate(rows, TestAggregates.Find("test_sum", retracts, "bigint"), "total", "v"),
        ];
        var plan = new PhysicalGroupAggregate(input, [0], [.. calls], retracts, EmitsUpdateBefore: true) { StateTtl = ttl };

        // Compiled once, when the first is asked for.
        var compiled = new Lazy<Func<Operator>>(() =>
            JobCompiler.Compile(Codegen.Plans.Graph(plan), Codegen.Plans.Context()).Vertices.Single().Operators[1].Create);
        return () => compiled.Value();
    }

    private static IReadOnlyList<RestoreStep> Inserts(Random random) => Script(
        random, row => $"+I {Key(random)} {Value(random)} {row}");

    private static IReadOnlyList<RestoreStep> Upserts(Random random) => Script(
        random, row => $"{(random.Next(4) == 0 ? "-D" : row % 2 == 0 ? "+U" : "+I")} {Key(random)} {Value(random)} {random.Next(2)}");

    /// <summary>Rows that come, and rows of them that go.</summary>
    private static IReadOnlyList<RestoreStep> Changes(Random random)
    {
        var rows = new List<string>();
        return Script(random, _ =>
        {
            if (rows.Count != 0 && random.Next(3) == 0)
            {
                string gone = rows[random.Next(rows.Count)];
                rows.Remove(gone);
                return "-D " + gone;
            }

            rows.Add($"{Key(random)} {Value(random)} {random.Next(3)}");
            return "+I " + rows[^1];
        });
    }

    private static IReadOnlyList<RestoreStep> Times(Random random) => Script(
        random, _ => $"+I {Key(random)} {Value(random)} {(random.Next(20) == 0 ? "NULL" : random.Next(200))}");

    private static Func<Random, IReadOnlyList<RestoreStep>> Windows(bool changes) => random =>
    {
        var rows = new List<string>();
        return Script(random, _ =>
        {
            if (changes && rows.Count != 0 && random.Next(3) == 0)
            {
                string gone = rows[random.Next(rows.Count)];
                rows.Remove(gone);
                return "-D " + gone;
            }

            int start = random.Next(10) * 20;
            rows.Add($"{Key(random)} {Value(random)} {start} {start + (random.Next(2) == 0 ? 20 : 40)}");
            return "+I " + rows[^1];
        });
    };

    /// <summary>Batches with watermarks between and inside them, while the clock moves.</summary>
    private static IReadOnlyList<RestoreStep> Script(Random random, Func<int, string> row)
    {
        var steps = new List<RestoreStep>();
        (long watermark, long clock, int rows) = (0, 0, 0);
        int count = random.Next(5, 25);
        while (steps.Count < count)
        {
            switch (random.Next(6))
            {
                case 0:
                    steps.Add(new RestoreStep.Watermark(watermark += random.Next(1, 20)));
                    break;
                case 1:
                    steps.Add(new RestoreStep.Clock(clock += random.Next(1, 25)));
                    break;
                default:
                    var lines = new List<string>();
                    for (int left = random.Next(1, 7); left > 0; left--)
                    {
                        lines.Add(row(rows++));
                        if (random.Next(8) == 0)
                        {
                            lines.Add($"watermark {watermark += random.Next(1, 10)}");
                        }
                    }

                    steps.Add(new RestoreStep.Rows([.. lines]));
                    break;
            }
        }

        return steps;
    }

    private static string Key(Random random) => random.Next(10) == 0 ? "NULL" : $"'{(char)('a' + random.Next(6))}'";

    private static string Value(Random random) => random.Next(10) == 0 ? "NULL" : $"{random.Next(8)}";
}
