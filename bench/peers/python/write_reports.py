"""Runs a Python program's compute_customer_report over a log and writes its reports as NDJSON.

usage: write_reports.py PROGRAM LOG ANSWER CODE=RATE,... NOW
"""
import importlib.util
import json
import sys


def load(path):
    spec = importlib.util.spec_from_file_location("program", path)
    program = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(program)
    return program


def main(program, log, answer, rates, now):
    fx_rates = {code: float(rate) for code, rate in (pair.split("=") for pair in rates.split(","))}
    with open(log, encoding="utf-8") as lines:
        reports = load(program).compute_customer_report(lines, fx_rates, None, int(now))
    with open(answer, "w", encoding="utf-8") as out:
        for customer_id, report in reports.items():
            out.write(json.dumps({"customer_id": customer_id, **report}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
