using FlinkSql.Parser.Diagnostics;
using FlinkSql.Runtime.Checkpoints;

namespace FlinkSql.Engine.Recovery;

/// <summary>Gives failures of checkpoints their place in the statement.</summary>
internal static class RecoveryErrors
{
    /// <summary>Does something with checkpoints of a statement.</summary>
    /// <exception cref="EngineException">It failed in a way that a user can do something about.</exception>
    public static T Explain<T>(string sql, SourceSpan span, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception failure) when (Of(failure, span) is { } diagnostic)
        {
            throw new EngineException([diagnostic], sql, failure);
        }
    }

    /// <summary>The error a user sees; null for a failure that is none of the user's.</summary>
    public static Diagnostic? Of(Exception failure, SourceSpan span) => failure switch
    {
        SettingException setting => EngineErrors.Setting(setting, span),
        RestoreException restore => new Diagnostic(restore.Code, Severity.Error, span, restore.Message) { Hint = restore.Hint },
        CheckpointException checkpoint => new Diagnostic("FLS4403", Severity.Error, span, checkpoint.Message),
        _ => null,
    };
}
