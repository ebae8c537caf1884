-- Hourly departures, average and worst delay per origin airport.
-- The file is in the order in which flights were reported: scheduled time plus delay. By scheduled time it is out of
-- order, as real data is, so the watermark stays two hours behind; flights later than that are counted as late.
CREATE TABLE flights (
  scheduled   TIMESTAMP(3),
  delay       INT,
  distance    INT,
  origin      STRING,
  destination STRING,
  WATERMARK FOR scheduled AS scheduled - INTERVAL '2' HOUR
) WITH (
  'connector' = 'filesystem',
  'path' = 'examples/data/flights.csv',
  'format' = 'csv',
  'csv.header' = 'true'
);

SELECT
  window_start,
  origin,
  COUNT(*)   AS departures,
  AVG(delay) AS average_delay,
  MAX(delay) AS worst_delay
FROM TUMBLE(TABLE flights, DESCRIPTOR(scheduled), INTERVAL '1' HOUR)
GROUP BY window_start, window_end, origin;
