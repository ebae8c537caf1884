using FlinkSql.Connectors.Options;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Connectors.FileSystem;

/// <summary>How the file sink delivers, and when it begins a new part file.</summary>
internal sealed record FileSinkOptions
{
    public const string GuaranteeKey = "sink.delivery-guarantee";
    private const string SizeKey = "sink.rolling-policy.file-size";
    private const string AgeKey = "sink.rolling-policy.rollover-interval";
    private const string InactivityKey = "sink.rolling-policy.inactivity-interval";

    public static readonly ConnectorOption[] All =
    [
        new(GuaranteeKey, "how often a row is found after failures", ["exactly-once", "at-least-once", "none"]),
        new(SizeKey, "a part file of this size is closed, for example 128MB; smaller ones go on across checkpoints"),
        new(AgeKey, "a part file open for so long is closed at the next checkpoint; younger ones go on across it"),
        new(InactivityKey, "a part file without new rows for so long is closed at the next checkpoint"),
    ];

    public DeliveryGuarantee Guarantee { get; private init; } = DeliveryGuarantee.ExactlyOnce;

    public long? FileSize { get; private init; }

    public TimeSpan? Age { get; private init; }

    public TimeSpan? Inactivity { get; private init; }

    /// <summary>Whether a part file may go on after a checkpoint; otherwise each one closes it.</summary>
    public bool GoesOn => FileSize is not null || Age is not null || Inactivity is not null;

    /// <summary>Reads the options of a table.</summary>
    public static FileSinkOptions Of(OptionSet options)
    {
        DeliveryGuarantee[] guarantees = [DeliveryGuarantee.ExactlyOnce, DeliveryGuarantee.AtLeastOnce, DeliveryGuarantee.None];
        return new FileSinkOptions
        {
            Guarantee = guarantees[options.Choice(GuaranteeKey, "exactly-once", "at-least-once", "none")],
            FileSize = SizeText.Read(options, SizeKey),
            Age = DurationText.Read(options, AgeKey),
            Inactivity = DurationText.Read(options, InactivityKey),
        };
    }

    /// <summary>One file is seen when all is written: nothing to roll, and nothing seen before.</summary>
    public static void CheckSingleFile(OptionSet options)
    {
        const string why = "the path is one file, which is seen when all has been written";
        string? rolling = options.Keys.FirstOrDefault(key => key.StartsWith("sink.rolling-policy.", StringComparison.Ordinal));
        if (rolling is not null)
        {
            throw ConnectorErrors.OptionWithoutEffect(rolling, why);
        }

        if (Of(options).Guarantee == DeliveryGuarantee.AtLeastOnce)
        {
            throw ConnectorErrors.OptionWithoutEffect(GuaranteeKey, why);
        }
    }
}
