// Hourly departures and delays of each airport, as LINQ: the query of examples/flights.sql.
// Run it in the root of the repository: dotnet run -c Release --project examples/Linq
using FlinkSql.Linq;
using Linq;

string file = args.Length > 0 ? args[0] : "examples/data/flights.csv";
await using StreamEngine engine = StreamEngine.Create();

// The file is in the order in which flights were reported. By scheduled time it is out of order, by two hours at most
// except for a few rows, which are late.
EventStream<Flight> flights = engine.From(
    Flight.Read(file),
    source => source.Named("flights").EventTime(flight => flight.Scheduled, maxDisorder: 2.Hours));

var hourly = from flight in flights.Tumble(1.Hours)
             where flight.Origin != flight.Destination
             group flight by flight.Origin into airport
             select new
             {
                 Hour = airport.Window.Start,
                 Airport = airport.Key,
                 Departures = airport.Count(),
                 MeanDelay = airport.Average(flight => flight.Delay),
                 WorstDelay = airport.Max(flight => flight.Delay),
             };

Console.WriteLine(hourly.ToSqlString());
Console.WriteLine();

// Up to here nothing has run. Enumerating runs one job; what follows ToAsyncEnumerable() is plain .NET.
var busiest = await hourly.ToAsyncEnumerable()
    .OrderByDescending(bar => bar.Departures)
    .ThenBy(bar => bar.Hour)
    .Take(10)
    .ToListAsync();

Console.WriteLine($"{"hour",-16}  {"airport"}  {"departures"}  {"mean delay"}  {"worst"}");
foreach (var bar in busiest)
{
    Console.WriteLine(
        $"{bar.Hour:yyyy-MM-dd HH:mm}  {bar.Airport,-7}  {bar.Departures,10}  {bar.MeanDelay,10:F1}  {bar.WorstDelay,5}");
}

// The rows that came too late were dropped, counted and kept. Here windows take them for six hours after their end, give one
// final row then, and what is late even for that can be read.
await using var patient = flights.Tumble(1.Hours).AllowedLateness(6.Hours).EmitFinal()
    .GroupBy(flight => flight.Origin)
    .Select(airport => new { Hour = airport.Window.Start, Airport = airport.Key, Departures = airport.Count() })
    .Run();
long departures = await patient.ToAsyncEnumerable().Select(bar => bar.Departures).SumAsync();
Console.WriteLine();
Console.WriteLine($"{departures} departures in windows that wait six hours; too late even for those:");
await foreach (LateRow<Departure> late in patient.LateRows<Departure>())
{
    Console.WriteLine($"{late.Row.Scheduled:yyyy-MM-dd HH:mm}  {late.Row.Origin,-7}  late by {late.LateBy}");
}
