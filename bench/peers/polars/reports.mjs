// The reports in Polars: LOG ANSWER CODE=RATE,... NOW
import pl from "nodejs-polars";

const [log, answer, rateText, now] = process.argv.slice(2);
const MILLIS_PER_SECOND = 1000;
const SECONDS_PER_DAY = 86_400;

let rate = pl.lit(1.0);
for (const [currency, usd] of rateText.split(",").map((pair) => pair.split("="))) {
  rate = pl
    .when(pl.col("currency").eq(pl.lit(currency)))
    .then(pl.lit(Number(usd)))
    .otherwise(rate);
}

const events = pl
  .scanJson(log)
  .filter(
    pl
      .col("event_id")
      .neq(pl.lit(""))
      .and(pl.col("customer_id").neq(pl.lit("")))
      .and(pl.col("ts").gt(0))
      .and(pl.col("ts").ltEq(Number(now))),
  )
  .select(
    pl.col("customer_id"),
    pl.col("event_type"),
    pl.col("ts"),
    pl
      .col("ts")
      .minus(pl.col("ts").modulo(SECONDS_PER_DAY))
      .cast(pl.Int64)
      .alias("midnight"),
    pl.col("amount").mul(rate).alias("usd"),
  );

const isTicket = pl.col("event_type").eq(pl.lit("checkout")).and(pl.col("usd").gt(0));
const cells = events
  .groupBy(["customer_id", "midnight", "event_type"])
  .agg(
    pl.col("usd").count().alias("events"),
    pl.col("usd").sum(),
    pl.col("usd").filter(isTicket).sum().alias("ticket_usd"),
    pl.col("usd").filter(isTicket).count().alias("tickets"),
    pl.col("ts").max().alias("latest"),
  )
  .collectSync()
  .lazy();

const days = cells
  .groupBy(["customer_id", "midnight"])
  .agg(
    pl.col("events").sum(),
    pl.col("usd").sum(),
    pl.col("ticket_usd").sum(),
    pl.col("tickets").sum(),
    pl.col("latest").max(),
  )
  .withColumn(
    pl
      .col("midnight")
      .mul(MILLIS_PER_SECOND)
      .cast(pl.Int64)
      .cast(pl.Datetime("ms"))
      .dt.strftime("%Y-%m-%d")
      .alias("day"),
  )
  .withColumn(
    pl
      .struct([
        pl.col("day"),
        pl.col("events"),
        pl.col("usd").alias("spend_usd"),
      ])
      .alias("row"),
  );

const tops = cells
  .groupBy(["customer_id", "event_type"])
  .agg(pl.col("events").sum())
  .sort([pl.col("events"), pl.col("event_type")], [true, false])
  .groupBy("customer_id")
  .agg(pl.col("event_type").first().alias("top_event_type"));

days
  .groupBy("customer_id")
  .agg(
    pl.col("events").sum().alias("total_events"),
    pl.col("usd").sum().round(6).alias("total_spend_usd"),
    pl.col("ticket_usd").sum(),
    pl.col("tickets").sum(),
    pl.col("events").count().alias("active_days"),
    pl.col("latest").max().alias("latest_event_ts"),
    pl.col("row").alias("by_day"),
  )
  .join(tops, { on: "customer_id" })
  .select(
    pl.col("customer_id"),
    pl.col("total_events"),
    pl.col("total_spend_usd"),
    pl
      .when(pl.col("tickets").gt(0))
      .then(pl.col("ticket_usd").div(pl.col("tickets")).round(6))
      .otherwise(pl.lit(0.0))
      .alias("avg_ticket_usd"),
    pl.col("active_days"),
    pl.col("top_event_type"),
    pl.col("latest_event_ts"),
    pl.col("by_day"),
  )
  .sinkNdJson(answer, { maintainOrder: false })
  .collectSync();
