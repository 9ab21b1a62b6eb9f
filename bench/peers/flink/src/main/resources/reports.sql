CREATE TEMPORARY TABLE log (
    event_id STRING,
    customer_id STRING,
    ts BIGINT,
    event_type STRING,
    amount DOUBLE,
    currency STRING
) WITH (
    'connector' = 'filesystem',
    'path' = ${log},
    'format' = 'json',
    'json.ignore-parse-errors' = 'true'
);

CREATE TEMPORARY TABLE reports (
    customer_id STRING,
    total_events BIGINT,
    total_spend_usd DOUBLE,
    avg_ticket_usd DOUBLE,
    active_days BIGINT,
    top_event_type STRING,
    latest_event_ts BIGINT,
    by_day ARRAY<ROW<`day` STRING, events BIGINT, spend_usd DOUBLE>>,
    shard BIGINT
) WITH (
    'connector' = 'filesystem',
    'path' = ${answer},
    'format' = 'json'
);

CREATE TEMPORARY VIEW events AS
SELECT
    customer_id,
    COALESCE(event_type, '') AS event_type,
    ts,
    ts / 86400 AS day_number,
    COALESCE(amount, 0) * CASE currency ${rates} ELSE CAST(1.0 AS DOUBLE) END AS usd
FROM log
WHERE event_id <> '' AND customer_id <> '' AND ts > 0 AND ts <= ${now}
    -- An array or an object is text to Flink's JSON format, and no id or type to the contract.
    AND SUBSTRING(event_id FROM 1 FOR 1) NOT IN ('[', '{')
    AND SUBSTRING(customer_id FROM 1 FOR 1) NOT IN ('[', '{')
    AND SUBSTRING(COALESCE(event_type, '') FROM 1 FOR 1) NOT IN ('[', '{');

CREATE TEMPORARY VIEW cells AS
SELECT
    customer_id,
    day_number,
    event_type,
    COUNT(*) AS events,
    SUM(usd) AS usd,
    SUM(usd) FILTER (WHERE event_type = 'checkout' AND usd > 0) AS ticket_usd,
    COUNT(*) FILTER (WHERE event_type = 'checkout' AND usd > 0) AS tickets,
    MAX(ts) AS latest
FROM events
GROUP BY customer_id, day_number, event_type;

CREATE TEMPORARY VIEW days AS
SELECT
    customer_id,
    day_number,
    SUM(events) AS events,
    SUM(usd) AS usd,
    SUM(ticket_usd) AS ticket_usd,
    SUM(tickets) AS tickets,
    MAX(latest) AS latest
FROM cells
GROUP BY customer_id, day_number;

CREATE TEMPORARY VIEW tops AS
SELECT customer_id, event_type
FROM (
    SELECT
        customer_id,
        event_type,
        ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY events DESC, event_type) AS place
    FROM (
        SELECT customer_id, event_type, SUM(events) AS events
        FROM cells
        GROUP BY customer_id, event_type
    )
)
WHERE place = 1;

CREATE TEMPORARY VIEW customers AS
SELECT
    customer_id,
    SUM(events) AS events,
    SUM(usd) AS usd,
    SUM(ticket_usd) AS ticket_usd,
    SUM(tickets) AS tickets,
    MAX(latest) AS latest,
    COUNT(*) AS active_days,
    ARRAY_AGG(CAST(
        ROW(DATE_FORMAT(TO_TIMESTAMP_LTZ(day_number * 86400, 0), 'yyyy-MM-dd'), events, usd)
        AS ROW<`day` STRING, events BIGINT, spend_usd DOUBLE>
    )) AS days
FROM days
GROUP BY customer_id;

INSERT INTO reports
SELECT
    customers.customer_id,
    events,
    ROUND(usd, 6),
    ROUND(COALESCE(ticket_usd / tickets, 0), 6),
    active_days,
    event_type,
    latest,
    days,
    shard_of(customers.customer_id)
FROM customers
JOIN tops ON customers.customer_id = tops.customer_id;
