using FlinkSql.Columnar;

namespace FlinkSql.Tests.Connectors.Formats;

/// <summary>CSV keeps the contract; nested types are tried apart.</summary>
public sealed class CsvContractTests : FileFormatContract
{
    private protected override (string Key, string Value)[] Options => [("format", "csv"), ("csv.null-literal", "NULL")];

    private protected override string BadRecord => "abc,x";

    private protected override string GoodRecord(int number) => $"{number},x";

    private protected override bool Supports(DataType type) =>
        type is not (ArrayType or MapType or MultisetType or RowType);
}

/// <summary>CSV with a header, other signs and scientific decimals keeps the contract as well.</summary>
public sealed class CsvVariantContractTests : FileFormatContract
{
    private protected override (string Key, string Value)[] Options =>
    [
        ("format", "csv"), ("csv.null-literal", ""), ("csv.field-delimiter", "\\t"), ("csv.quote-character", "'"),
        ("csv.escape-character", "\\"), ("csv.write-bigdecimal-in-scientific-notation", "true"),
    ];

    private protected override string BadRecord => "1\tx\ty";

    private protected override string GoodRecord(int number) => $"{number}\tx";

    private protected override bool Supports(DataType type) =>
        type is not (ArrayType or MapType or MultisetType or RowType);
}

/// <summary>JSON keeps the contract.</summary>
public sealed class JsonContractTests : FileFormatContract
{
    private protected override (string Key, string Value)[] Options => [("format", "json")];

    private protected override string BadRecord => """{"a": "abc", "b": "x"}""";

    private protected override string GoodRecord(int number) => $$"""{"a":{{number}},"b":"x"}""";

    private protected override bool Supports(DataType type) => JsonTypes.Supports(type);
}

/// <summary>Changelog JSON keeps the contract, row kinds included.</summary>
public sealed class ChangelogJsonContractTests : FileFormatContract
{
    private protected override (string Key, string Value)[] Options =>
        [("format", "changelog-json"), ("changelog-json.timestamp-format.standard", "ISO-8601")];

    private protected override bool TakesChanges => true;

    private protected override string BadRecord => """{"op":"+X","data":{"a":1,"b":"x"}}""";

    private protected override string GoodRecord(int number) => $$$"""{"op":"+I","data":{"a":{{{number}}},"b":"x"}}""";

    private protected override bool Supports(DataType type) => JsonTypes.Supports(type);
}

/// <summary>Debezium JSON keeps the contract; it writes an update as a delete and a create.</summary>
public sealed class DebeziumJsonContractTests : FileFormatContract
{
    private protected override (string Key, string Value)[] Options =>
        [("format", "debezium-json"), ("debezium-json.encode.decimal-as-plain-number", "true")];

    private protected override bool TakesChanges => true;

    private protected override string BadRecord => """{"before":null,"after":null,"op":"u"}""";

    private protected override string GoodRecord(int number) =>
        $$$"""{"before":null,"after":{"a":{{{number}}},"b":"x"},"source":{"db":"d"},"op":"c","ts_ms":1}""";

    private protected override bool Supports(DataType type) => JsonTypes.Supports(type);

    private protected override string Normalized(string picture) => picture.Replace("-U", "-D").Replace("+U", "+I");

    private protected override RecordBatch Expected(RecordBatch written) =>
        BatchText.Parse(written.Schema, Normalized(BatchText.Print(written)));
}

/// <summary>Arrow files keep the contract, for every type.</summary>
public sealed class ArrowFileContractTests : FileFormatContract
{
    private protected override (string Key, string Value)[] Options => [("format", "arrow")];
}

/// <summary>Arrow streams keep the contract, for every type.</summary>
public sealed class ArrowStreamContractTests : FileFormatContract
{
    private protected override (string Key, string Value)[] Options => [("format", "arrow"), ("arrow.layout", "stream")];
}

internal static class JsonTypes
{
    /// <summary>A map needs keys that are text or a plain value: all but VARIANT.</summary>
    public static bool Supports(DataType type) => type switch
    {
        ArrayType array => Supports(array.Element),
        MapType map => map.Key is not VariantType && Supports(map.Value),
        MultisetType multiset => multiset.Element is not VariantType,
        RowType row => row.Fields.All(field => Supports(field.Type)),
        _ => true,
    };
}
