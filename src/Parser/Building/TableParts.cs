using FlinkSql.Parser.Ast;

namespace FlinkSql.Parser.Building;

/// <summary>What the element list and the clauses of a CREATE TABLE hold, while it is being read.</summary>
internal sealed class TableParts
{
    public List<ColumnSyntax> Columns { get; } = [];

    public List<WatermarkSyntax> Watermarks { get; } = [];

    public List<ConstraintSyntax> Constraints { get; } = [];

    public string? Comment { get; set; }

    public DistributionSyntax? Distribution { get; set; }

    public SyntaxList<IdentifierSyntax>? PartitionedBy { get; set; }

    public SyntaxList<IdentifierSyntax>? Connection { get; set; }

    public SyntaxList<OptionSyntax>? Options { get; set; }
}
