namespace FlinkSql.Runtime.Cluster;

/// <summary>A task does not reach another, or its job master does not reach it.</summary>
public sealed class ConnectionLostException(Address to) : Exception($"the connection to {to} is lost")
{
    public Address To { get; } = to;
}
