using FlinkSql.Codegen.Expressions;
using FlinkSql.Codegen.Text;
using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Codegen;

/// <summary>
/// The struct of a grouping key: one field a column, text as an id, floating-point numbers as normal bits, and a flag
/// beside each column that may be NULL, so that NULLs are one group.
/// </summary>
internal sealed partial class KeyStruct
{
    private readonly ClassScope _owner;
    private readonly PlanSchema _schema;
    private readonly EquatableArray<int> _keys;
    private readonly string[] _fields;

    public KeyStruct(ClassScope owner, PlanSchema schema, EquatableArray<int> keys)
    {
        _owner = owner;
        _schema = schema;
        _keys = keys;
        var names = new NameScope("Key", "Hash", "Equals", "GetHashCode");
        _fields = [.. keys.Select(key => names.Member(schema[key].Name))];
    }

    public int Count => _keys.Count;

    /// <summary>Whether some column is text, or kept as such.</summary>
    public bool HasTexts => _keys.Any(key => IsText(_schema[key].Type));

    /// <summary>The columns it is made of.</summary>
    public IEnumerable<ColumnExpr> Columns => _keys.Select(key => RowClassEmitter.Reference(_schema, key));

    /// <summary>The C# that makes the key of a row.</summary>
    public string Create(RowScope row, RowLoop loop)
    {
        if (_keys.Count == 0)
        {
            return "default";
        }

        var parts = new List<string>();
        foreach ((ColumnExpr column, int key) in Columns.Select((column, key) => (column, key)))
        {
            Fragment value = ExprEmitter.Named(column.Type, row.Column(column, loop.Body), loop.Body, column.Name);
            string stored = Encode(column.Type, value, loop);
            bool flagged = !IsText(column.Type) && column.Type.Nullable;
            string missing = IsText(column.Type) ? "-1" : "default";
            parts.Add($"{_fields[key]} = " + (value.Null.IsNever ? stored : $"{value.Null.Operand} ? {missing} : {stored}"));
            if (flagged)
            {
                parts.Add($"{_fields[key]}Null = {value.Null.Text}");
            }
        }

        return $"new Key {{ {string.Join(", ", parts)} }}";
    }

    /// <summary>A column of the key, read back from a key called <c>key</c>.</summary>
    public Fragment Read(int key, Block block)
    {
        DataType type = _schema[_keys[key]].Type;
        string field = $"key.{_fields[key]}";
        NullTest isNull = !type.Nullable ? NullTest.Never
            : IsText(type) ? NullTest.When($"({field} < 0)")
            : NullTest.When(field + "Null");
        if (Carriers.IsText(type))
        {
            return Fragment.Atom($"Texts.Text({field})", isNull, Cost.Safe);
        }

        if (Carriers.IsBoxed(type))
        {
            return Fragment.Atom($"BoxedBytes.Read(Texts, {field}, {TypeField(type)})", isNull, Cost.Safe);
        }

        return Fragment.Atom(type.Physical switch
        {
            PhysicalType.Float32 => $"KeyBits.ToSingle({field})",
            PhysicalType.Float64 => $"KeyBits.ToDouble({field})",
            _ => field,
        }, isNull);
    }

    /// <summary>Writes the method that says which texts a key holds, where it holds any.</summary>
    public void WriteKeepTexts()
    {
        if (!HasTexts)
        {
            return;
        }

        _owner.Methods.Blank();
        using (_owner.Methods.Block("protected override void KeepTexts(in Key key, StringDictionary texts)"))
        {
            foreach (int key in Enumerable.Range(0, Count).Where(key => IsText(_schema[_keys[key]].Type)))
            {
                _owner.Methods.Line($"texts.Keep(key.{_fields[key]});");
            }
        }
    }

    /// <summary>Writes the struct, and how it is saved.</summary>
    public void Write()
    {
        WriteSave();
        var fields = new List<(string Type, string Name)>();
        foreach (int key in Enumerable.Range(0, Count))
        {
            DataType type = _schema[_keys[key]].Type;
            fields.Add((StoredType(type), _fields[key]));
            if (type.Nullable && !IsText(type))
            {
                fields.Add(("bool", _fields[key] + "Null"));
            }
        }

        SourceWriter code = _owner.Methods;
        code.Blank();
        using (code.Block("internal struct Key : IStateKey<Key>"))
        {
            foreach ((string type, string name) in fields)
            {
                code.Line($"public {type} {name};");
            }

            code.Blank();
            code.Line($"public readonly ulong Hash() => {Hash(fields)};");
            code.Line();
            string equal = fields.Count == 0 ? "true"
                : string.Join(" && ", fields.Select(field => $"{field.Name} == other.{field.Name}"));
            code.Line($"public readonly bool Equals(Key other) => {equal};");
        }
    }

    private static string Hash(List<(string Type, string Name)> fields)
    {
        string? hash = null;
        foreach ((string type, string name) in fields)
        {
            string value = type == "bool" ? $"{name} ? 1 : 0" : name;
            hash = hash is not null ? $"KeyBits.Hash({hash}, {value})"
                : type == "Int128" ? $"KeyBits.Hash(0UL, {value})"
                : $"KeyBits.Hash({value})";
        }

        return hash ?? "0";
    }

    private string Encode(DataType type, Fragment value, RowLoop loop)
    {
        if (IsText(type))
        {
            string texts = loop.Method.Hoist("texts", "StringDictionary", "Texts");
            return Carriers.IsText(type)
                ? $"{texts}.Id({value.Value})"
                : $"BoxedBytes.Id({texts}, {value.Value}, {TypeField(type)})";
        }

        return type.Physical is PhysicalType.Float32 or PhysicalType.Float64 ? $"KeyBits.Of({value.Value})" : value.Value;
    }

    private string TypeField(DataType type) =>
        _owner.ConstantField("type", "DataType", $"constants.Type({_owner.Constants.Add(type)})");

    // Nested values are kept as the bytes of a canonical form.
    private static bool IsText(DataType type) => Carriers.IsText(type) || Carriers.IsBoxed(type);

    private static string StoredType(DataType type) => type.Physical switch
    {
        _ when IsText(type) => "int",
        PhysicalType.Boolean => "bool",
        PhysicalType.Float32 => "int",
        PhysicalType.Float64 => "long",
        _ => Carriers.Of(type),
    };
}
