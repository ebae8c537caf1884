using FlinkSql.Columnar;

namespace FlinkSql.Connectors.DataGen;

/// <summary>Makes the values of one column. Its numbers come from a stream of its own, whatever other columns do.</summary>
internal abstract class FieldGenerator
{
    /// <summary>Values it can make before it ends; a random one never ends.</summary>
    public virtual long Limit => long.MaxValue;

    /// <summary>Appends that many values.</summary>
    public abstract void Append(ColumnBuilder to, int count);

    /// <summary>Writes what the next value depends on, but for the time.</summary>
    public virtual void Save(BinaryWriter to)
    {
    }

    /// <summary>Goes on behind the values after which that was written.</summary>
    public virtual void Restore(BinaryReader from)
    {
    }
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

    public override void Save(BinaryWriter to)
    {
        to.Write(_random.State);
        values.Save(to);
    }

    public override void Restore(BinaryReader from)
    {
        _random.State = from.ReadUInt64();
        values.Restore(from);
    }
}
