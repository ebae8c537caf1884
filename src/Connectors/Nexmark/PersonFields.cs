using FlinkSql.Columnar;

namespace FlinkSql.Connectors.Nexmark;

/// <summary>The fields of a person.</summary>
internal static class PersonFields
{
    private const int Numbered = 300;

    // Few, so that queries which ask for a state or city find somebody among few events.
    private static readonly TextTable Cities = new(
        ["Phoenix", "Los Angeles", "San Francisco", "Boise", "Portland", "Bend", "Redmond", "Seattle", "Kent", "Cheyenne"]);

    private static readonly TextTable States = new(["AZ", "CA", "ID", "OR", "WA", "WY"]);

    private static readonly TextTable Names = new(
    [
        .. from first in "Peter,Paul,Luke,John,Saul,Vicky,Kate,Julie,Sarah,Deiter,Walter".Split(',')
           from last in "Shultz,Abrams,Spencer,White,Bartels,Walton,Smith,Jones,Noris".Split(',')
           select $"{first} {last}",
    ]);

    public static EventField[] All(NexmarkSettings settings) =>
    [
        EventFields.Number("id", settings, (id, round) => IdOf(settings, id, round)),
        EventFields.Text("name", settings, Numbered, bits => Pick(Names, bits)),
        new("emailAddress", DataTypes.String, Texts(settings, Numbered + 1, 16, NexmarkText.WriteEmail)),
        new("creditCard", DataTypes.String, Texts(settings, Numbered + 2, 19, NexmarkText.WriteCard)),
        EventFields.Text("city", settings, Numbered + 3, bits => Pick(Cities, bits)),
        EventFields.Text("state", settings, Numbered + 4, bits => Pick(States, bits)),
        EventFields.Time(settings),
        // One number, and the texts as long as they are on average.
        EventFields.Extra(settings, Numbered + 5, settings.PersonBytes, used: sizeof(long) + 12 + 13 + 19 + 8 + 2),
    ];

    private static ReadOnlySpan<byte> Pick(TextTable from, ulong bits) => from[(int)EventDraw.High(bits, (ulong)from.Count)];

    private static long IdOf(NexmarkSettings settings, long id, long round) =>
        NexmarkSettings.FirstPerson + round * settings.Persons + id - round * settings.Round;

    private static EventColumn Texts(NexmarkSettings settings, int field, int most, Func<ulong, Span<byte>, int> write)
    {
        var draw = new EventDraw(settings.Seed, field);
        return (events, to) =>
        {
            var builder = (BytesBuilder)to;
            foreach (long id in events.Ids)
            {
                builder.Commit(write(draw.Bits(id), builder.Reserve(most)));
            }
        };
    }
}
