using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Cluster;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Faults;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Runtime.Tasks;

/// <content>What the job master tells the task, and what the task tells it.</content>
internal sealed partial class StreamTask
{
    private void Control(Message message)
    {
        switch (message)
        {
            case StartTask start when start.Attempt == _place.Attempt:
                Start();
                break;
            case AlignSource align when align.Attempt == _place.Attempt:
                _source?.OnLimit(align.Limit);
                break;
            case AskSplits ask when ask.Attempt == _place.Attempt:
                Report(new SplitsAnswered(_place.Attempt, Number, ask.Round, Splits));
                break;
            case InjectBarrier inject when inject.Attempt == _place.Attempt && Gate.IsSource:
                PassBarrier(inject.Barrier);
                break;
            case CheckpointCompleted completed when completed.Attempt == _place.Attempt:
                foreach (OperatorHost host in _chain.Hosts)
                {
                    host.CheckpointCompleted(completed.CheckpointId);
                }

                break;
            case CheckpointAborted aborted when aborted.Attempt == _place.Attempt:
                _input.AbortBarrier(aborted.CheckpointId);
                _overtaking?.Forget(aborted.CheckpointId);
                _stoppedAt = _stoppedAt == aborted.CheckpointId ? -1 : _stoppedAt;
                break;
            case EndSource end when end.Attempt == _place.Attempt:
                _source?.Stop();
                break;
            case CancelTask cancel when cancel.Attempt == _place.Attempt:
                Close(TaskOutcome.Cancelled, null);
                break;
        }
    }

    private void Connect(TaskDeployment deployment)
    {
        ITransport transport = _place.Node.Transport;
        foreach (InputDeployment input in deployment.Inputs)
        {
            Gate.AddChannel(input.Edge, transport.Connect(input.Sender.Task, Mailbox), input.Sender.Channel, input.Origin);
        }

        for (int channel = 0; channel < deployment.Inputs.Count; channel++)
        {
            if (deployment.Inputs[channel].Vacant)
            {
                Gate.Valve.Finish(channel);
            }
        }

        foreach (OutputDeployment output in deployment.Outputs)
        {
            _outputs.Add(output);
        }
    }

    private void Start()
    {
        _chain.Open(
            index => new TaskContext(this, _place, index, _chain.Hosts[index].Metrics), _place.Vertex.Operators);
        if (_restored is { } snapshot)
        {
            _chain.Restore(snapshot, _place);
            if (Planted.Has(PlantedBug.TimersLost))
            {
                _timers.Clear();
            }

            if (Gate.IsSource)
            {
                _chain.FeedInFlight(snapshot, _place);
            }
            else
            {
                Gate.Valve.Raise(_chain.FeedInFlight(snapshot, _place));
            }
        }

        _started = true;
        _overtaking?.Start();
        _source?.Start();
        _early.ForEach(Handle);
        _early.Clear();
    }

    private void PassBarrier(BarrierElement barrier)
    {
        _overtaking?.Forget(barrier.CheckpointId);
        Acknowledge(barrier, Cut(barrier));
    }

    /// <summary>Brings a barrier through the chain.</summary>
    private IReadOnlyList<StateSnapshot> Cut(BarrierElement barrier)
    {
        _chain.Head.Barrier(barrier);
        _stoppedAt = barrier.Stops ? barrier.CheckpointId : _stoppedAt;
        return _chain.TakeSnapshots();
    }

    private void Acknowledge(BarrierElement barrier, IReadOnlyList<StateSnapshot> states) =>
        Report(new CheckpointAcknowledged(_place.Attempt, Number, barrier.Location, states));

    private void Report(TaskReport report) => _runtime.Post(_place.Reports, report);
}
