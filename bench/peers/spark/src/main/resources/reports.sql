WITH events AS (
    SELECT
        customer_id,
        coalesce(event_type, '') AS event_type,
        ts,
        ts DIV 86400 AS day,
        coalesce(amount, 0) * CASE currency ${rates} ELSE 1.0D END AS usd
    FROM log
    WHERE event_id <> '' AND customer_id <> '' AND ts > 0 AND ts <= ${now}
        -- An array or an object is text to Spark's JSON reader, and no id or type to the contract.
        AND left(event_id, 1) NOT IN ('[', '{')
        AND left(customer_id, 1) NOT IN ('[', '{')
        AND left(coalesce(event_type, ''), 1) NOT IN ('[', '{')
),
cells AS (
    SELECT
        customer_id,
        day,
        event_type,
        count(*) AS events,
        sum(usd) AS usd,
        sum(usd) FILTER (WHERE event_type = 'checkout' AND usd > 0) AS ticket_usd,
        count(*) FILTER (WHERE event_type = 'checkout' AND usd > 0) AS tickets,
        max(ts) AS latest
    FROM events
    GROUP BY customer_id, day, event_type
),
days AS (
    SELECT
        customer_id,
        day,
        sum(events) AS events,
        sum(usd) AS usd,
        sum(ticket_usd) AS ticket_usd,
        sum(tickets) AS tickets,
        max(latest) AS latest
    FROM cells
    GROUP BY customer_id, day
),
types AS (
    SELECT customer_id, event_type, sum(events) AS events
    FROM cells
    GROUP BY customer_id, event_type
),
tops AS (
    SELECT customer_id, min_by(event_type, struct(-events, event_type)) AS top
    FROM types
    GROUP BY customer_id
),
customers AS (
    SELECT
        customer_id,
        sum(events) AS events,
        sum(usd) AS usd,
        sum(ticket_usd) AS ticket_usd,
        sum(tickets) AS tickets,
        max(latest) AS latest,
        map_from_entries(sort_array(collect_list(struct(
            date_format(date_from_unix_date(CAST(day AS INT)), 'yyyy-MM-dd') AS day,
            struct(events, usd AS spend_usd) AS totals
        )))) AS by_day
    FROM days
    GROUP BY customer_id
)
SELECT
    customer_id,
    events AS total_events,
    round(usd, 6) AS total_spend_usd,
    round(coalesce(ticket_usd / tickets, 0), 6) AS avg_ticket_usd,
    size(by_day) AS active_days,
    top AS top_event_type,
    latest AS latest_event_ts,
    by_day,
    CAST(conv(left(sha1(customer_id), 8), 16, 10) AS BIGINT) % 128 AS shard
FROM customers
JOIN tops USING (customer_id)
