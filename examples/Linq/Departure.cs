namespace Linq;

/// <summary>What of a flight the windows read, and so what is known of one that came too late.</summary>
internal sealed record Departure(DateTime Scheduled, string Origin);
