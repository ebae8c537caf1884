using FlinkSql.Columnar;
using FlinkSql.Parser.Ast;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Types;

namespace FlinkSql.Planner.Binding;

/// <summary>ARRAY, MAP and ROW: making them and taking them apart.</summary>
internal sealed partial class ExpressionBinder
{
    private Expr? BindRow(RowSyntax row)
    {
        if (BindAll(row.Items) is not { } items)
        {
            return null;
        }

        var fields = items.Select((item, index) => new Field($"EXPR${index}", item.Type)).ToEquatable();
        return new ConstructorExpr(items.ToEquatable(), new RowType(fields, Nullable: false));
    }

    private Expr? BindArray(ArraySyntax array)
    {
        if (BindAll(array.Items) is not { } items)
        {
            return null;
        }

        DataType[] types = [.. items.Select(item => item.Type)];
        if (types is [])
        {
            return Fail(BinderErrors.EmptyConstructor(environment.SpanOf(array), "ARRAY"));
        }

        if (TypeCoercion.Common(types) is not { } element)
        {
            return Fail(BinderErrors.NoCommonType(environment.SpanOf(array), "ARRAY", types));
        }

        return new ConstructorExpr(
            items.Select(item => Coerce.To(item, element)).ToEquatable(), new ArrayType(element, Nullable: false));
    }

    private Expr? BindMap(MapSyntax map)
    {
        Expr[]? keys = BindAll(map.Entries.Select(entry => entry.Key));
        Expr[]? values = BindAll(map.Entries.Select(entry => entry.Value));
        if (keys is null || values is null)
        {
            return null;
        }

        DataType[] keyTypes = [.. keys.Select(key => key.Type)];
        DataType[] valueTypes = [.. values.Select(value => value.Type)];
        if (keyTypes is [])
        {
            return Fail(BinderErrors.EmptyConstructor(environment.SpanOf(map), "MAP"));
        }

        if (TypeCoercion.Common(keyTypes) is not { } key)
        {
            return Fail(BinderErrors.NoCommonType(environment.SpanOf(map), "the keys of MAP", keyTypes));
        }

        if (TypeCoercion.Common(valueTypes) is not { } value)
        {
            return Fail(BinderErrors.NoCommonType(environment.SpanOf(map), "the values of MAP", valueTypes));
        }

        var items = keys.Zip(values).SelectMany(pair => new[] { Coerce.To(pair.First, key), Coerce.To(pair.Second, value) });
        return new ConstructorExpr(items.ToEquatable(), new MapType(key, value, Nullable: false));
    }

    private Expr? BindElement(ElementAccessSyntax access)
    {
        Expr? collection = Bind(access.Collection);
        Expr? index = Bind(access.Index);
        if (collection is null || index is null)
        {
            return null;
        }

        return collection.Type switch
        {
            ArrayType array when index.Type is IntegerType =>
                new ItemExpr(collection, Coerce.To(index, DataTypes.Int), array.Element.WithNullable(true)),
            MapType map when TypeCoercion.Comparison(map.Key, index.Type) is { } key
                && key.SameIgnoringNullability(map.Key) =>
                new ItemExpr(collection, Coerce.ToFamily(index, map.Key), map.Value.WithNullable(true)),
            MapType map when map.Key is StringType && index.Type is StringType =>
                new ItemExpr(collection, index, map.Value.WithNullable(true)),
            VariantType => NotYet(access, "access into a VARIANT"),
            _ => Fail(BinderErrors.CannotIndex(environment.SpanOf(access), collection.Type, index.Type)),
        };
    }
}
