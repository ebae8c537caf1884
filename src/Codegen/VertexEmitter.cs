using FlinkSql.Codegen.Text;
using FlinkSql.Planner.Graph;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Codegen;

/// <summary>Writes the file of one job vertex: a class for each unit that needs code.</summary>
internal sealed class VertexEmitter(string query, JobVertex vertex, string? sql, EmitContext context)
{
    private const string Namespace = "FlinkSql.Generated";

    public static readonly string[] Imports =
    [
        "System", "System.Collections.Generic", "System.Runtime.CompilerServices", "FlinkSql.Codegen.Support", "FlinkSql.Columnar", "FlinkSql.Columnar.State",
        "FlinkSql.Functions", "FlinkSql.Functions.State",
        "FlinkSql.Runtime.Operators", "FlinkSql.Runtime.State", "FlinkSql.Runtime.Time",
    ];

    private readonly FileScope _file = new(sql);
    private readonly NameScope _classes = new();
    private readonly List<string> _texts = [];

    /// <summary>Writes the classes of the units, and gives for each its name and constants.</summary>
    public List<GeneratedClass?> Emit(List<ChainUnit> units)
    {
        var classes = new List<GeneratedClass?>();
        foreach (ChainUnit unit in units)
        {
            classes.Add(unit.IsGenerated ? Emit(unit) : null);
        }

        return classes;
    }

    /// <summary>The assemblies whose types the file mentions.</summary>
    public FileScope File => _file;

    /// <summary>The whole file; null when no unit needed code.</summary>
    public string? Text()
    {
        if (_texts.Count == 0)
        {
            return null;
        }

        var code = new SourceWriter();
        code.Line("#nullable enable");
        code.Line($"namespace {Namespace};");
        code.Line();
        foreach (string import in Imports)
        {
            code.Line($"using {import};");
        }

        foreach (string alias in _file.Usings)
        {
            code.Line(alias);
        }

        foreach (string text in _texts)
        {
            code.Line();
            code.Lines(text);
        }

        return code.ToString();
    }

    private GeneratedClass Emit(ChainUnit unit)
    {
        var emitter = unit.Core is null ? null : (ClassEmitter)OperatorEmitter.For(unit.Core)!;
        string name = _classes.Unique(
            $"{NameScope.Camel(query, upper: true)}_Vertex{vertex.Id}_{NameScope.Camel(Subject(unit), upper: true)}{emitter?.Suffix ?? "Calc"}");
        var owner = new ClassScope(name, PlanNames.Of(unit), _file);
        string heritage = emitter is null
            ? RowClassEmitter.Emit(unit, owner, context)
            : emitter.Emit(unit, owner, context);
        _texts.Add(ClassWriter.Write(owner, Summary(unit), heritage));
        return new GeneratedClass($"{Namespace}.{name}", owner.Constants.Build());
    }

    private IEnumerable<string> Summary(ChainUnit unit)
    {
        yield return $"Vertex {vertex.Id}: {PlanNames.Of(unit)}";
        foreach (PhysicalNode node in unit.Nodes)
        {
            string position = _file.Position(node.Span);
            if (position.Length != 0)
            {
                yield return $"  {PlanNames.Of(node)} {position}";
            }
        }
    }

    // What the class is about: the key of a grouping, else the table below.
    private static string Subject(ChainUnit unit)
    {
        switch (unit.Core)
        {
            case PhysicalWindowAggregate { Keys.Count: > 0 } window:
                return window.Input.Schema[window.Keys[0]].Name;
            case PhysicalGroupAggregate { Keys.Count: > 0 } group:
                return group.Input.Schema[group.Keys[0]].Name;
        }

        PhysicalNode node = unit.First;
        while (node.Inputs.Count != 0)
        {
            node = node.Inputs[0];
        }

        return node is PhysicalSource source ? source.Table.Path.Name : "Row";
    }
}

/// <summary>A class of a generated file.</summary>
internal sealed record GeneratedClass(string FullName, Support.Constants Constants);
