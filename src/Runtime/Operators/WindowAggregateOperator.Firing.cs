using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>How long windows take rows, what closes them, and the timeout.</summary>
public abstract partial class WindowAggregateOperator<TKey, TState>
    where TKey : struct, IStateKey<TKey>
    where TState : struct
{
    private long _lastRows;
    private bool _expectsMore;
    private bool _idle;

    /// <summary>When windows fire.</summary>
    private protected WindowFiring Firing { get; }

    /// <summary>What makes the rows be handed out that are.</summary>
    private protected WindowCause Cause { get; set; }

    /// <summary>The same as the text of WINDOW_CLOSED_BY().</summary>
    protected ReadOnlySpan<byte> ClosedBy => Cause switch
    {
        WindowCause.Timeout => "timeout"u8,
        WindowCause.EndOfInput => "end of input"u8,
        WindowCause.Early => "early"u8,
        WindowCause.Late => "late"u8,
        WindowCause.Clock => "clock"u8,
        _ => "watermark"u8,
    };

    /// <summary>
    /// How far watermarks are held back: windows that wait for late rows before they fire are not late for those that
    /// come after.
    /// </summary>
    private protected virtual long HeldBack => Firing.AllowedLateness;

    /// <summary>Whether rows come out between any two watermarks, so that each is sent where it came.</summary>
    private protected virtual bool SendsEveryMark => false;

    public sealed override void OnStatus(bool idle)
    {
        _idle = idle;
        base.OnStatus(idle);
    }

    /// <summary>Called before a group is handed out that no row of the moment changed; only where earlier values have to go.</summary>
    protected virtual void BeginGroup()
    {
    }

    /// <summary>The watermark that passes the last instant of a window.</summary>
    private protected long ClosesAt(long end) => WindowLine.ToInstant(end - 1);

    /// <summary>The watermark from which on a window takes no more rows.</summary>
    private protected long FinalAt(long end) => ClosesAt(end) + Firing.AllowedLateness;

    /// <summary>The watermark that closes every open window; the least when none is open.</summary>
    private protected abstract long LastClose();

    /// <summary>A timer is due.</summary>
    private protected virtual void OnClock(long now)
    {
    }

    private long Outgoing(long watermark) =>
        watermark is WatermarkElement.Max or WatermarkElement.Min ? watermark : watermark - HeldBack;

    /// <summary>Rows have come: the timeout starts again.</summary>
    private void ExpectMore()
    {
        if (Firing.Timeout is not long timeout)
        {
            return;
        }

        _lastRows = Context.Now;
        if (!_expectsMore)
        {
            _expectsMore = true;
            Context.SetTimer(_lastRows + timeout);
        }
    }

    /// <summary>Closes the open windows when no row has come for the time set.</summary>
    private void CloseUnlessMore()
    {
        if (!_expectsMore || Firing.Timeout is not long timeout)
        {
            return;
        }

        if (Context.Now < _lastRows + timeout)
        {
            Context.SetTimer(_lastRows + timeout);
            return;
        }

        _expectsMore = false;
        long closing = LastClose();
        if (closing > Watermark)
        {
            Close(closing);
        }
    }

    // Who merges watermarks heeds those of an idle input only when there is no other.
    private void Close(long watermark)
    {
        if (_idle)
        {
            Output.EmitStatus(idle: false);
        }

        PassTo(watermark, WindowCause.Timeout);
        Forward(watermark);
        Send();
        if (_idle)
        {
            Output.EmitStatus(idle: true);
        }
    }
}
