using FlinkSql.Runtime.Cluster;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Runtime.Tasks;

/// <summary>The output channels of a task, numbered over all its exchanges.</summary>
internal sealed class TaskOutputs(TaskPlace place, Mailbox mailbox, TaskChain chain, CreditGauge gauge)
{
    private readonly List<OutputChannel> _channels = [];
    private readonly List<(OutputBuffer Buffer, int Exchange)> _buffers = [];

    /// <summary>Adds an exchange over what an operator emits; its channels get the next numbers.</summary>
    public void Add(OutputDeployment output)
    {
        int number = chain.Exchanges.Count;
        var buffers = new OutputBuffer[output.Targets.Count];
        for (int target = 0; target < buffers.Length; target++)
        {
            ChannelEnd end = output.Targets[target];
            IConnection receiver = place.Node.Transport.Connect(end.Task, mailbox);
            var channel = new OutputChannel(receiver, end.Channel, gauge, place.Settings.ChannelCredits);
            buffers[target] = new OutputBuffer(channel, place.Memory, place.Settings.BatchSize);
            _channels.Add(channel);
            _buffers.Add((buffers[target], number));
        }

        chain.AddExchange(output.Edge.FromOperator, Exchanges.Create(
            output.Edge,
            place.Subtask,
            buffers,
            place.Settings,
            delay => place.Runtime.After(delay, mailbox, new FlushDue(number))));
    }

    /// <summary>The receiver of a channel has dealt with something.</summary>
    public void OnCredit(int channel)
    {
        _channels[channel].ReturnCredit();
        _buffers[channel].Buffer.OnCredit();
    }

    /// <summary>The receiver of a channel wants no more rows; true when now the head of the chain need not have any.</summary>
    public bool Stop(int channel)
    {
        _channels[channel].Stop();
        (OutputBuffer buffer, int exchange) = _buffers[channel];
        buffer.Clear();
        return chain.Exchanges[exchange].Stopped && chain.StopExchange(exchange);
    }
}
