using FlinkSql.Connectors.Formats;
using FlinkSql.Runtime.Storage;
using Microsoft.Win32.SafeHandles;

namespace FlinkSql.Connectors.FileSystem;

/// <summary>
/// How far a file was read, as a checkpoint keeps it: the place of the next record, and a checksum of bytes before it, so
/// that a file that was cut or replaced meanwhile is not read on as if it were the same.
/// </summary>
internal sealed class FileMark
{
    private const byte Version = 1;

    /// <summary>Bytes at the beginning, and before the place, that the checksum is of.</summary>
    private const int Sampled = 4 << 10;

    private readonly string _path;
    private readonly FileStream _file;
    private readonly bool _whole;
    private readonly DeadLetterFile? _deadLetters;

    /// <param name="path">The file, for messages.</param>
    /// <param name="file">The open file.</param>
    /// <param name="whole">Whether readers go to any part of it, so that all of it must stay as it is.</param>
    /// <param name="deadLetters">Where bad records of the file are written.</param>
    public FileMark(string path, FileStream file, bool whole, DeadLetterFile? deadLetters)
    {
        (_path, _file, _whole, _deadLetters) = (path, file, whole, deadLetters);
    }

    /// <summary>Bytes of the file that the metrics hold.</summary>
    public long BytesCounted { get; set; }

    /// <summary>The position of a split; null for what is no file and cannot be read again, such as a pipe.</summary>
    public byte[]? Write(RecordPosition position)
    {
        if (!_file.CanSeek)
        {
            return null;
        }

        long checkedBytes = _whole ? RandomAccess.GetLength(_file.SafeFileHandle) : position.Offset;
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Version);
        writer.Write(position.Offset);
        writer.Write(position.Line);
        writer.Write(position.Row);
        writer.Write(checkedBytes);
        writer.Write(Checksum(checkedBytes));
        writer.Write(BytesCounted);
        writer.Write(_deadLetters?.Length ?? 0);
        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>Where to go on, after a look at whether it is still the same file.</summary>
    /// <exception cref="Runtime.Connect.ConnectorException">It is not.</exception>
    public RecordPosition Read(byte[] position)
    {
        using var reader = new BinaryReader(new MemoryStream(position));
        if (reader.ReadByte() != Version)
        {
            throw new InvalidDataException($"connectors: the position in {_path} is of another version");
        }

        var start = new RecordPosition(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt32());
        long checkedBytes = reader.ReadInt64();
        uint checksum = reader.ReadUInt32();
        BytesCounted = reader.ReadInt64();
        long deadLetters = reader.ReadInt64();
        long length = _file.CanSeek ? RandomAccess.GetLength(_file.SafeFileHandle) : 0;
        if (length < checkedBytes)
        {
            throw ConnectorErrors.FileCut(_path, length, checkedBytes);
        }

        if (Checksum(checkedBytes) != checksum || (_whole && length != checkedBytes))
        {
            throw ConnectorErrors.FileChanged(_path, _whole ? length : checkedBytes);
        }

        _deadLetters?.Resume(_path, deadLetters);
        return start;
    }

    private uint Checksum(long end)
    {
        var checksum = new Crc32C();
        Add(ref checksum, 0, Math.Min(end, Sampled));
        Add(ref checksum, Math.Max(0, end - Sampled), end);
        return checksum.Value;
    }

    private void Add(ref Crc32C checksum, long start, long end)
    {
        SafeFileHandle file = _file.SafeFileHandle;
        Span<byte> bytes = new byte[(int)(end - start)];
        while (!bytes.IsEmpty)
        {
            int read = RandomAccess.Read(file, bytes, start);
            if (read == 0)
            {
                // It was cut: what is left is not what was read, and the place in it will not be found again.
                break;
            }

            checksum.Add(bytes[..read]);
            bytes = bytes[read..];
            start += read;
        }
    }
}
