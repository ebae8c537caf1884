namespace FlinkSql.Engine.Recovery;

/// <summary>A job may not continue from a checkpoint, since state would be lost.</summary>
internal sealed class RestoreException(string code, string message, string hint) : Exception(message)
{
    public string Code => code;

    public string Hint => hint;
}
