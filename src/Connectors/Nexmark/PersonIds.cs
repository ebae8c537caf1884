using System.Runtime.CompilerServices;

namespace FlinkSql.Connectors.Nexmark;

/// <summary>Who bids or sells when: a hot person, or one of those that were last heard of.</summary>
internal readonly struct PersonIds(NexmarkSettings settings, ulong hotRatio, long hotPlace)
{
    private readonly long _persons = settings.Persons;

    /// <summary>An id of 64 random bits, for an event behind the persons of its round.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Of(ulong bits, long round)
    {
        long last = round * _persons + _persons - 1;
        long hot = last / NexmarkSettings.HotEvery * NexmarkSettings.HotEvery + hotPlace;
        long active = Math.Min(last + 1, NexmarkSettings.ActivePersons);
        long other = last + 1 - active + EventDraw.High(bits, (ulong)(active + NexmarkSettings.Lead));
        return NexmarkSettings.FirstPerson + (EventDraw.Low(bits, hotRatio) > 0 ? hot : other);
    }
}
