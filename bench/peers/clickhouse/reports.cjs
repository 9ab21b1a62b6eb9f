// The reports in ClickHouse, in this process: LOG ANSWER CODE=RATE,... NOW
const fs = require("node:fs");
const path = require("node:path");
const { Session } = require("chdb");

const [log, answer, rateText, now] = process.argv.slice(2);
const literal = (text) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
const rates = rateText.split(",").map((pair) => pair.split("="));

const statement = fs
  .readFileSync(path.join(__dirname, "reports.sql"), "utf8")
  .replace("${log}", literal(path.resolve(log)))
  .replace("${answer}", literal(path.resolve(answer)))
  .replace("${currencies}", rates.map(([currency]) => literal(currency)).join(", "))
  .replace("${rates}", rates.map(([, rate]) => `toFloat64(${rate})`).join(", "))
  .replace("${now}", now);

const session = new Session();
for (const part of statement.split(";\n")) {
  session.query(part);
}
session.close();
