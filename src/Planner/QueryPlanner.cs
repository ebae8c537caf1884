using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Explain;
using FlinkSql.Planner.Graph;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Optimizer;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Planner;

/// <summary>The planning of bound queries, stage by stage. Start reading here.</summary>
public static class QueryPlanner
{
    /// <summary>Plans the sinks of one job.</summary>
    /// <param name="sinks">Bound queries: <see cref="LogicalSink"/> nodes, several for a statement set.</param>
    /// <param name="options">The settings that shape the plan.</param>
    /// <param name="jobName">The name of the job; empty for one made from its sinks.</param>
    public static PlanResult Plan(IReadOnlyList<LogicalNode> sinks, PlannerOptions options, string jobName = "")
    {
        var diagnostics = new List<Diagnostic>();
        var trace = new List<RuleFiring>();
        try
        {
            IReadOnlyList<LogicalNode> optimized = Optimize(sinks, options, trace);
            PhysicalSink[] physical =
                [.. optimized.Select(sink => PhysicalPlanner.Plan((LogicalSink)sink, options, diagnostics))];
            var result = new PlanResult(sinks, optimized, physical, null, null, trace, diagnostics)
            {
                Advice = PlanAdvisor.Advise(physical, options),
            };
            if (diagnostics.Any(diagnostic => diagnostic.IsError))
            {
                return result;
            }

            StreamGraph streams = StreamGraphBuilder.Build(physical, options);
            JobGraph job = ChainBuilder.Build(jobName.Length == 0 ? NameOf(physical) : jobName, streams, options);
            return result with { StreamGraph = streams, JobGraph = job };
        }
        catch (InsufficientExecutionStackException)
        {
            diagnostics.Add(PhysicalErrors.TooDeep(sinks[0].Span));
            return new PlanResult(sinks, [], [], null, null, trace, diagnostics);
        }
    }

    private static IReadOnlyList<LogicalNode> Optimize(
        IReadOnlyList<LogicalNode> sinks, PlannerOptions options, List<RuleFiring> trace)
    {
        IReadOnlyList<RuleStage> rules = RuleSets.For(options);
        LogicalNode[] single = [.. sinks.Select(sink => RuleDriver.Run(sink, rules, options, trace))];
        IReadOnlyList<LogicalNode> shared = options.DisabledRules.Contains(SharedScans.Name)
            ? single
            : SharedScans.Share(single);

        // Sharing leaves projections behind that only the last stage can still merge.
        return ReferenceEquals(shared, single)
            ? single
            : [.. shared.Select(sink => RuleDriver.Run(sink, [rules[^1]], options, trace))];
    }

    private static string NameOf(IEnumerable<PhysicalSink> sinks) => string.Join(", ", sinks.Select(sink =>
        sink.Table is null ? "collect" : $"insert-into_{sink.Table.Path}"));
}

/// <summary>Every stage of a planned job; the graphs are null when there is an error among the diagnostics.</summary>
public sealed record PlanResult(
    IReadOnlyList<LogicalNode> Logical,
    IReadOnlyList<LogicalNode> Optimized,
    IReadOnlyList<PhysicalNode> Physical,
    StreamGraph? StreamGraph,
    JobGraph? JobGraph,
    IReadOnlyList<RuleFiring> Trace,
    IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>What may surprise whoever runs the plan.</summary>
    public IReadOnlyList<PlanAdvice> Advice { get; init; } = [];

    /// <summary>Whether the job can run.</summary>
    public bool Succeeded => JobGraph is not null;
}
