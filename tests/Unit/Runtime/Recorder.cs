using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Tests.Unit.Runtime;

/// <summary>A message of text.</summary>
internal sealed record Text(string Value) : Message;

/// <summary>An actor that calls back.</summary>
internal sealed class Recorder(Action<string> received, Action<Exception>? failed = null) : IActor
{
    public void Receive(Message message) => received(((Text)message).Value);

    public void OnFailure(Exception failure) => failed?.Invoke(failure);
}
