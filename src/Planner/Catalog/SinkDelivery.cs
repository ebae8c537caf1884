namespace FlinkSql.Planner.Catalog;

/// <summary>How often a row is found in a table after failures, as far as it depends on the table.</summary>
public enum SinkDelivery
{
    /// <summary>Once, twice or never.</summary>
    None,

    /// <summary>Once or more.</summary>
    AtLeastOnce,

    /// <summary>Once.</summary>
    ExactlyOnce,
}
