using System.Text;
using FlinkSql.Codegen.Support;
using FlinkSql.Columnar;

namespace FlinkSql.Codegen;

/// <summary>Collects what a generated class reads from its <see cref="Constants"/>; equal values get one number.</summary>
internal sealed class ConstantPool
{
    private readonly List<object> _values = [];
    private readonly List<ExprSite> _sites = [];

    public int Add(Schema schema) => Add(schema, schema.Equals);

    public int Add(DataType type) => Add(type, type.Equals);

    public int Add(DataType[] types) => Add(types, other => other is DataType[] same && same.SequenceEqual(types));

    public int Add(byte[] bytes) => Add(bytes, other => other is byte[] same && same.AsSpan().SequenceEqual(bytes));

    public int Add(string text) => Add(Encoding.UTF8.GetBytes(text));

    /// <summary>Adds a value that is not compared with others.</summary>
    public int AddObject(object value)
    {
        _values.Add(value);
        return _values.Count - 1;
    }

    public int Add(ExprSite site)
    {
        int known = _sites.IndexOf(site);
        if (known >= 0)
        {
            return known;
        }

        _sites.Add(site);
        return _sites.Count - 1;
    }

    public Constants Build() => new([.. _values], [.. _sites]);

    private int Add(object value, Predicate<object> same)
    {
        int known = _values.FindIndex(same);
        return known >= 0 ? known : AddObject(value);
    }
}
