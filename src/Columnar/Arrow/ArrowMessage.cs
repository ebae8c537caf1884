namespace FlinkSql.Columnar.Arrow;

/// <summary>What a message holds.</summary>
internal enum MessageKind : byte
{
    None = 0,
    Schema = 1,
    DictionaryBatch = 2,
    RecordBatch = 3,
    Tensor = 4,
    SparseTensor = 5,
}

/// <summary>The metadata of one message.</summary>
internal readonly ref struct ArrowMessage
{
    private const int OldestVersion = 3;
    private const int NewestVersion = 4;

    private readonly FlatTable _message;

    private ArrowMessage(FlatTable message)
    {
        _message = message;
        CheckVersion(message.GetInt16(0));
        Kind = (MessageKind)message.GetByte(1);
        BodyLength = message.GetInt64(3);
        Header = message.GetTable(2, "header");
    }

    public MessageKind Kind { get; }

    public long BodyLength { get; }

    public FlatTable Header { get; }

    public static ArrowMessage Read(ReadOnlySpan<byte> metadata) => new(FlatTable.Root(metadata));

    public Dictionary<string, string> ReadMetadata() => SchemaDecoder.ReadMetadata(_message, 4);

    public static void CheckVersion(short version)
    {
        if (version is < OldestVersion or > NewestVersion)
        {
            throw new ArrowFormatException(
                $"the metadata has version V{version + 1}; V{OldestVersion + 1} and V{NewestVersion + 1} are supported");
        }
    }
}
