using System.Text;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using Xunit;

namespace FlinkSql.Tests.Unit.Runtime.Checkpoints;

public sealed class ManifestFormatTests
{
    private static readonly CheckpointManifest Manifest = new(
        7,
        "job-1",
        3,
        new CheckpointContents(
            new DateTimeOffset(2024, 5, 6, 7, 8, 9, 123, TimeSpan.Zero),
            [
                new OperatorEntry(
                    "a \"quoted\" uid é",
                    2,
                    128,
                    [
                        new StateEntry("slices", 0, new KeyGroupRange(0, 64), new StateFile(7, "slices-0.arrow", 123_456_789_012, 0xFFFFFFFF)),
                        new StateEntry("slices", 1, new KeyGroupRange(64, 64), new StateFile(5, "slices-1.arrow", 0, 0)),
                    ],
                    [new MetadataEntry("position", [0, 255, 10])]),
                new OperatorEntry("empty", 1, 1, [], []),
            ],
            [new MetadataEntry("committables", [])]));

    [Fact]
    public void What_is_written_is_read() => Assert.Equal(Manifest, ManifestFormat.Read(ManifestFormat.Write(Manifest)));

    [Fact]
    public void A_person_can_read_it()
    {
        string text = Encoding.UTF8.GetString(ManifestFormat.Write(Manifest));
        Assert.StartsWith("flinksql-checkpoint 1 crc32c=", text);
        Assert.Contains("\"kind\": \"full\"", text);
        Assert.Contains("\"kind\": \"reference\"", text);
        Assert.Contains("\"timestamp\": \"2024-05-06T07:08:09.123+00:00\"", text);
    }

    [Fact]
    public void Any_changed_bit_is_noticed()
    {
        byte[] bytes = ManifestFormat.Write(Manifest);
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<InvalidDataException>(() => ManifestFormat.Read(bytes));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void Another_version_is_named() => Assert.Contains(
        "'flinksql-checkpoint 2 crc32c=0'",
        Assert.Throws<InvalidDataException>(() => ManifestFormat.Read("flinksql-checkpoint 2 crc32c=0\n{}"u8)).Message);

    [Fact]
    public void A_catalog_record_survives_the_loss_of_one_of_its_lines()
    {
        var record = new CatalogRecord(12, 3, "node-1", 64, [new CatalogEntry(5, 1234, 0xABCDEF01), new CatalogEntry(7, 1, 2)]);
        byte[] bytes = record.Write();
        Assert.Equal(record, CatalogRecord.Read(bytes, 12));
        Assert.Null(CatalogRecord.Read(bytes, 13));
        for (int index = 0; index < bytes.Length; index++)
        {
            byte[] damaged = [.. bytes];
            damaged[index] ^= 4;
            Assert.Equal(record, CatalogRecord.Read(damaged, 12));
            damaged[(index + (bytes.Length / 2)) % bytes.Length] ^= 4;
            CatalogRecord? read = CatalogRecord.Read(damaged, 12);
            Assert.True(read is null || read == record, $"byte {index}");
        }
    }

    [Fact]
    public void Names_of_state_files_are_plain()
    {
        Assert.True(StateFile.IsName("op-1_slices.0.arrow"));
        Assert.All(["", ".x", "a/b", "..", "manifest", "manifest.2", "ä", "a b"], name => Assert.False(StateFile.IsName(name), name));
    }
}
