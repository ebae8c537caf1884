using System.Text;

namespace FlinkSql.Functions.State;

/// <summary>The order of boxed values of one type: NULL first, NaN last, texts by code points, arrays by elements.</summary>
internal sealed class BoxedOrder : IComparer<object?>
{
    public static readonly BoxedOrder Instance = new();

    public int Compare(object? left, object? right)
    {
        switch (left, right)
        {
            case (null, _):
                return right is null ? 0 : -1;
            case (_, null):
                return 1;
            case (string a, string b):
                return Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b));
            case (byte[] a, byte[] b):
                return a.AsSpan().SequenceCompareTo(b);
            case (double a, double b):
                return ValueOrder.Compare(a, b);
            case (float a, float b):
                return ValueOrder.Compare(a, b);
            case (object?[] a, object?[] b):
                for (int element = 0; element < Math.Min(a.Length, b.Length); element++)
                {
                    int order = Compare(a[element], b[element]);
                    if (order != 0)
                    {
                        return order;
                    }
                }

                return a.Length.CompareTo(b.Length);
            default:
                return ((IComparable)left).CompareTo(right);
        }
    }
}
