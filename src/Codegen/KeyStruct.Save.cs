using FlinkSql.Codegen.Expressions;
using FlinkSql.Codegen.Text;
using FlinkSql.Columnar;

namespace FlinkSql.Codegen;

/// <content>How a key becomes columns of a checkpoint, and is read from them again.</content>
internal sealed partial class KeyStruct
{
    private void WriteSave()
    {
        var schema = new Schema(_keys.Select(key => new Field(_schema[key].Name, _schema[key].Type)).ToEquatable());
        SourceWriter code = _owner.Methods;
        code.Blank();
        code.Line($"protected override Schema KeySchema => constants.Schema({_owner.Constants.Add(schema)});");
        if (_keys.Count == 0)
        {
            return;
        }

        code.Blank();
        using (code.Block("protected override void SaveKey(in Key key, BatchBuilder rows, StringDictionary texts)"))
        {
            for (int key = 0; key < _keys.Count; key++)
            {
                code.Line(Append(key));
            }
        }

        code.Blank();
        code.Line("protected override Key LoadKey(RecordBatch rows, int row) => new Key");
        code.Line("{");
        for (int key = 0; key < _keys.Count; key++)
        {
            code.Line($"    {_fields[key]} = {Stored(key)},");
            if (IsFlagged(key))
            {
                code.Line($"    {_fields[key]}Null = rows.Column({key}).IsNull(row),");
            }
        }

        code.Line("};");
        WriteBytes(code);
    }

    private void WriteBytes(SourceWriter code)
    {
        code.Blank();
        using (code.Block("protected override void WriteKey(in Key key, StateWriter writer, StringDictionary texts)"))
        {
            for (int key = 0; key < _keys.Count; key++)
            {
                string field = _fields[key];
                if (IsText(_schema[_keys[key]].Type))
                {
                    code.Line($"writer.Write(key.{field} >= 0);");
                    code.Line($"if (key.{field} >= 0) writer.WriteBytes(texts.Text(key.{field}));");
                    continue;
                }

                code.Line($"writer.Write(key.{field});");
                if (IsFlagged(key))
                {
                    code.Line($"writer.Write(key.{field}Null);");
                }
            }
        }

        code.Blank();
        code.Line("protected override Key ReadKey(ref StateReader reader, StringDictionary texts) => new Key");
        code.Line("{");
        for (int key = 0; key < _keys.Count; key++)
        {
            string field = _fields[key];
            DataType type = _schema[_keys[key]].Type;
            code.Line(IsText(type)
                ? $"    {field} = reader.Read<bool>() ? texts.Id(reader.ReadBytes()) : -1,"
                : $"    {field} = reader.Read<{StoredType(type)}>(),");
            if (IsFlagged(key))
            {
                code.Line($"    {field}Null = reader.Read<bool>(),");
            }
        }

        code.Line("};");
    }

    private string Append(int key)
    {
        DataType type = _schema[_keys[key]].Type;
        string field = $"key.{_fields[key]}";
        string append = type.Physical switch
        {
            _ when Carriers.IsText(type) => $"rows.Bytes({key}).Append(texts.Text({field}));",
            _ when Carriers.IsBoxed(type) => $"rows.Column({key}).AppendValue(BoxedBytes.Read(texts, {field}, {TypeField(type)}));",
            PhysicalType.Boolean => $"rows.Boolean({key}).Append({field});",
            PhysicalType.Float32 => $"rows.Fixed<float>({key}).Append(KeyBits.ToSingle({field}));",
            PhysicalType.Float64 => $"rows.Fixed<double>({key}).Append(KeyBits.ToDouble({field}));",
            _ => $"rows.Fixed<{Carriers.Of(type)}>({key}).Append({field});",
        };
        string isNull = IsText(type) ? $"{field} < 0" : field + "Null";
        return type.Nullable ? $"if ({isNull}) rows.Column({key}).AppendNull(); else {append}" : append;
    }

    private string Stored(int key)
    {
        DataType type = _schema[_keys[key]].Type;
        string stored = type.Physical switch
        {
            _ when Carriers.IsText(type) => $"Texts.Id(rows.Bytes({key})[row])",
            _ when Carriers.IsBoxed(type) => $"BoxedBytes.Id(Texts, rows.Column({key}).GetValue(row), {TypeField(type)})",
            PhysicalType.Boolean => $"rows.Booleans({key})[row]",
            PhysicalType.Float32 => $"KeyBits.Of(rows.Values<float>({key})[row])",
            PhysicalType.Float64 => $"KeyBits.Of(rows.Values<double>({key})[row])",
            _ => $"rows.Values<{Carriers.Of(type)}>({key})[row]",
        };
        string missing = IsText(type) ? "-1" : "default";
        return type.Nullable ? $"rows.Column({key}).IsNull(row) ? {missing} : {stored}" : stored;
    }

    private bool IsFlagged(int key) => _schema[_keys[key]].Type is { Nullable: true } type && !IsText(type);
}
