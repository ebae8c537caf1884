using System.Buffers.Binary;

namespace FlinkSql.Columnar.Arrow;

/// <summary>Reads batches from an Arrow IPC file in any order.</summary>
public sealed class ArrowFileReader : IDisposable
{
    private const int BlockBytes = 24;

    /// <summary>Six letters and two bytes that align the first message.</summary>
    private const int HeadBytes = 8;

    private readonly ArrowSource _source;
    private readonly BatchDecoder _decoder;
    private readonly ArrowSchema _schema;
    private readonly FileBlock[] _dictionaries;
    private readonly FileBlock[] _batches;
    private bool _dictionariesRead;

    /// <summary>Opens a file given as a stream that can seek.</summary>
    /// <exception cref="ArrowFormatException">The stream is no Arrow file that can be read.</exception>
    public ArrowFileReader(Stream stream, BufferPool? pool = null, bool leaveOpen = false)
        : this(new SeekSource(stream, leaveOpen, pool ?? BufferPool.Shared), pool)
    {
    }

    private ArrowFileReader(ArrowSource source, BufferPool? pool)
    {
        _source = source;
        try
        {
            Buffer footer = ReadFooter(source, out int length);
            try
            {
                FlatTable table = FlatTable.Root(footer.Bytes[..length]);
                ArrowMessage.CheckVersion(table.GetInt16(0));
                _schema = SchemaDecoder.Read(table.GetTable(1, "schema"), length);
                _dictionaries = ReadBlocks(table, 2);
                _batches = ReadBlocks(table, 3);
            }
            finally
            {
                footer.Release();
            }
        }
        catch (ArrowFormatException fault)
        {
            source.Dispose();
            throw fault.At("footer of the file");
        }

        _decoder = new BatchDecoder(_schema, pool ?? BufferPool.Shared);
    }

    public Schema Schema => _schema.Schema;

    /// <summary>The schema's own keys and values.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _schema.Metadata;

    /// <summary>Batches in the file.</summary>
    public int BatchCount => _batches.Length;

    /// <summary>
    /// Maps a file into memory. Fixed-width columns, text and bitmaps then point into the mapping without a copy, and
    /// the mapping lasts until the reader and all of its batches are disposed. The file must not be cut while mapped.
    /// </summary>
    /// <exception cref="ArrowFormatException">The file is no Arrow file that can be read.</exception>
    public static ArrowFileReader OpenMapped(string path, BufferPool? pool = null) => new(MappedFile.Open(path), pool);

    /// <summary>A batch by its place in the file, which the caller disposes.</summary>
    /// <exception cref="ArrowFormatException">The data is corrupt or of a kind that is not read.</exception>
    public RecordBatch ReadBatch(int index) => ReadColumns(index, null);

    /// <summary>Some columns of a batch, in the order given; the others are not read.</summary>
    /// <exception cref="ArrowFormatException">The data is corrupt or of a kind that is not read.</exception>
    public RecordBatch ReadBatch(int index, ReadOnlySpan<int> columns) => ReadColumns(index, columns.ToArray());

    /// <summary>All batches in order; each is the caller's to dispose.</summary>
    public IEnumerable<RecordBatch> ReadAll()
    {
        for (int index = 0; index < BatchCount; index++)
        {
            yield return ReadBatch(index);
        }
    }

    public void Dispose()
    {
        _decoder.Dispose();
        _source.Dispose();
    }

    private RecordBatch ReadColumns(int index, int[]? columns)
    {
        if (!_dictionariesRead)
        {
            for (int dictionary = 0; dictionary < _dictionaries.Length; dictionary++)
            {
                Read(_dictionaries[dictionary], $"dictionary block {dictionary}", isBatch: false, null);
            }

            _dictionariesRead = true;
        }

        return Read(_batches[index], $"batch {index}", isBatch: true, columns)!;
    }

    private RecordBatch? Read(FileBlock block, string what, bool isBatch, int[]? columns)
    {
        Buffer metadata = Buffer.Empty;
        try
        {
            metadata = _source.Read(block.Offset, block.MetadataBytes);
            ReadOnlySpan<byte> bytes = metadata.Bytes[..block.MetadataBytes];
            ArrowMessage message = ArrowMessage.Read(Unprefixed(bytes));
            if (message.Kind != (isBatch ? MessageKind.RecordBatch : MessageKind.DictionaryBatch))
            {
                throw new ArrowFormatException($"a message of kind {message.Kind} is not expected here");
            }

            long body = block.Offset + block.MetadataBytes;
            if (isBatch)
            {
                return _decoder.ReadBatch(message, _source, body, columns);
            }

            _decoder.ReadDictionary(message, _source, body);
            return null;
        }
        catch (ArrowFormatException fault)
        {
            throw fault.At($"{what} at byte {block.Offset} of the file");
        }
        finally
        {
            metadata.Release();
        }
    }

    /// <summary>The metadata without the length before it, and without the mark that newer writers put first.</summary>
    private static ReadOnlySpan<byte> Unprefixed(ReadOnlySpan<byte> block)
    {
        int prefix = block.Length >= 2 * sizeof(int) && BinaryPrimitives.ReadInt32LittleEndian(block) == -1
            ? 2 * sizeof(int)
            : sizeof(int);
        return block.Length > prefix ? block[prefix..] : throw new ArrowFormatException("the block has no metadata");
    }

    private static Buffer ReadFooter(ArrowSource source, out int length)
    {
        int tailBytes = sizeof(int) + ArrowNames.Magic.Length;
        if (source.Length < HeadBytes + tailBytes)
        {
            throw new ArrowFormatException($"{source.Length} bytes are too few for a file");
        }

        Buffer head = source.Read(0, ArrowNames.Magic.Length);
        Buffer tail = source.Read(source.Length - tailBytes, tailBytes);
        bool framed = head.Bytes.StartsWith(ArrowNames.Magic)
            && tail.Bytes[sizeof(int)..].StartsWith(ArrowNames.Magic);
        length = tail.As<int>()[0];
        head.Release();
        tail.Release();
        return framed && length > 0 && length <= source.Length - HeadBytes - tailBytes
            ? source.Read(source.Length - tailBytes - length, length)
            : throw new ArrowFormatException(
                framed ? $"a footer of {length} bytes does not fit the file" : "the file does not start and end with ARROW1");
    }

    private static FileBlock[] ReadBlocks(FlatTable footer, int slot)
    {
        ReadOnlySpan<byte> bytes = footer.GetStructs(slot, BlockBytes);
        var blocks = new FileBlock[bytes.Length / BlockBytes];
        for (int block = 0; block < blocks.Length; block++)
        {
            ReadOnlySpan<byte> entry = bytes.Slice(block * BlockBytes, BlockBytes);
            blocks[block] = new FileBlock(
                BinaryPrimitives.ReadInt64LittleEndian(entry), BinaryPrimitives.ReadInt32LittleEndian(entry[8..]));
        }

        return blocks;
    }

    /// <summary>Where a message lies in the file.</summary>
    private readonly record struct FileBlock(long Offset, int MetadataBytes);
}
