using System.Reflection;
using FlinkSql.Codegen.Expressions;
using FlinkSql.Codegen.Text;
using FlinkSql.Columnar;
using FlinkSql.Functions;
using FlinkSql.Functions.Aggregates;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Codegen;

/// <summary>
/// The struct of a group's state: one field an aggregate, one set of values for each DISTINCT, and the number of rows
/// where rows may be taken back.
/// </summary>
internal sealed partial class StateStruct
{
    private readonly ClassScope _owner;
    private readonly PlanSchema _schema;
    private readonly EquatableArray<AggregateCall> _calls;
    private readonly bool _retracts;
    private readonly bool _ages;
    private readonly bool _hasRows;
    private readonly string[] _fields;
    private readonly List<DistinctSet> _sets = [];

    public StateStruct(ClassScope owner, PlanSchema schema, EquatableArray<AggregateCall> calls, bool retracts, bool ages = false, bool hasRows = true)
    {
        _ages = ages;
        _hasRows = hasRows;
        _owner = owner;
        _schema = schema;
        _calls = calls;
        _retracts = retracts;
        var names = new NameScope("State", "Rows", "Age");
        _fields = [.. calls.Select(call => names.Member(Hint(call)))];
        foreach (AggregateCall call in calls.Where(call => call.Distinct))
        {
            if (SetOf(call) is null)
            {
                _sets.Add(new DistinctSet(names.Member("Distinct_" + schema[call.Arguments[0]].Name), call.Arguments, call.Filter));
            }
        }
    }

    /// <summary>The columns it is updated with.</summary>
    public IEnumerable<ColumnExpr> Columns => _calls
        .SelectMany(call => call.Filter is { } filter ? call.Arguments.Append(filter) : call.Arguments)
        .Select(column => RowClassEmitter.Reference(_schema, column));

    /// <summary>Writes the statements that add a row to <c>state</c>, or take it back where its kind says so.</summary>
    public void Update(RowScope row, RowLoop loop)
    {
        if (!_retracts)
        {
            UpdateAll(row, loop.Body, retract: false);
            return;
        }

        Block add = loop.Body.Nested();
        Block retract = loop.Body.Nested();
        add.Line("state.Rows++;");
        UpdateAll(row, add, retract: false);
        retract.Line("state.Rows--;");
        UpdateAll(row, retract, retract: true);
        using (loop.Body.Code.Block($"if (!{loop.Kind}.IsRetraction())"))
        {
            loop.Body.Code.Append(add.Code);
        }

        using (loop.Body.Code.Block("else"))
        {
            loop.Body.Code.Append(retract.Code);
        }
    }

    /// <summary>Whether an aggregate is no state of the group, but what makes the window hand out its row.</summary>
    public bool IsClosedBy(int call) => _calls[call].Function.Name == WindowClosedBy.Name;

    /// <summary>How many aggregates there are.</summary>
    public int Count => _calls.Count;

    /// <summary>The type of the result of an aggregate.</summary>
    public DataType ResultType(int call) => _calls[call].Type;

    /// <summary>The name of the field of an aggregate.</summary>
    public string Field(int call) => _fields[call];

    /// <summary>The result of an aggregate of <c>state</c>.</summary>
    public Fragment Result(int call, Block block)
    {
        AggregateCall aggregate = _calls[call];
        if (IsClosedBy(call))
        {
            return Fragment.Atom("ClosedBy");
        }

        MethodInfo method = aggregate.Function.State.GetMethod("Result")!;
        var inputs = new List<string>();
        foreach (ParameterInfo parameter in method.GetParameters().Where(parameter => !parameter.IsOut))
        {
            inputs.Add(parameter.ParameterType == typeof(Scratch) ? _owner.Scratch()
                : parameter.ParameterType == typeof(DataType) ? TypeField(aggregate.Type)
                : _owner.Query());
        }

        return ExprEmitter.AggregateResult(_owner, aggregate, method, $"state.{_fields[call]}", inputs, block, _fields[call]);
    }

    /// <summary>Writes the method that adds a state of another slice to this one.</summary>
    public void WriteMerge()
    {
        SourceWriter code = _owner.Methods;
        code.Blank();
        using (code.Block("protected override void Merge(ref State into, ref State from)"))
        {
            if (_retracts)
            {
                code.Line("into.Rows += from.Rows;");
            }

            foreach ((AggregateCall call, string field) in Stored().Where(pair => !pair.First.Distinct))
            {
                code.Line($"into.{field}.Merge(in from.{field});");
            }

            foreach (DistinctSet set in _sets)
            {
                WriteMerge(set, code);
            }
        }
    }

