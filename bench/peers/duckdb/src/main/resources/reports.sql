-- The log is read once, and what counts of it is held in memory for two groupings, by customer and day
-- and by customer and type. Of the forms tried, which docs/performance.md names, this one was the fastest.
-- Days come in no order.
COPY (
    WITH events AS MATERIALIZED (
        SELECT
            customer_id,
            coalesce(event_type, '') AS event_type,
            ts,
            (ts // 86400)::INTEGER AS day,
            coalesce(amount, 0) * CASE currency ${rates} ELSE 1.0::DOUBLE END AS usd
        FROM read_ndjson(
            ${log},
            columns = {
                event_id: 'VARCHAR',
                customer_id: 'VARCHAR',
                ts: 'BIGINT',
                event_type: 'VARCHAR',
                amount: 'DOUBLE',
                currency: 'VARCHAR'
            },
            ignore_errors = true
        )
        WHERE event_id <> '' AND customer_id <> '' AND ts > 0 AND ts <= ${now}
            ${checks}
    ),
    days AS (
        SELECT
            customer_id,
            day,
            count(*) AS events,
            sum(usd) AS usd,
            sum(usd) FILTER (event_type = 'checkout' AND usd > 0) AS ticket_usd,
            count(*) FILTER (event_type = 'checkout' AND usd > 0) AS tickets,
            max(ts) AS latest
        FROM events
        GROUP BY customer_id, day
    ),
    types AS (
        SELECT customer_id, event_type, count(*) AS events
        FROM events
        GROUP BY customer_id, event_type
    ),
    tops AS (
        SELECT customer_id, arg_min(event_type, (-events, event_type)) AS top
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
            count(*) AS active_days,
            json_group_object(make_date(day)::VARCHAR, {events: events, spend_usd: usd}) AS by_day
        FROM days
        GROUP BY customer_id
    )
    SELECT
        customer_id,
        events::BIGINT AS total_events,
        round(usd, 6) AS total_spend_usd,
        round(coalesce(ticket_usd / nullif(tickets, 0), 0), 6) AS avg_ticket_usd,
        active_days,
        top AS top_event_type,
        latest AS latest_event_ts,
        by_day,
        ('0x' || substr(sha1(customer_id), 1, 8))::BIGINT % 128 AS shard
    FROM customers
    JOIN tops USING (customer_id)
) TO ${answer} (FORMAT json)
