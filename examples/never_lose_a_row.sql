-- Half a minute of rows, counted by the second. Kill it at any moment (kill -9) and start it again with
--   flinksql run examples/never_lose_a_row.sql --from latest
-- When it ends, kept/counts holds each second once: 120 windows of 500 rows.
SET 'execution.checkpointing.interval' = '200 ms';
SET 'execution.checkpointing.dir' = 'kept/checkpoints';
SET 'execution.checkpointing.savepoint-dir' = 'kept/savepoints';

CREATE TABLE ticks (
  id BIGINT,
  ts AS TO_TIMESTAMP_LTZ(id * 2, 3),
  WATERMARK FOR ts AS ts - INTERVAL '1' SECOND
) WITH (
  'connector' = 'datagen', 'rows-per-second' = '2000',
  'fields.id.kind' = 'sequence', 'fields.id.start' = '0', 'fields.id.end' = '59999'
);

CREATE TABLE counts (first_id BIGINT, n BIGINT, total BIGINT)
WITH ('connector' = 'filesystem', 'path' = 'kept/counts', 'format' = 'csv');

INSERT INTO counts
SELECT MIN(id), COUNT(*), SUM(id) FROM TUMBLE(TABLE ticks, DESCRIPTOR(ts), INTERVAL '1' SECOND)
GROUP BY window_start, window_end;