    /// <summary>Writes the struct, and how it is saved.</summary>
    public void Write()
    {
        WriteSave();
        SourceWriter code = _owner.Methods;
        code.Blank();
        using (code.Block("internal struct State"))
        {
            if (_ages)
            {
                code.Line("public StateAge Age;");
            }

            if (_retracts)
            {
                code.Line("public long Rows;");
            }

            foreach (DistinctSet set in _sets)
            {
                code.Line($"public {SetType(set)} {set.Field};");
            }

            foreach ((AggregateCall call, string field) in Stored())
            {
                code.Line($"public {_owner.File.Name(StateType(call))} {field};");
            }
        }
    }

    private IEnumerable<(AggregateCall First, string Second)> Stored() =>
        _calls.Zip(_fields).Where(pair => pair.First.Function.Name != WindowClosedBy.Name);

    private void UpdateAll(RowScope row, Block block, bool retract)
    {
        string? condition = null;
        Block inner = block;
        foreach ((AggregateCall call, string field) in Stored().Where(pair => !pair.First.Distinct))
        {
            string? next = Condition(call.Arguments, call.Filter, call.Function.CalledOnNull, row, block);
            if (next != condition)
            {
                Write(block, inner, condition);
                inner = next is null ? block : block.Nested();
                condition = next;
            }

            WriteChange(call, field, row, inner, retract);
        }

        Write(block, inner, condition);
        foreach (DistinctSet set in _sets)
        {
            UpdateSet(set, row, block, retract);
        }
    }

    private static void Write(Block block, Block inner, string? condition)
    {
        if (condition is null || inner.IsEmpty)
        {
            return;
        }

        string text = inner.Code.ToString().TrimEnd('\n');
        if (!text.Contains('\n', StringComparison.Ordinal))
        {
            block.Line($"if ({condition}) {text}");
            return;
        }

        using (block.Code.Block($"if ({condition})"))
        {
            block.Code.Append(inner.Code);
        }
    }

    // When a row counts: its filter is true, and no argument is NULL unless the aggregate takes NULLs.
    private string? Condition(EquatableArray<int> arguments, int? filter, bool nulls, RowScope row, Block block)
    {
        var conditions = new List<string>();
        if (filter is { } column)
        {
            Fragment value = row.Column(RowClassEmitter.Reference(_schema, column), block);
            if (!value.Null.IsNever)
            {
                conditions.Add(value.Null.Not);
            }

            conditions.Add(value.Operand);
        }

        NullTest isNull = NullTest.Never;
        foreach (int argument in nulls ? [] : arguments)
        {
            isNull = isNull.Or(row.Column(RowClassEmitter.Reference(_schema, argument), block).Null);
        }

        if (!isNull.IsNever)
        {
            conditions.Add(isNull.Not);
        }

        return conditions.Count == 0 ? null : string.Join(" && ", conditions);
    }

    private void WriteChange(AggregateCall call, string field, RowScope row, Block block, bool retract)
    {
        // A sum of decimals may overflow, and a joined text become too long.
        if (call.Type is DecimalType or StringType)
        {
            string arguments = string.Join(", ", call.Arguments.Select(argument => _schema[argument].Name));
            block.Line(_owner.Site($"{call.Function.Name}({arguments})", call.Span));
        }

        block.Line($"state.{field}.{Change(call, row, block, retract)};");
    }

    private string Change(AggregateCall call, RowScope row, Block block, bool retract)
    {
        string method = retract ? "Retract" : "Add";
        var inputs = new List<string>();
        int next = 0;
        foreach (ParameterInfo parameter in Method(call, method).GetParameters())
        {
            ColumnExpr column = RowClassEmitter.Reference(_schema, call.Arguments[next++]);
            Fragment value = row.Column(column, block);
            inputs.Add(ExprEmitter.AggregateArgument(_owner, parameter.ParameterType, column.Type, value));
        }

        return $"{method}({string.Join(", ", inputs)})";
    }

    // The overload for the arguments at hand; one without parameters only counts.
    private static MethodInfo Method(AggregateCall call, string name) =>
        call.Function.State.GetMethods()
            .Where(method => method.Name == name && method.GetParameters().Length <= call.Arguments.Count)
            .MaxBy(method => method.GetParameters().Length)
        ?? throw new InvalidOperationException($"codegen: {call.Function} has no {name} for its arguments");

    private string TypeField(DataType type) =>
        _owner.ConstantField("type", "DataType", $"constants.Type({_owner.Constants.Add(type)})");

    private string Hint(AggregateCall call) => call.Arguments.Count == 0
        ? call.Function.Name.ToLowerInvariant()
        : $"{call.Function.Name.ToLowerInvariant()}_{_schema[call.Arguments[0]].Name}";
}
