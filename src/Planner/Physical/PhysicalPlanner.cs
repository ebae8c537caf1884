using FlinkSql.Columnar;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;
using JoinKind = FlinkSql.Parser.Ast.JoinKind;
using SetOperator = FlinkSql.Parser.Ast.SetOperator;

namespace FlinkSql.Planner.Physical;

/// <summary>Decides how each step of a query is carried out, and derives what holds of every stream in between.</summary>
public sealed partial class PhysicalPlanner
{
    private readonly PlannerOptions _options;
    private readonly List<Diagnostic> _diagnostics;
    private readonly bool _forResult;
    private readonly WindowEmission _emission;
    private readonly OutputWish _wish;

    private PhysicalPlanner(
        PlannerOptions options, List<Diagnostic> diagnostics, LogicalSink sink, WindowEmission emission)
    {
        _options = options;
        _diagnostics = diagnostics;
        _forResult = sink.Table is null;
        _emission = emission;
        _wish = OutputWish.Of(sink, options);
    }

    /// <summary>The physical plan of a sink; what cannot be carried out is added to the diagnostics.</summary>
    public static PhysicalSink Plan(LogicalSink sink, PlannerOptions options, List<Diagnostic> diagnostics) =>
        new PhysicalPlanner(options, diagnostics, sink, EmissionPlanner.Plan(sink, diagnostics)).PlanSink(sink);

    /// <summary>Plans a node that stands alone.</summary>
    internal static PhysicalNode PlanNode(LogicalNode node, PlannerOptions options, List<Diagnostic> diagnostics) =>
        new PhysicalPlanner(options, diagnostics, new LogicalSink(node, null, Overwrite: false), WindowEmission.OnClose)
            .Plan(node);

    private PhysicalNode Plan(LogicalNode node) => node switch
    {
        LogicalScan scan => PlanScan(scan),
        LogicalValues values => At(values, new PhysicalValues(values.Rows, values.Columns)),
        LogicalFilter filter => PlanFilter(filter),
        LogicalProject project => PlanProject(project),
        LogicalWatermark watermark => At(watermark, new PhysicalWatermark(
            Plan(watermark.Input), watermark.TimeColumn, watermark.Watermark, watermark.OnEvent, watermark.NullTimes)),
        LogicalUnion union => At(union, new PhysicalUnion(union.Branches.Select(Plan).ToEquatable(), union.Schema)),
        LogicalWindow window => PlanWindow(window),
        LogicalAggregate aggregate => PlanAggregate(aggregate),
        LogicalWindowAggregate aggregate => PlanWindowAggregate(aggregate),
        LogicalSort sort => PlanSort(sort),
        LogicalRank rank => PlanRank(rank, outputsRank: true),
        LogicalSink sink => PlanSink(sink),
        LogicalJoin join => NotSupported(join, $"{Words(join.Kind)} JOIN"),
        LogicalSetOperation set => NotSupported(set, set.Operator == SetOperator.Intersect ? "INTERSECT" : "EXCEPT"),
        _ => throw new InvalidOperationException($"physical planner: {node.GetType().Name} has no line"),
    };

