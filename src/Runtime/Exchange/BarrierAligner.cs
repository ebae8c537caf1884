using FlinkSql.Runtime.Faults;

namespace FlinkSql.Runtime.Exchange;

/// <summary>
/// Brings the barriers of one checkpoint together: a channel whose barrier has come is held until those of all others
/// have; a channel that has ended counts as aligned. A newer barrier gives the older checkpoint up.
/// </summary>
internal sealed class BarrierAligner(int channels)
{
    private readonly bool[] _aligned = new bool[channels];
    private readonly bool[] _ended = new bool[channels];
    private long _newest = -1;

    /// <summary>The barrier under way; null when no channel is held.</summary>
    public BarrierElement? Current { get; private set; }

    /// <summary>What a test may have planted: that no channel is held.</summary>
    public PlantedBug Bug { get; set; }

    /// <summary>Whether the channel must wait for the others.</summary>
    public bool Holds(int channel) => Current is not null && _aligned[channel] && !Planted.Has(Bug);

    /// <summary>Whether the barrier of a checkpoint was taken from a channel, which is held.</summary>
    public bool HasTaken(int channel, long checkpointId) => Current?.CheckpointId == checkpointId && _aligned[channel];

    /// <summary>Takes the barrier of a channel; true when all are there, and the barrier is to be passed on.</summary>
    public bool Add(int channel, BarrierElement barrier)
    {
        if (barrier.CheckpointId < _newest || (barrier.CheckpointId == _newest && Current is null))
        {
            return false;
        }

        if (barrier.CheckpointId > _newest)
        {
            _newest = barrier.CheckpointId;
            Current = barrier;
            Array.Clear(_aligned);
        }

        _aligned[channel] = true;
        return Complete();
    }

    /// <summary>The channel has ended; true when that completes a barrier, which is then to be passed on.</summary>
    public bool End(int channel)
    {
        _ended[channel] = true;
        return Current is not null && Complete();
    }

    /// <summary>Lets all channels go once the barrier has been passed on.</summary>
    public BarrierElement Release()
    {
        BarrierElement barrier = Current!;
        Current = null;
        return barrier;
    }

    /// <summary>A checkpoint was given up, or went on without waiting: its barriers, come or to come, hold nobody.</summary>
    public void Abort(long checkpointId)
    {
        if (checkpointId >= _newest)
        {
            _newest = checkpointId;
            Current = null;
        }
    }

    private bool Complete()
    {
        for (int channel = 0; channel < _aligned.Length; channel++)
        {
            if (!_aligned[channel] && !_ended[channel])
            {
                return false;
            }
        }

        return true;
    }
}
