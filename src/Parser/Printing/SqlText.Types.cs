using FlinkSql.Parser.Ast;

namespace FlinkSql.Parser.Printing;

internal sealed partial class SqlText
{
    private void DataType(DataTypeSyntax type)
    {
        switch (type)
        {
            case SimpleTypeSyntax simple: SimpleType(simple); break;
            case IntervalTypeSyntax interval: NodeAfter("INTERVAL ", interval.Qualifier); break;
            case ArrayTypeSyntax array: NodeAfter("ARRAY<", array.Element).Add(">"); break;
            case MultisetTypeSyntax multiset: NodeAfter("MULTISET<", multiset.Element).Add(">"); break;
            case MapTypeSyntax map: NodeAfter("MAP<", map.Key).NodeAfter(", ", map.Value).Add(">"); break;
            case RowTypeSyntax row: Add("ROW<").List(row.Fields).Add(">"); break;
            case StructuredTypeSyntax structured:
                Add("STRUCTURED<").String(structured.ClassName).ListAfter(", ", structured.Fields).Add(">");
                break;
            case RawTypeSyntax raw: Add("RAW(").String(raw.ClassName).Add(", ").String(raw.Serializer).Add(")"); break;
            case NamedTypeSyntax named:
                Name(named.Name);
                if (named.Arguments is [var first, .. var rest]) Precision(first, rest.IsEmpty ? null : rest[0]);
                break;
        }
        AddIf(type.NotNull, " NOT NULL");
    }

    private void SimpleType(SimpleTypeSyntax type)
    {
        Add(type.Name switch
        {
            SqlTypeName.TimestampLtz => "TIMESTAMP_LTZ",
            SqlTypeName.TimestampTz => "TIMESTAMP",
            _ => type.Name.ToString().ToUpperInvariant(),
        });
        Precision(type.Precision, type.Scale).AddIf(type.Name == SqlTypeName.TimestampTz, " WITH TIME ZONE");
    }

    private void RowField(RowFieldSyntax field) =>
        Name(field.Name).NodeAfter(" ", field.Type).StringAfter(" ", field.Comment);
}
