using System.Runtime.CompilerServices;

namespace FlinkSql.Columnar;

/// <summary>
/// The significant digits and the exponent of a floating-point number, taken from one spelling and written in Java's:
/// plain from 10^-3 up to 10^7, with an exponent outside, and always a digit after the point.
/// </summary>
internal ref struct ScientificNumber
{
    private Digits _digits;

    /// <summary>Significant digits without zeros at either end; 0 for zero.</summary>
    public int DigitCount;

    /// <summary>The power of ten of the first digit.</summary>
    private int _exponent;

    /// <summary>Reads <c>[-]digits[.digits][E[sign]digits]</c>.</summary>
    public static ScientificNumber Read(ReadOnlySpan<byte> text)
    {
        var number = default(ScientificNumber);
        int pointAfter = -1;
        int digitsSeen = 0;
        int leadingZeros = 0;
        int exponent = 0;
        for (int at = 0; at < text.Length; at++)
        {
            byte letter = text[at];
            if (letter == '.')
            {
                pointAfter = digitsSeen;
            }
            else if (letter is (byte)'E' or (byte)'e')
            {
                exponent = ReadExponent(text[(at + 1)..]);
                break;
            }
            else if (letter != '-')
            {
                digitsSeen++;
                if (number.DigitCount == 0 && letter == '0')
                {
                    leadingZeros++;
                }
                else
                {
                    number._digits[number.DigitCount++] = letter;
                }
            }
        }

        number._exponent = exponent + (pointAfter < 0 ? digitsSeen : pointAfter) - leadingZeros - 1;
        while (number.DigitCount > 0 && number._digits[number.DigitCount - 1] == '0')
        {
            number.DigitCount--;
        }

        return number;
    }

    public readonly int Write(Span<byte> to, bool negative)
    {
        int at = 0;
        if (negative)
        {
            to[at++] = (byte)'-';
        }

        if (DigitCount == 0)
        {
            "0.0"u8.CopyTo(to[at..]);
            return at + 3;
        }

        return _exponent is >= -3 and < 7 ? WritePlain(to, at) : WriteWithExponent(to, at);
    }

    private readonly int WritePlain(Span<byte> to, int at)
    {
        if (_exponent < 0)
        {
            to[at++] = (byte)'0';
        }

        for (int digit = 0; digit <= _exponent; digit++)
        {
            to[at++] = digit < DigitCount ? _digits[digit] : (byte)'0';
        }

        to[at++] = (byte)'.';
        for (int zero = _exponent + 1; zero < 0; zero++)
        {
            to[at++] = (byte)'0';
        }

        int first = Math.Max(0, _exponent + 1);
        if (first >= DigitCount)
        {
            to[at++] = (byte)'0';
        }

        for (int digit = first; digit < DigitCount; digit++)
        {
            to[at++] = _digits[digit];
        }

        return at;
    }

    private readonly int WriteWithExponent(Span<byte> to, int at)
    {
        to[at++] = _digits[0];
        to[at++] = (byte)'.';
        if (DigitCount == 1)
        {
            to[at++] = (byte)'0';
        }

        for (int digit = 1; digit < DigitCount; digit++)
        {
            to[at++] = _digits[digit];
        }

        to[at++] = (byte)'E';
        return at + Utf8Text.WriteInt64(to[at..], _exponent);
    }

    private static int ReadExponent(ReadOnlySpan<byte> text)
    {
        bool negative = text[0] == '-';
        int value = 0;
        foreach (byte letter in text)
        {
            if (letter is >= (byte)'0' and <= (byte)'9')
            {
                value = value * 10 + (letter - '0');
            }
        }

        return negative ? -value : value;
    }

    [InlineArray(40)]
    private struct Digits
    {
        private byte _first;
    }
}
