using FlinkSql.Columnar;
using FlinkSql.Columnar.Arrow;

namespace FlinkSql.Tests.Unit.Columnar.Arrow;

/// <summary>Batches as the bytes of a stream or file.</summary>
internal static class ArrowBytes
{
    public static byte[] Stream(IReadOnlyList<RecordBatch> batches, ArrowWriteOptions? options = null)
    {
        var bytes = new MemoryStream();
        using (var writer = new ArrowStreamWriter(bytes, batches[0].Schema, options, leaveOpen: true))
        {
            foreach (RecordBatch batch in batches)
            {
                writer.Write(batch);
            }
        }

        return bytes.ToArray();
    }

    public static byte[] File(IReadOnlyList<RecordBatch> batches, ArrowWriteOptions? options = null)
    {
        var bytes = new MemoryStream();
        using (var writer = new ArrowFileWriter(bytes, batches[0].Schema, options, leaveOpen: true))
        {
            foreach (RecordBatch batch in batches)
            {
                writer.Write(batch);
            }
        }

        return bytes.ToArray();
    }
}
