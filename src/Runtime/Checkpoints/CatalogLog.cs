using FlinkSql.Runtime.Storage;

namespace FlinkSql.Runtime.Checkpoints;

/// <summary>
/// The catalog of a job as numbered records, of which the last counts. A record is appended by moving a finished file to
/// the next number, which only one of several writers can do; whoever finds the number taken has been overtaken.
/// So a publication is one compare-and-set, with no moment between the check and the act.
/// </summary>
internal sealed class CatalogLog(IFileSystem files, string directory)
{
    private const int KeptRecords = 3;
    private const int ReadTries = 3;
    private int _temporaries;

    /// <summary>Reads the newest record that is whole.</summary>
    public CatalogReading Read()
    {
        while (true)
        {
            long[] sequences = Sequences();
            long last = sequences.LastOrDefault();
            var damaged = new List<CheckpointDamage>();
            CatalogRecord? record = null;
            bool trimmed = false;
            foreach (long sequence in sequences.Reverse())
            {
                record = TryRead(sequence, out trimmed);
                if (record is not null || trimmed)
                {
                    break;
                }

                damaged.Add(new CheckpointDamage(Slot(sequence), "the catalog record has a wrong checksum"));
            }

            if (!trimmed)
            {
                return new CatalogReading(record, last, damaged);
            }
        }
    }

    /// <summary>
    /// Appends a record; false if another writer has taken its number. Throws
    /// <see cref="CheckpointOutcomeUnknownException"/> if it may or may not be there; after any other failure it is not.
    /// </summary>
    public bool TryAppend(CatalogRecord record)
    {
        string slot = Slot(record.Sequence);
        byte[] bytes = record.Write();
        string temporary = WriteTemporary(bytes, record.Token);
        try
        {
            files.Move(temporary, slot);
        }
        catch (FileSystemException failure)
        {
            bool? mine = Holds(slot, bytes, failure);
            if (mine != true)
            {
                files.TryDelete(temporary);
            }

            if (mine is null)
            {
                throw;
            }

            if (mine == false)
            {
                return false;
            }
        }

        try
        {
            files.SyncDirectory(directory);
            return Sequences().LastOrDefault() == record.Sequence;
        }
        catch (FileSystemException failure)
        {
            throw new CheckpointOutcomeUnknownException(slot, failure);
        }
    }

    /// <summary>Deletes old records and what attempts before this one left half-written; never fails.</summary>
    public void Trim(CatalogRecord last)
    {
        try
        {
            foreach (FileEntry entry in files.List(directory).OrderBy(entry => entry.Name, StringComparer.Ordinal))
            {
                bool old = CheckpointNames.Number(entry.Name) is { } sequence
                    ? sequence <= last.Sequence - KeptRecords
                    : TemporaryToken(entry.Name) < last.Token;
                if (old)
                {
                    files.TryDelete(Path.Combine(directory, entry.Name));
                }
            }
        }
        catch (FileSystemException)
        {
            // What stays is deleted after the next record.
        }
    }

    private static long? TemporaryToken(string name) =>
        name.StartsWith(CheckpointNames.Temporary, StringComparison.Ordinal)
            ? CheckpointNames.Number(name[CheckpointNames.Temporary.Length..].Split('-')[0])
            : null;

    private string Slot(long sequence) => Path.Combine(directory, sequence.ToString());

    private long[] Sequences() =>
        [.. files.List(directory).Select(entry => CheckpointNames.Number(entry.Name)).OfType<long>().Order()];

    /// <summary>Reads again what looks damaged, so that one bad read does not hide the newest record.</summary>
    private CatalogRecord? TryRead(long sequence, out bool trimmed)
    {
        trimmed = false;
        try
        {
            CatalogRecord? record = null;
            for (int tries = 0; record is null && tries < ReadTries; tries++)
            {
                record = CatalogRecord.Read(files.ReadAll(Slot(sequence)), sequence);
            }

            return record;
        }
        catch (FileSystemException failure) when (failure.Error == FileSystemError.NotFound)
        {
            trimmed = true;
            return null;
        }
    }

    private string WriteTemporary(byte[] bytes, long token)
    {
        while (true)
        {
            string path = Path.Combine(directory, $"{CheckpointNames.Temporary}{token}-{++_temporaries}");
            try
            {
                files.WriteNew(path, bytes);
                return path;
            }
            catch (FileSystemException failure) when (failure.Error != FileSystemError.AlreadyExists)
            {
                files.TryDelete(path);
                throw;
            }
            catch (FileSystemException)
            {
                // Another process of the same token left it: take the next name.
            }
        }
    }

    /// <summary>Whether a number holds these bytes, after an attempt to give them that number failed; null if it is free.</summary>
    private bool? Holds(string slot, byte[] bytes, FileSystemException moveFailure)
    {
        try
        {
            return files.ReadAll(slot).AsSpan().SequenceEqual(bytes);
        }
        catch (FileSystemException failure)
        {
            return failure.Error == FileSystemError.NotFound
                ? null
                : throw new CheckpointOutcomeUnknownException(slot, moveFailure);
        }
    }
}
