using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Runtime.Exchange;

/// <summary>To the receiver: an element, on one of its input channels.</summary>
internal sealed record ElementArrived(int Channel, StreamElement Element) : Message
{
    public override void Discard() => (Element as BatchElement)?.Batch.Dispose();

    public override string ToString() => Element switch
    {
        BatchElement batch => $"channel {Channel}: {batch.Batch.RowCount} rows, {batch.Batch.Marks.Length} marks",
        _ => $"channel {Channel}: {Element}",
    };
}

/// <summary>To the sender: the receiver has dealt with an element of that output channel.</summary>
internal sealed record CreditReturned(int Channel) : Message;

/// <summary>To the sender: the receiver of that output channel wants no more rows.</summary>
internal sealed record InputNotNeeded(int Channel) : Message;

/// <summary>To the sender itself: rows have waited for others long enough.</summary>
internal sealed record FlushDue(int Exchange) : Message;
