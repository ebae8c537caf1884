namespace FlinkSql.Runtime.Exchange;

/// <summary>One input channel of a task at one moment.</summary>
/// <param name="Origin">Who sends.</param>
/// <param name="Input">Which input of the head operator it feeds.</param>
/// <param name="Watermark">The newest watermark that came; <see cref="WatermarkElement.Min"/> before the first.</param>
/// <param name="Idle">Whether its sender has said that it is idle.</param>
/// <param name="Finished">Whether no more comes.</param>
public sealed record ChannelSnapshot(ChannelOrigin Origin, int Input, long Watermark, bool Idle, bool Finished);

/// <summary>The sender of a channel: an operator of a chain in one subtask.</summary>
public readonly record struct ChannelOrigin(int Vertex, int Operator, int Subtask);
