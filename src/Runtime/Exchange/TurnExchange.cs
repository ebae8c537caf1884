using FlinkSql.Columnar;

namespace FlinkSql.Runtime.Exchange;

/// <summary>
/// Passes a batch by reference to one target: to each in turn, or always to the first. The others get its last
/// watermark with their next batch, or when the buffer timeout is over.
/// </summary>
internal sealed class TurnExchange : ExchangeOutput
{
    private readonly bool _alwaysFirst;
    private int _next;

    public TurnExchange(
        OutputBuffer[] targets, int firstTarget, bool alwaysFirst, TimeSpan timeout, Action<TimeSpan> armTimer)
        : base(targets, timeout, armTimer)
    {
        _next = alwaysFirst ? 0 : firstTarget % targets.Length;
        _alwaysFirst = alwaysFirst;
    }

    protected override void Distribute(RecordBatch batch)
    {
        WatermarkMark[] marks = batch.Marks;
        int chosen = Choose();
        Targets[chosen].SendWhole(batch);
        if (marks.Length == 0)
        {
            return;
        }

        for (int target = 0; target < Targets.Length; target++)
        {
            if (target != chosen)
            {
                Targets[target].AddMark(0, marks[^1].Time);
            }
        }
    }

    private int Choose()
    {
        if (_alwaysFirst)
        {
            return 0;
        }

        // A target that wants nothing is passed over, or its turns would swallow rows the others still want.
        for (int tries = 0; tries < Targets.Length; tries++)
        {
            int target = _next;
            _next = (_next + 1) % Targets.Length;
            if (Targets[target].Channel.Needed)
            {
                return target;
            }
        }

        return _next;
    }
}
