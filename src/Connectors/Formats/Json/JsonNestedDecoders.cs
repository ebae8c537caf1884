using System.Text.Json;
using FlinkSql.Columnar;

namespace FlinkSql.Connectors.Formats.Json;

/// <summary>Decodes ARRAY from a JSON array.</summary>
internal sealed class ArrayDecoder(ArrayType type, TimeZoneInfo zone) : JsonDecoder(type)
{
    private readonly JsonDecoder _element = Create(type.Element, zone);

    protected override bool DecodeValue(ref Utf8JsonReader reader, ColumnBuilder? to)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        var list = (ListBuilder?)to;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!_element.Decode(ref reader, list?.Elements))
            {
                return false;
            }
        }

        list?.EndRow();
        return true;
    }
}

/// <summary>Decodes MAP from a JSON object, and MULTISET from one of element to count.</summary>
internal sealed class MapDecoder : JsonDecoder
{
    private readonly JsonDecoder _key;
    private readonly JsonDecoder _value;

    public MapDecoder(DataType type, TimeZoneInfo zone)
        : base(type)
    {
        (DataType key, DataType value) = MapTypes.Of(type);
        _key = Create(key, zone);
        _value = Create(value, zone);
    }

    protected override bool DecodeValue(ref Utf8JsonReader reader, ColumnBuilder? to)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        var map = (MapBuilder?)to;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!_key.Decode(ref reader, map?.Keys) || !reader.Read() || !_value.Decode(ref reader, map?.Values))
            {
                return false;
            }
        }

        map?.EndRow();
        return true;
    }
}

/// <summary>Decodes ROW from a JSON object by the names of its fields; a field that is missing is NULL.</summary>
internal sealed class RowDecoder(RowType type, TimeZoneInfo zone) : JsonDecoder(type)
{
    private readonly JsonDecoder[] _fields = [.. type.Fields.Select(field => Create(field.Type, zone))];
    private readonly JsonFieldFinder _finder = new(type.Fields.Select(field => field.Name));
    private readonly int[] _seenIn = new int[type.Fields.Count];
    private int _row;

    protected override bool DecodeValue(ref Utf8JsonReader reader, ColumnBuilder? to)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        var row = (StructBuilder?)to;
        int number = ++_row;
        for (int place = 0; reader.Read() && reader.TokenType == JsonTokenType.PropertyName; place++)
        {
            int field = _finder.Find(ref reader, place);
            reader.Read();
            if (field < 0)
            {
                reader.Skip();
            }
            else if (_seenIn[field] == number || !_fields[field].Decode(ref reader, row?.Children[field]))
            {
                // A field given twice would leave its column longer than the others.
                return false;
            }
            else
            {
                _seenIn[field] = number;
            }
        }

        return EndRow(row, number);
    }

    private bool EndRow(StructBuilder? row, int number)
    {
        for (int field = 0; field < _fields.Length; field++)
        {
            if (_seenIn[field] == number)
            {
                continue;
            }

            if (!type.Fields[field].Type.Nullable)
            {
                return false;
            }

            row?.Children[field].AppendNull();
        }

        row?.EndRow();
        return true;
    }
}
