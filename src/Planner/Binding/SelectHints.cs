using FlinkSql.Parser.Ast;
using FlinkSql.Planner.Catalog;

namespace FlinkSql.Planner.Binding;

/// <summary>
/// Hints behind SELECT. <c>STATE_TTL('t' = '1 d')</c> says how long the groups of the query are kept that nobody writes,
/// by a table of its FROM; every other has no effect, and a warning says so.
/// </summary>
internal sealed class SelectHints(BindEnvironment environment)
{
    /// <summary>The time to live in ms; null where no hint gives one.</summary>
    /// <param name="hints">The hints.</param>
    /// <param name="scope">The tables of FROM.</param>
    /// <param name="grouped">Whether the query keeps groups.</param>
    public long? StateTtl(IEnumerable<HintSyntax> hints, Scope scope, bool grouped)
    {
        long? ttl = null;
        foreach (HintSyntax hint in hints)
        {
            if (!grouped || !string.Equals(hint.Name.Name, "STATE_TTL", StringComparison.OrdinalIgnoreCase))
            {
                environment.Report(BinderErrors.HintIgnored(environment.SpanOf(hint), hint.Name.Name));
                continue;
            }

            foreach (HintArgumentSyntax argument in hint.Arguments)
            {
                if (argument.Key is not { } table
                    || !DurationValue.TryParse(argument.Value, out TimeSpan time) || time < TimeSpan.Zero)
                {
                    environment.Report(BinderErrors.StateTtlForm(environment.SpanOf(hint)));
                }
                else if (scope.FindRelation(table.Split('.')) is null)
                {
                    environment.Report(BinderErrors.HintIgnored(environment.SpanOf(hint), $"STATE_TTL of \"{table}\""));
                }
                else
                {
                    ttl = (long)time.TotalMilliseconds;
                }
            }
        }

        return ttl;
    }
}
