using System.Text;
using FlinkSql.Columnar;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Graph;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Planner.Explain;

/// <summary>
/// Prints a plan as a numbered tree, the positions of its nodes in the SQL text at the right edge. A part that occurs
/// twice and runs once is printed once.
/// </summary>
public sealed class PlanPrinter
{
    private const int WidestGap = 110;

    private readonly PrintOptions _options;
    private readonly Dictionary<PhysicalNode, int> _printed = [];
    private readonly List<(string Text, SourceSpan Span)> _lines = [];
    private readonly List<(int Number, PhysicalNode Node)> _numbers = [];

    private PlanPrinter(PrintOptions options) => _options = options;

    public static string Print(LogicalNode root, PrintOptions? options = null) => Print([root], options);

    public static string Print(PhysicalNode root, PrintOptions? options = null) => Print([root], options);

    public static string Print(IEnumerable<LogicalNode> roots, PrintOptions? options = null)
    {
        var printer = new PlanPrinter(options ?? new PrintOptions());
        foreach (LogicalNode root in roots)
        {
            printer.Add(root, "", "");
        }

        return printer.ToString();
    }

    public static string Print(IEnumerable<PhysicalNode> roots, PrintOptions? options = null)
    {
        var printer = new PlanPrinter(options ?? new PrintOptions());
        foreach (PhysicalNode root in roots)
        {
            printer.Add(root, "", "");
        }

        return printer.ToString();
    }

    /// <summary>The nodes of a plan with the numbers under which they print.</summary>
    public static IReadOnlyList<(int Number, PhysicalNode Node)> Numbers(IEnumerable<PhysicalNode> roots)
    {
        var printer = new PlanPrinter(new PrintOptions());
        foreach (PhysicalNode root in roots)
        {
            printer.Add(root, "", "");
        }

        return printer._numbers;
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        int numberWidth = _lines.Count.ToString().Length + 3;
        int edge = Math.Min(WidestGap, _lines.Select(line => line.Text.Length).DefaultIfEmpty(0).Max()) + 2;
        for (int line = 0; line < _lines.Count; line++)
        {
            (string content, SourceSpan span) = _lines[line];
            string position = _options.Sql is string sql && !span.IsNone
                ? new string(' ', Math.Max(2, edge - content.Length)) + span.StartPosition(sql)
                : "";
            text.Append($"[{line + 1}]".PadRight(numberWidth)).Append(content).Append(position).Append('\n');
        }

        return text.ToString();
    }

    private void Add(LogicalNode node, string first, string rest)
    {
        string types = _options.Types ? $", types=[{node.Schema}]" : "";
        _lines.Add((first + With(LogicalText.Describe(node), types), node.Span));
        if (_options.Known is { } known && known.Contains(node) && node.Inputs.Count != 0)
        {
            _lines.Add(($"{rest}+- ...", default));
            return;
        }

        EquatableArray<LogicalNode> inputs = node.Inputs;
        for (int input = 0; input < inputs.Count; input++)
        {
            bool last = input == inputs.Count - 1;
            Add(inputs[input], rest + (last ? "+- " : ":- "), rest + (last ? "   " : ":  "));
        }
    }

    private void Add(PhysicalNode node, string first, string rest)
    {
        if (_printed.TryGetValue(node, out int number) && node.Inputs.Count != 0)
        {
            _lines.Add(($"{first}Reused(reference_id=[{number}])", node.Span));
            return;
        }

        _numbers.Add((_lines.Count + 1, node));

        _lines.Add((first + With(PhysicalText.Describe(node), Traits(node)), node.Span));
        if (NodeIdentity.IsDeterministic(node))
        {
            _printed.TryAdd(node, _lines.Count);
        }

        EquatableArray<PhysicalNode> inputs = node.Inputs;
        for (int input = 0; input < inputs.Count; input++)
        {
            bool last = input == inputs.Count - 1;
            Add(inputs[input], rest + (last ? "+- " : ":- "), rest + (last ? "   " : ":  "));
        }
    }

    private string Traits(PhysicalNode node)
    {
        var text = new StringBuilder();
        if (_options.ChangelogMode)
        {
            // What a sink lets out is nothing; Flink prints NONE.
            string mode = node is PhysicalSink ? "[NONE]" : node.Traits.Mode.Print();
            text.Append($", changelogMode={mode}");
        }

        if (_options.UpsertKeys && node.Traits.Mode != ChangelogMode.InsertOnly && node.Traits.UpsertKeys.Count != 0)
        {
            IEnumerable<string> keys = node.Traits.UpsertKeys.Select(key =>
                $"[{NodeParts.Names(node.Schema, key)}]");
            text.Append($", upsertKeys=[{NodeParts.Names(keys)}]");
        }

        if (_options.Cost)
        {
            text.Append(", rowcount=[unknown], cumulative cost=[unknown]");
        }

        if (_options.State && node.Traits.State.Kind != StateBoundKind.Stateless)
        {
            text.Append($", state=[{StateText.Verdict(node.Traits.State.Kind)}]");
        }

        if (_options.Types)
        {
            text.Append($", types=[{node.Schema}]");
        }

        return text.ToString();
    }

    private static string With(string description, string more) =>
        more.Length == 0 ? description
        : description.EndsWith("()", StringComparison.Ordinal) ? $"{description[..^1]}{more[2..]})"
        : $"{description[..^1]}{more})";
}

/// <summary>What a printed plan shows besides its nodes.</summary>
public sealed record PrintOptions
{
    /// <summary>The SQL text, for positions; null for none.</summary>
    public string? Sql { get; init; }

    /// <summary>Which kinds of rows leave each node.</summary>
    public bool ChangelogMode { get; init; }

    /// <summary>Which columns name a row of a changing result.</summary>
    public bool UpsertKeys { get; init; }

    /// <summary>The verdict on each node's state.</summary>
    public bool State { get; init; }

    /// <summary>Names and types of each node's columns.</summary>
    public bool Types { get; init; }

    /// <summary>What the plan is expected to cost: nothing is known of that yet, and it says so.</summary>
    public bool Cost { get; init; }

    /// <summary>The settings the plan was made with.</summary>
    public PlannerOptions Planner { get; init; } = new();

    /// <summary>Logical nodes below which nothing is printed; null prints all.</summary>
    public IReadOnlySet<LogicalNode>? Known { get; init; }
}
