using System.Globalization;

namespace Linq;

/// <summary>One line of <c>examples/data/flights.csv</c>.</summary>
internal sealed record Flight(DateTime Scheduled, int Delay, int Distance, string Origin, string Destination)
{
    /// <summary>Reads the file line by line, as a query asks for rows; each query opens it anew.</summary>
    public static IEnumerable<Flight> Read(string file)
    {
        foreach (string line in File.ReadLines(file).Skip(1))
        {
            yield return Parse(line);
        }
    }

    private static Flight Parse(string line)
    {
        string[] fields = line.Split(',');
        return new Flight(
            DateTime.ParseExact(fields[0], "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            int.Parse(fields[1], CultureInfo.InvariantCulture),
            int.Parse(fields[2], CultureInfo.InvariantCulture),
            fields[3],
            fields[4]);
    }
}
