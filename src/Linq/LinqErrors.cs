using System.Linq.Expressions;
using System.Reflection;
using FlinkSql.Columnar;
using FlinkSql.Linq.Translation;

namespace FlinkSql.Linq;

/// <summary>One factory per error of the LINQ surface, codes FLS7xxx.</summary>
internal static class LinqErrors
{
    public static LinqException Untranslatable(Expression part, string? reason = null, string? hint = null) => new(
        "FLS7002",
        $"\"{ExpressionText.Print(part)}\" cannot be translated to SQL{(reason is null ? "" : $": {reason}")}",
        hint ?? "nothing of a query runs row by row in .NET; compute it behind ToAsyncEnumerable(), or before the source");

    public static LinqException NoEventTime(string window) => new(
        "FLS7004",
        $"{window} needs to know when a row happened, and the source does not say it",
        "give From a time: s => s.EventTime(t => t.At, maxDisorder: 5.Seconds)");

    public static LinqException NotAMember(LambdaExpression lambda) => new(
        "FLS7005",
        $"\"{ExpressionText.Print(lambda.Body)}\" is no column of the source",
        "the event time is a property of the row: t => t.At");

    public static LinqException NoColumns(Type row) => new(
        "FLS7006",
        $"{ClrTypeText.Of(row)} has no public property or field of a type that SQL has",
        "SQL has bool, sbyte to long, float, double, decimal, string, enums, byte[], DateTime, DateTimeOffset, DateOnly, TimeOnly, TimeSpan");

    public static LinqException NoSqlType(MemberInfo member, Type type) => new(
        "FLS7006",
        $"{ClrTypeText.Of(member.DeclaringType!)}.{member.Name} is of type {ClrTypeText.Of(type)}, which SQL does not have",
        type == typeof(Guid) || type == typeof(char) ? "give the source a string instead" : null);

    public static LinqException CannotMake(Type row) => new(
        "FLS7007",
        $"rows of {ClrTypeText.Of(row)} cannot be made: no public constructor takes its columns by name, and not all can be set",
        "make it a record, or select into one");

    public static LinqException CannotRead(string column, DataType from, Type to) =>
        new("FLS7007", $"column \"{column}\" is {from.Name}, which cannot be read as {ClrTypeText.Of(to)}");

    public static LinqException UnexpectedNull(string column, Type type) => new(
        "FLS7008",
        $"column \"{column}\" is NULL, which {ClrTypeText.Of(type)} has no value for",
        $"make it {ClrTypeText.Of(type)}?, or give a default with ??");

    public static LinqException NullInRow(string member) =>
        new("FLS7008", $"a row of the source has null in {member}, which is declared as never null");

    public static LinqException DecimalTooLarge(decimal value, DataType type) => new(
        "FLS7009",
        $"{value} does not fit {type.Name}",
        "say how large it gets: [property: Decimal(38, 4)] decimal Price");

    public static LinqException DecimalUnreadable(string digits) =>
        new("FLS7009", $"{digits} has more digits than a .NET decimal holds");

    public static LinqException WatermarkWithoutTime() => new(
        "FLS7010",
        "WatermarkAfter has no effect on a source without event time",
        "add EventTime(t => t.At), with no disorder, or leave WatermarkAfter out");

    public static LinqException DisorderWithWatermark() => new(
        "FLS7010",
        "the disorder of EventTime has no effect beside WatermarkAfter",
        "leave one of them out");
}
