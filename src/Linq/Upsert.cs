namespace FlinkSql.Linq;

/// <summary>What became of a key: its row now, or the row it had last when it is gone.</summary>
public readonly record struct Upsert<TKey, T>(TKey Key, T Row, bool IsDelete)
{
    public override string ToString() => IsDelete ? $"{Key} -" : $"{Key} = {Row}";
}
