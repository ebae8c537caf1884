using System.Diagnostics;

namespace FlinkSql.Columnar;

/// <summary>Picks the builder of a type.</summary>
public static class ColumnBuilders
{
    public static ColumnBuilder Create(DataType type, BufferPool pool) => type.Physical switch
    {
        PhysicalType.Boolean => new BooleanBuilder(type, pool),
        PhysicalType.Int8 => new FixedBuilder<sbyte>(type, pool),
        PhysicalType.Int16 => new FixedBuilder<short>(type, pool),
        PhysicalType.Int32 => new FixedBuilder<int>(type, pool),
        PhysicalType.Int64 => new FixedBuilder<long>(type, pool),
        PhysicalType.Int128 => new FixedBuilder<Int128>(type, pool),
        PhysicalType.Float32 => new FixedBuilder<float>(type, pool),
        PhysicalType.Float64 => new FixedBuilder<double>(type, pool),
        PhysicalType.Bytes => new BytesBuilder(type, pool),
        PhysicalType.List => new ListBuilder((ArrayType)type, pool),
        PhysicalType.Map => new MapBuilder(type, pool),
        PhysicalType.Struct => new StructBuilder((RowType)type, pool),
        PhysicalType.Null => new NullBuilder(type, pool),
        _ => throw new UnreachableException(),
    };
}
