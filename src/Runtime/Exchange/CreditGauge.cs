namespace FlinkSql.Runtime.Exchange;

/// <summary>How the output channels of one task stand, kept up by the channels.</summary>
internal sealed class CreditGauge
{
    /// <summary>Channels without credit: while there is one, the task takes no input.</summary>
    public int Exhausted { get; set; }

    /// <summary>Channels whose receiver has not dealt with everything yet.</summary>
    public int Unsettled { get; set; }
}
