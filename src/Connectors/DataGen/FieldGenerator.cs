using FlinkSql.Columnar;

namespace FlinkSql.Connectors.DataGen;

/// <summary>Makes the values of one column. Its numbers come from a stream of its own, whatever other columns do.</summary>
internal abstract class FieldGenerator
{
    /// <summary>Values it can make before it ends; a random one never ends.</summary>
    public virtual long Limit => long.MaxValue;

    /// <summary>Appends that many values.</summary>
    public abstract void Append(ColumnBuilder to, int count);
}

/// <summary>Puts NULL in place of a part of the values.</summary>
internal sealed class NullableGenerator(FieldGenerator values, double nullRate, SplitMix random) : FieldGenerator
{
    private SplitMix _random = random;

    public override long Limit => values.Limit;

    public override void Append(ColumnBuilder to, int count)
    {
        for (int row = 0; row < count; row++)
        {
            if (_random.NextDouble() < nullRate)
            {
                to.AppendNull();
            }
            else
            {
                values.Append(to, 1);
            }
        }
    }
}
