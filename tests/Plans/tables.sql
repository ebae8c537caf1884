-- The tables of plan and rule tests.
CREATE TABLE flights (
    origin STRING NOT NULL,
    carrier STRING,
    delay BIGINT,
    distance INT NOT NULL,
    ts TIMESTAMP(3),
    WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'test');

CREATE TABLE airports (code STRING NOT NULL, city STRING, PRIMARY KEY (code) NOT ENFORCED)
WITH ('connector' = 'test', 'changelog' = 'I,UA,D');

CREATE TABLE orders (id BIGINT NOT NULL, item STRING, price DECIMAL(10, 2), PRIMARY KEY (id) NOT ENFORCED)
WITH ('connector' = 'test', 'changelog' = 'I,UB,UA,D');

CREATE TABLE history (origin STRING, delay BIGINT) WITH ('connector' = 'test', 'bounded' = 'true');

CREATE TABLE delays_by_origin (origin STRING, total BIGINT, PRIMARY KEY (origin) NOT ENFORCED)
WITH ('connector' = 'test');

CREATE TABLE delays_log (origin STRING, total BIGINT) WITH ('connector' = 'test', 'append-only' = 'true');

CREATE TABLE delays_changes (origin STRING, total BIGINT) WITH ('connector' = 'test');

CREATE TABLE clicks (who STRING, page STRING, proc AS PROCTIME()) WITH ('connector' = 'test');

CREATE TABLE departures (gate STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND)
WITH ('connector' = 'test');

CREATE VIEW both_ways AS SELECT origin AS place, ts FROM flights UNION ALL SELECT gate, ts FROM departures;
