using FlinkSql.Parser.Ast;
using FlinkSql.Planner.Catalog;

namespace FlinkSql.Planner.Binding;

/// <summary>CREATE TABLE .. LIKE: copies what the clauses ask for from another table into a definition.</summary>
internal sealed class LikeBinder(BindEnvironment environment, TableDefinition definition)
{
    /// <summary>Copies; false after an error.</summary>
    public bool Merge(TableLikeSyntax like, CreateTableSyntax create)
    {
        CatalogObject? found = new ObjectLookup(environment).Find(like.Source.ToArray());
        if (found is not TableDescriptor source)
        {
            if (found is not null)
            {
                environment.Report(BinderErrors.LikeView(environment.SpanOf(like), found.Path.Name));
            }

            return false;
        }

        bool complete = true;
        foreach (ColumnDescriptor column in source.Columns)
        {
            LikeFeature? feature = column switch
            {
                { Computed: not null } => LikeFeature.Generated,
                { MetadataKey: not null } => LikeFeature.Metadata,
                _ => null,
            };
            if (feature is null || Copies(like, feature.Value, HasColumn(create, column.Name), out bool conflict))
            {
                definition.Columns.Add(column);
            }
            else if (conflict)
            {
                complete = Conflict(like, $"column \"{column.Name}\"", feature.Value);
            }
        }

        complete &= Copy(like, LikeFeature.Watermarks, create.Watermarks.Count != 0 && source.Watermark is not null,
            () => definition.Watermark = source.Watermark);
        complete &= Copy(like, LikeFeature.Constraints, create.Constraints.Count != 0 && source.PrimaryKey.Count != 0,
            () => definition.PrimaryKey.AddRange(source.PrimaryKey));
        complete &= Copy(like, LikeFeature.Partitions, create.PartitionedBy.Count != 0 && source.PartitionColumns.Count != 0,
            () => definition.PartitionColumns.AddRange(source.PartitionColumns));
        return CopyOptions(like, create, source) && complete;
    }

    private static bool HasColumn(CreateTableSyntax create, string name) =>
        create.Columns.Any(column => column.Name.Name == name);

    private bool Copy(TableLikeSyntax like, LikeFeature feature, bool redefined, Action copy)
    {
        if (Copies(like, feature, redefined, out bool conflict))
        {
            copy();
        }

        return !conflict || Conflict(like, feature.ToString().ToUpperInvariant(), feature);
    }

    private bool CopyOptions(TableLikeSyntax like, CreateTableSyntax create, TableDescriptor source)
    {
        LikeMerge merge = MergeOf(like, LikeFeature.Options);
        foreach (TableOption option in source.Options)
        {
            bool redefined = create.Options.Any(written => written.Key == option.Key);
            if (merge is LikeMerge.Including && redefined)
            {
                return Conflict(like, $"option '{option.Key}'", LikeFeature.Options);
            }

            if (merge is not LikeMerge.Excluding && !redefined)
            {
                definition.Options.Add(option);
            }
        }

        return true;
    }

    private static bool Copies(TableLikeSyntax like, LikeFeature feature, bool redefined, out bool conflict)
    {
        LikeMerge merge = MergeOf(like, feature);
        conflict = merge is LikeMerge.Including && redefined;
        return merge is not LikeMerge.Excluding && !redefined;
    }

    // Without a word of its own a feature follows ALL; without ALL it is included, options overwriting.
    private static LikeMerge MergeOf(TableLikeSyntax like, LikeFeature feature)
    {
        LikeMerge? all = null;
        foreach (LikeOptionSyntax option in like.Options)
        {
            if (option.Feature == feature)
            {
                return option.Merge;
            }

            all = option.Feature is LikeFeature.All ? option.Merge : all;
        }

        return all ?? (feature is LikeFeature.Options ? LikeMerge.Overwriting : LikeMerge.Including);
    }

    private bool Conflict(TableLikeSyntax like, string what, LikeFeature feature)
    {
        bool excludeOnly = feature is LikeFeature.Constraints or LikeFeature.Partitions;
        environment.Report(BinderErrors.LikeConflict(
            environment.SpanOf(like), what, feature.ToString().ToUpperInvariant(), excludeOnly));
        return false;
    }
}
