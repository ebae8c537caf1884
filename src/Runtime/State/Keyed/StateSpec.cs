namespace FlinkSql.Runtime.State.Keyed;

/// <summary>One state that an operator keeps of each key.</summary>
/// <param name="Name">Its name within the operator: letters, digits and dashes.</param>
/// <param name="Type">Its values.</param>
/// <param name="Ttl">How long a value is kept that is not written again.</param>
public sealed record StateSpec<T>(string Name, StateType<T> Type, StateTtl Ttl = default);
