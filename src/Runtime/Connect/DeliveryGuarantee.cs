namespace FlinkSql.Runtime.Connect;

/// <summary>How often a row is found in a sink after failures, given a source that can be read again.</summary>
public enum DeliveryGuarantee
{
    /// <summary>Once, twice or never.</summary>
    None,

    /// <summary>Once or more.</summary>
    AtLeastOnce,

    /// <summary>Once.</summary>
    ExactlyOnce,
}
