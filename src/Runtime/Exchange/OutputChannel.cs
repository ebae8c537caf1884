using FlinkSql.Runtime.Cluster;

namespace FlinkSql.Runtime.Exchange;

/// <summary>
/// The sending end of a channel between two tasks. A batch or watermark takes a credit, which comes back when the
/// receiver has dealt with it; what it sends without credit is an overdraft, and its task takes no input until that
/// is settled.
/// </summary>
internal sealed class OutputChannel(IConnection receiver, int receiverChannel, CreditGauge gauge, int credits)
{
    private readonly int _initialCredits = credits;

    /// <summary>What may still be sent; negative after an overdraft.</summary>
    public int Credits { get; private set; } = credits;

    /// <summary>Whether the receiver still wants rows.</summary>
    public bool Needed { get; private set; } = true;

    /// <summary>Whether everything sent has been dealt with.</summary>
    public bool Settled => Credits == _initialCredits;

    public void Send(StreamElement element)
    {
        bool takesCredit = element is BatchElement or WatermarkElement;
        if (takesCredit)
        {
            if (!Needed)
            {
                (element as BatchElement)?.Batch.Dispose();
                return;
            }

            if (Settled)
            {
                gauge.Unsettled++;
            }

            if (--Credits == 0)
            {
                gauge.Exhausted++;
            }
        }

        receiver.Send(new ElementArrived(receiverChannel, element));
    }

    /// <summary>The receiver has dealt with something.</summary>
    public void ReturnCredit()
    {
        if (Settled)
        {
            throw new InvalidOperationException("exchange: a credit came back that was never taken");
        }

        if (Credits++ == 0 && Needed)
        {
            gauge.Exhausted--;
        }

        if (Settled)
        {
            gauge.Unsettled--;
        }
    }

    /// <summary>The receiver wants no more rows: what is sent from now on is dropped and never holds the task up.</summary>
    public void Stop()
    {
        if (Needed && Credits <= 0)
        {
            gauge.Exhausted--;
        }

        Needed = false;
    }
}
