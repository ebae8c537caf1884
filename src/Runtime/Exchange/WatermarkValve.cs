using FlinkSql.Columnar;

namespace FlinkSql.Runtime.Exchange;

/// <summary>
/// Merges the watermarks of several channels: the least over the active ones; when none is active the greatest over
/// the idle ones; when all have finished the greatest there is. It never goes back, so a channel that comes back from
/// idleness with an older watermark holds the merged one where it is.
/// </summary>
internal sealed class WatermarkValve
{
    private readonly long[] _watermarks;
    private readonly bool[] _idle;
    private readonly List<WatermarkMark> _marks = [];
    private int _least;

    public WatermarkValve(int channels)
    {
        _watermarks = new long[channels];
        _idle = new bool[channels];
        Array.Fill(_watermarks, WatermarkElement.Min);
    }

    private WatermarkValve(WatermarkValve other)
    {
        _watermarks = [.. other._watermarks];
        _idle = [.. other._idle];
        _least = other._least;
        Current = other.Current;
        Idle = other.Idle;
    }

    /// <summary>The merged watermark.</summary>
    public long Current { get; private set; } = WatermarkElement.Min;

    /// <summary>Whether every channel that has not finished is idle, and there is one.</summary>
    public bool Idle { get; private set; }

    /// <summary>The newest watermark of a channel; the greatest there is once it has finished.</summary>
    public long WatermarkOf(int channel) => _watermarks[channel];

    /// <summary>Whether a channel holds nobody back for now.</summary>
    public bool IsIdle(int channel) => _idle[channel];

    /// <summary>Another one that goes on from here by itself.</summary>
    public WatermarkValve Copy() => new(this);

    /// <summary>The operator behind it has had a watermark already, from before a restart; older ones are no news.</summary>
    public void Raise(long time) => Current = Math.Max(Current, time);

    /// <summary>Takes a watermark of a channel; true when the merged one has advanced.</summary>
    public bool Advance(int channel, long time)
    {
        if (time < _watermarks[channel])
        {
            throw new InvalidOperationException(
                $"runtime: the watermark of channel {channel} went back from {_watermarks[channel]} to {time}");
        }

        _watermarks[channel] = time;

        // Only the channel that holds the others back can move the minimum on.
        return (channel == _least || Idle) && Merge();
    }

    /// <summary>Takes the status of a channel; true when the merged watermark has advanced.</summary>
    public bool SetIdle(int channel, bool idle)
    {
        _idle[channel] = idle;
        return Merge();
    }

    /// <summary>The channel has ended; true when the merged watermark has advanced.</summary>
    public bool Finish(int channel)
    {
        _watermarks[channel] = WatermarkElement.Max;
        return Merge();
    }

    /// <summary>Replaces the watermarks in a batch of a channel by the merged ones.</summary>
    public RecordBatch Apply(int channel, RecordBatch batch)
    {
        WatermarkMark[] marks = batch.Marks;
        if (marks.Length == 0)
        {
            return batch;
        }

        if (_watermarks.Length == 1 && marks[0].Time > Current)
        {
            Advance(channel, marks[0].Time);
            Advance(channel, marks[^1].Time);
            return batch;
        }

        _marks.Clear();
        foreach (WatermarkMark mark in marks)
        {
            if (Advance(channel, mark.Time))
            {
                _marks.Add(mark with { Time = Current });
            }
        }

        return batch.WithMarks([.. _marks]);
    }

    private bool Merge()
    {
        long least = WatermarkElement.Max;
        long greatestIdle = WatermarkElement.Min;
        bool anyActive = false;
        bool anyIdle = false;
        for (int channel = 0; channel < _watermarks.Length; channel++)
        {
            long time = _watermarks[channel];
            if (time == WatermarkElement.Max)
            {
                continue;
            }

            if (_idle[channel])
            {
                anyIdle = true;
                greatestIdle = Math.Max(greatestIdle, time);
            }
            else if (!anyActive || time < least)
            {
                anyActive = true;
                least = time;
                _least = channel;
            }
        }

        Idle = !anyActive && anyIdle;
        long merged = anyActive ? least : anyIdle ? greatestIdle : WatermarkElement.Max;
        bool advanced = merged > Current;
        Current = Math.Max(Current, merged);
        return advanced;
    }
}
