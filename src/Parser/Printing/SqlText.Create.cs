using FlinkSql.Parser.Ast;

namespace FlinkSql.Parser.Printing;

internal sealed partial class SqlText
{
    private bool CreateStatement(StatementSyntax statement)
    {
        switch (statement)
        {
            case CreateTableSyntax create: CreateTable(create); return true;
            case CreateMaterializedTableSyntax create: CreateMaterializedTable(create); return true;
            case CreateViewSyntax create:
                Add(create.OrReplace ? "CREATE OR REPLACE " : "CREATE ").AddIf(create.Temporary, "TEMPORARY ").Add("VIEW ");
                IfNotExists(create.IfNotExists).Name(create.Name).ListAfter(" (", create.Columns, ")");
                StringAfter(" COMMENT ", create.Comment).NodeAfter(" AS ", create.Query);
                return true;
            case CreateFunctionSyntax create:
                Add("CREATE ").AddIf(create.Temporary, "TEMPORARY ").AddIf(create.System, "SYSTEM ").Add("FUNCTION ");
                IfNotExists(create.IfNotExists).Name(create.Name).Add(" AS ").String(create.ClassName);
                if (create.Language is { } language) Add(" LANGUAGE ").Add(Quoted(language));
                ListAfter(" USING ", create.Resources).ListAfter(" WITH (", create.Options, ")");
                return true;
            case CreateCatalogSyntax create:
                Add("CREATE CATALOG ").IfNotExists(create.IfNotExists).Name(create.Name);
                StringAfter(" COMMENT ", create.Comment).ListAfter(" WITH (", create.Options, ")");
                return true;
            case CreateDatabaseSyntax create:
                Add("CREATE DATABASE ").IfNotExists(create.IfNotExists).Name(create.Name);
                StringAfter(" COMMENT ", create.Comment).ListAfter(" WITH (", create.Options, ")");
                return true;
            case CreateConnectionSyntax create:
                Add("CREATE ").AddIf(create.Temporary, "TEMPORARY ").AddIf(create.System, "SYSTEM ").Add("CONNECTION ");
                IfNotExists(create.IfNotExists).Name(create.Name);
                StringAfter(" COMMENT ", create.Comment).Add(" WITH (").List(create.Options).Add(")");
                return true;
            case CreateModelSyntax create:
                Add("CREATE ").AddIf(create.Temporary, "TEMPORARY ").Add("MODEL ").IfNotExists(create.IfNotExists);
                Name(create.Name).ListAfter(" INPUT (", create.Input, ")").ListAfter(" OUTPUT (", create.Output, ")");
                StringAfter(" COMMENT ", create.Comment).ListAfter(" WITH (", create.Options, ")").NodeAfter(" AS ", create.Query);
                return true;
            default:
                return false;
        }
    }

    private SqlText IfNotExists(bool condition) => AddIf(condition, "IF NOT EXISTS ");

    private void CreateTable(CreateTableSyntax create)
    {
        Add(create.ReplaceOnly ? "REPLACE " : create.OrReplace ? "CREATE OR REPLACE " : "CREATE ");
        AddIf(create.Temporary, "TEMPORARY ").Add("TABLE ").IfNotExists(create.IfNotExists).Name(create.Name);
        Elements(create.Columns, create.Watermarks, create.Constraints);
        Clauses(create.Comment, create.Distribution, create.PartitionedBy);
        if (!create.Connection.IsEmpty) Add(" USING CONNECTION ").Name(create.Connection);
        ListAfter(" WITH (", create.Options, ")");
        NodeAfter(" ", create.Like).NodeAfter(" AS ", create.Query);
    }

    private void CreateMaterializedTable(CreateMaterializedTableSyntax create)
    {
        Add(create.OrAlter ? "CREATE OR ALTER " : "CREATE ").Add("MATERIALIZED TABLE ");
        IfNotExists(create.IfNotExists).Name(create.Name);
        Elements(create.Columns, create.Watermarks, create.Constraints);
        Clauses(create.Comment, create.Distribution, create.PartitionedBy);
        ListAfter(" WITH (", create.Options, ")");
        NodeAfter(" FRESHNESS = ", create.Freshness);
        if (create.RefreshMode is { } mode) Add(" REFRESH_MODE = ").Add(Words.Of(mode));
        NodeAfter(" AS ", create.Query);
    }

    private void Elements(
        SyntaxList<ColumnSyntax> columns, SyntaxList<WatermarkSyntax> watermarks, SyntaxList<ConstraintSyntax> constraints)
    {
        SyntaxList<SyntaxNode> elements = [.. columns, .. watermarks, .. constraints];
        ListAfter(" (", elements, ")");
    }

    private void Clauses(
        string? comment, DistributionSyntax? distribution, SyntaxList<IdentifierSyntax> partitionedBy) =>
        StringAfter(" COMMENT ", comment).NodeAfter(" DISTRIBUTED", distribution).ListAfter(" PARTITIONED BY (", partitionedBy, ")");

    private void Option(OptionSyntax option) => String(option.Key).Add(" = ").String(option.Value);

    private void Column(ColumnSyntax column)
    {
        Name(column.Name);
        switch (column)
        {
            case PhysicalColumnSyntax physical: NodeAfter(" ", physical.Type); break;
            case ComputedColumnSyntax computed: NodeAfter(" AS ", computed.Expression); break;
            case MetadataColumnSyntax metadata:
                NodeAfter(" ", metadata.Type).Add(" METADATA").StringAfter(" FROM ", metadata.Key).AddIf(metadata.Virtual, " VIRTUAL");
                break;
        }
        StringAfter(" COMMENT ", column.Comment);
    }

    private void Watermark(WatermarkSyntax watermark) =>
        NodeAfter("WATERMARK FOR ", watermark.Column).NodeAfter(" AS ", watermark.Expression);

    private void Constraint(ConstraintSyntax constraint)
    {
        NameAfter("CONSTRAINT ", constraint.Name).AddIf(constraint.Name is not null, " ");
        Add(Words.Of(constraint.Kind, ' ')).ListAfter(" (", constraint.Columns, ")");
        if (constraint.Enforced is { } enforced) Add(enforced ? " ENFORCED" : " NOT ENFORCED");
    }

    private void Distribution(DistributionSyntax distribution)
    {
        if (!distribution.Columns.IsEmpty)
        {
            Add(" BY ").AddIf(distribution.Kind != DistributionKind.Unspecified, Words.Of(distribution.Kind) + " ");
            Add("(").List(distribution.Columns).Add(")");
        }
        if (distribution.Buckets is { } buckets) Add(" INTO ").Number(buckets).Add(" BUCKETS");
    }

    private void TableLike(TableLikeSyntax like)
    {
        Add("LIKE ").Name(like.Source);
        if (!like.Options.IsEmpty) Add(" (").List(like.Options, " ").Add(")");
    }

    private void LikeOption(LikeOptionSyntax option) => Add(Words.Of(option.Merge)).Add(" ").Add(Words.Of(option.Feature));

    private void Resource(ResourceSyntax resource) => Add(Words.Of(resource.Kind)).Add(" ").String(resource.Path);
}