    private PhysicalNode PlanScan(LogicalScan scan)
    {
        TableDescriptor table = scan.Table;
        ChangelogMode mode = table.Traits.SourceMode;
        bool upserts = mode.HasFlag(ChangelogMode.UpdateAfter) && !mode.HasFlag(ChangelogMode.UpdateBefore);
        bool repeats = _options.SourceEventsDuplicate && mode != ChangelogMode.InsertOnly && table.PrimaryKey.Count != 0;
        if (!upserts && !repeats)
        {
            return At(scan, new PhysicalSource(table, scan.Columns));
        }

        if (table.PrimaryKey.Count == 0)
        {
            _diagnostics.Add(PhysicalErrors.UpsertSourceWithoutKey(scan.Span, table.Path.ToString()));
            return Nothing(scan);
        }

        // The key is read even when the query does not ask for it: rows are completed by key.
        IReadOnlyList<ColumnDescriptor> physical = table.PhysicalColumns;
        IEnumerable<int> keyColumns = Enumerable.Range(0, physical.Count)
            .Where(column => table.PrimaryKey.Contains(physical[column].Name) && !scan.Columns.Contains(column));
        EquatableArray<int> read = scan.Columns.Concat(keyColumns).ToEquatable();
        PhysicalNode source = At(scan, new PhysicalSource(table, read));
        EquatableArray<int> keys = Enumerable.Range(0, read.Count)
            .Where(column => table.PrimaryKey.Contains(physical[read[column]].Name)).ToEquatable();
        PhysicalNode complete = At(scan, new PhysicalChangelogNormalize(
            Distribute(source, Distribution.Hash(keys)), keys));
        return read.Count == scan.Columns.Count
            ? complete
            : At(scan, new PhysicalCalc(
                complete, null, ExprColumns.Pick(complete.Schema, Enumerable.Range(0, scan.Columns.Count))));
    }

    private PhysicalCalc PlanFilter(LogicalFilter filter)
    {
        PhysicalNode input = Plan(filter.Input);
        return At(filter, new PhysicalCalc(input, filter.Predicate, ExprColumns.All(input.Schema)));
    }

    private PhysicalCalc PlanProject(LogicalProject project)
    {
        var filter = project.Input as LogicalFilter;
        if ((filter?.Input ?? project.Input) is LogicalRank { Range: not null } rank && !ReadsRank(project, filter, rank))
        {
            return At(project, new PhysicalCalc(
                PlanRank(rank, outputsRank: false), filter?.Predicate, project.Columns));
        }

        PhysicalNode input = Plan(project.Input);
        return input is PhysicalCalc { Filter: Expr predicate } calc && IsBareFilter(calc)
            ? At(project, new PhysicalCalc(calc.Input, predicate, project.Columns))
            : At(project, new PhysicalCalc(input, null, project.Columns));
    }

    private static bool IsBareFilter(PhysicalCalc calc) => ExprColumns.IsIdentity(calc.Columns, calc.Input.Schema);

    private PhysicalWindow PlanWindow(LogicalWindow window)
    {
        PhysicalNode input = Plan(window.Input);
        if (window.Spec is SessionWindow)
        {
            input = Distribute(input, ByKeys(window.PartitionColumns));
        }

        return At(window, new PhysicalWindow(
            input, window.Spec, window.TimeColumn, window.PartitionColumns, window.Schema));
    }

    /// <summary>Spreads the rows anew unless they already lie as required.</summary>
    internal static PhysicalNode Distribute(PhysicalNode input, Distribution required)
    {
        Distribution actual = input.Traits.Distribution;
        return actual == required || actual.Kind == DistributionKind.Single
            ? input
            : TraitDerivation.Derive(new PhysicalExchange(input, required) { Span = input.Span });
    }

    private static Distribution ByKeys(EquatableArray<int> keys) =>
        keys.Count == 0 ? Distribution.Single : Distribution.Hash(keys);

    private static T At<T>(LogicalNode origin, T node)
        where T : PhysicalNode => TraitDerivation.Derive(node with { Span = origin.Span });

    /// <summary>Stands in for what cannot be planned, so that the rest of the plan is still looked at.</summary>
    private static PhysicalValues Nothing(LogicalNode node) => At(node, new PhysicalValues([], node.Schema));

    private PhysicalValues NotSupported(LogicalNode node, string construct)
    {
        _diagnostics.Add(PhysicalErrors.NotSupported(node.Span, construct));
        return Nothing(node);
    }

    private static string Words(JoinKind kind) => kind switch
    {
        JoinKind.LeftSemi => "SEMI",
        JoinKind.LeftAnti => "ANTI",
        _ => kind.ToString().ToUpperInvariant(),
    };
}
