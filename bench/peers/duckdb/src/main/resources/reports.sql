-- The log is read once. The first grouping, by customer, day and type, feeds the two that follow;
-- of the forms tried (see docs/performance.md) this one was the fastest.
COPY (
    WITH events AS (
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
            -- An array or an object is text to DuckDB, and no id or type to the contract.
            AND event_id[1] NOT IN ('[', '{')
            AND customer_id[1] NOT IN ('[', '{')
            AND coalesce(event_type, '')[1] NOT IN ('[', '{')
    ),
    cells AS (
        SELECT
            customer_id,
            day,
            event_type,
            count(*) AS events,
            sum(usd) AS usd,
            sum(usd) FILTER (event_type = 'checkout' AND usd > 0) AS ticket_usd,
            count(*) FILTER (event_type = 'checkout' AND usd > 0) AS tickets,
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
            list_sort(list((make_date(day)::VARCHAR, {events: events::BIGINT, spend_usd: usd}))) AS days
        FROM days
        GROUP BY customer_id
    )
    SELECT
        customer_id,
        events::BIGINT AS total_events,
        round(usd, 6) AS total_spend_usd,
        round(coalesce(ticket_usd / nullif(tickets, 0), 0), 6) AS avg_ticket_usd,
        len(days) AS active_days,
        top AS top_event_type,
        latest AS latest_event_ts,
        map_from_entries(days) AS by_day,
        ('0x' || substr(sha1(customer_id), 1, 8))::BIGINT % 128 AS shard
    FROM customers
    JOIN tops USING (customer_id)
) TO ${answer} (FORMAT json)
