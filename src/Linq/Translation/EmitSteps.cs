using FlinkSql.Parser.Ast;

namespace FlinkSql.Linq.Translation;

/// <summary>Steps that say when and how results are handed out: together they are the EMIT clause of a query.</summary>
internal static class EmitSteps
{
    private static readonly EmitSyntax s_nothing = new(EmitTrigger.None);

    extension(StreamQuery query)
    {
        public StreamQuery Lateness(TimeSpan lateness)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(lateness, TimeSpan.Zero);
            return query.Emitting(emit => emit with { AllowedLateness = LiteralValues.Interval(lateness) });
        }

        public StreamQuery Early(TimeSpan every) => query.Emitting(emit => emit with
        {
            Trigger = EmitTrigger.Periodic,
            Interval = LiteralValues.Interval(Positive(every)),
        });

        public StreamQuery Quiet(TimeSpan timeout) =>
            query.Emitting(emit => emit with { Timeout = LiteralValues.Interval(Positive(timeout)) });

        /// <summary>Rows that are handed out once, when nothing can change them any more.</summary>
        public StreamQuery Final() => query.Emitting(emit => emit with
        {
            Trigger = EmitTrigger.AfterWindowClose,
            Interval = null,
            Mode = OutputMode.Append,
        });

        /// <summary>Rows that may be handed out again, in whichever mode they are read.</summary>
        public StreamQuery Revised() =>
            query.Emit is { Mode: OutputMode.Append } ? query.Emitting(emit => emit with { Mode = null }) : query;

        public StreamQuery In(OutputMode mode) => query.Emitting(emit => emit with { Mode = mode });

        private StreamQuery Emitting(Func<EmitSyntax, EmitSyntax> change)
        {
            EmitSyntax emit = change(query.Emit ?? s_nothing);
            return query with { Emit = emit == s_nothing ? null : emit };
        }
    }

    private static TimeSpan Positive(TimeSpan length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, TimeSpan.FromMilliseconds(1));
        return length;
    }
}
