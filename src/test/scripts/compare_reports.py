#!/usr/bin/env python3
"""Compares what a run of customer-report wrote with what the Python program says it should have written.

Doubles are compared bit for bit (any NaN equals any other), reports by customer, rejects as a multiset of reason,
file name, offset and text. A PATH may be one file or a folder of part files. Exit status 0: equal; 1: different,
with the first differences; 2: something could not be read.

Where the two programs spell the same thing differently:
- Non-finite doubles are strings in a run's reports, bare words in the Python program's.
- A run counts `event_type_not_allowed`, `before_since` and `after_until` as `filtered` and never writes such lines to
  the rejects.
- A run cuts the text of a reject at 64 KiB. For the bytes of one ill-formed sequence, decoders disagree on how many
  U+FFFD to write, so a row of them counts as one.
"""
import argparse
import collections
import json
import os
import re
import struct
import sys

REPORT_FIELDS = ["customer_id", "total_events", "total_spend_usd", "avg_ticket_usd", "active_days", "top_event_type",
                 "latest_event_ts", "by_day", "shard"]
DOUBLE_FIELDS = {"total_spend_usd", "avg_ticket_usd", "spend_usd"}
NOT_FINITE = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}
FILTERS = ("before_since", "after_until", "event_type_not_allowed")
# Counts of events, which a run without any may leave out.
OF_EVENTS = ("unrated", "duplicates", "conflicting_duplicates")
TEXT_LIMIT = 64 * 1024


class Differences:
    """Counts differences and keeps the first few."""

    def __init__(self, shown):
        self.shown, self.count, self.first = shown, 0, []

    def add(self, text):
        self.count += 1
        if len(self.first) < self.shown:
            self.first.append(text if len(text) <= 2000 else text[:2000] + "…")


def parts(path):
    """The files of a result in the order of their paths; the marks and leftovers of a run are no part of it."""
    if not os.path.isdir(path):
        return [path]
    found = []
    for folder, folders, files in os.walk(path):
        folders[:] = [f for f in folders if not f.startswith((".", "_"))]
        found += [os.path.join(folder, f) for f in files if not f.startswith((".", "_"))]
    return sorted(found)


def rows(path, strict):
    """Each line as JSON, or each value of a .json document, whose keys must be their customers, ordered; `strict`
    refuses the words that JSON does not have, and doubled keys."""
    for part in parts(path):
        with open(part, encoding="utf-8", newline="\n") as f:
            if part.endswith(".json"):
                yield from document(part, f)
                continue
            for number, line in enumerate(f, 1):
                try:
                    if strict:
                        yield json.loads(line, parse_constant=no_word, object_pairs_hook=no_doubled_key)
                    else:
                        yield json.loads(line)
                except ValueError as e:
                    raise ValueError(f"{part}, line {number}: {e}") from None


def document(part, f):
    reports = json.load(f, parse_constant=no_word, object_pairs_hook=no_doubled_key)
    if list(reports) != sorted(reports):
        raise ValueError(f"{part}: the customers are not in order")
    for customer, report in reports.items():
        if report["customer_id"] != customer:
            raise ValueError(f"{part}: the report of {report['customer_id']!r} stands under {customer!r}")
        yield report


def no_word(word):
    raise ValueError(f"{word} is no JSON")


def no_doubled_key(pairs):
    row = dict(pairs)
    if len(row) < len(pairs):
        raise ValueError("a key occurs twice")
    return row


def double(value):
    """The 64 bits of a double, however it is spelled, or the value itself if it is none."""
    if isinstance(value, str):
        value = NOT_FINITE.get(value, value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return value
    return "NaN" if value != value else struct.pack(">d", value).hex()


def comparable(value, key=None):
    """The value with its doubles as bits, its keys in their order, and integers apart from doubles."""
    if isinstance(value, dict):
        return [(k, comparable(v, k)) for k, v in value.items()]
    return double(value) if key in DOUBLE_FIELDS else (type(value).__name__, value)


def compare_reports(expected_path, actual_path, differences):
    expected = {row["customer_id"]: row for row in rows(expected_path, strict=False)}
    seen = set()
    for row in rows(actual_path, strict=True):
        customer = row.get("customer_id") if isinstance(row, dict) else None
        if not isinstance(customer, str):
            differences.add(f"a row without a customer: {json.dumps(row)}")
            continue
        if customer in seen:
            differences.add(f"customer {customer!r} has a second row")
            continue
        seen.add(customer)
        wanted = expected.get(customer)
        if wanted is None:
            differences.add(f"customer {customer!r} should have no row")
        elif list(row) != REPORT_FIELDS:
            differences.add(f"customer {customer!r} has the fields {list(row)}")
        elif comparable(wanted) != comparable(row):
            describe(customer, wanted, row, differences)
    for customer in expected.keys() - seen:
        differences.add(f"customer {customer!r} has no row")
    return len(seen)


def describe(customer, wanted, row, differences):
    """Names each field that differs, and within by_day each day."""
    for field in REPORT_FIELDS:
        a, b = wanted[field], row[field]
        if comparable(a, field) == comparable(b, field):
            continue
        if field == "by_day" and isinstance(b, dict) and list(a) == list(b):
            for day in a:
                if comparable(a[day]) != comparable(b[day]):
                    differences.add(f"customer {customer!r} on {day}: expected {a[day]}, found {b[day]}")
        else:
            differences.add(f"customer {customer!r}, {field}: expected {a!r}, found {b!r}")


def reject_key(row, text):
    return row["reason"], os.path.basename(row["file"]), row["offset"], re.sub("\ufffd+", "\ufffd", text)


def compare_rejects(expected_path, actual_path, differences):
    """Texts that were cut are compared as far as they go; whether they had to be cut is checked too."""
    expected = {}
    for row in rows(expected_path, strict=False):
        if row["reason"] not in FILTERS:
            expected[os.path.basename(row["file"]), row["offset"]] = row
    count = 0
    for row in rows(actual_path, strict=True):
        count += 1
        at = os.path.basename(row["file"]), row["offset"]
        wanted = expected.pop(at, None)
        if wanted is None:
            differences.add(f"a reject at {at} that should not be, or is doubled: {json.dumps(row)}")
            continue
        text, whole = row["line"], wanted["line"]
        if row.get("truncated", False):
            # A cut within a character leaves up to three U+FFFD at the end.
            whole, text = cut(whole, text, at, differences)
        elif len(whole.encode()) > TEXT_LIMIT and "\ufffd" not in whole:
            differences.add(f"the reject at {at} has {len(whole.encode())} bytes of text and is not cut")
        if reject_key(row, text) != reject_key(wanted, whole):
            differences.add(f"reject at {at}: expected {wanted['reason']} {whole!r}, found {row['reason']} {text!r}")
    for at, row in expected.items():
        differences.add(f"no reject at {at}, expected {row['reason']} {row['line']!r}")
    return count


def cut(whole, text, at, differences):
    """What is left of both for comparison, after checking that the cut is where it belongs."""
    if len(whole.encode()) <= TEXT_LIMIT:
        differences.add(f"the reject at {at} is cut though its text has only {len(whole.encode())} bytes")
    if "\ufffd" not in whole and not TEXT_LIMIT - 9 <= len(text.encode()) <= TEXT_LIMIT + 9:
        differences.add(f"the reject at {at} is cut at {len(text.encode())} bytes")
    kept = re.sub("\ufffd+", "\ufffd", text).rstrip("\ufffd")
    return re.sub("\ufffd+", "\ufffd", whole)[:len(kept)], kept


def compare_counts(expected_path, summary_path, differences):
    with open(expected_path, encoding="utf-8") as f:
        expected = json.load(f)
    with open(summary_path, encoding="utf-8") as f:
        summary = json.load(f)
    wanted = {name: expected.pop(name, 0) for name in ("customers", "lines", "blank", "accepted")}
    filtered = {reason: expected.pop(reason) for reason in FILTERS if expected.get(reason)}
    if "filtered_by" in summary and summary["filtered_by"] != filtered:
        differences.add(f"summary, filtered_by: expected {filtered}, found {summary.get('filtered_by')}")
    wanted["filtered"] = sum(filtered.values())
    for name in OF_EVENTS:
        count = expected.pop(name, 0)
        if summary.get(name, 0) != count:
            differences.add(f"summary, {name}: expected {count}, found {summary.get(name)}")
    for name, count in wanted.items():
        if summary.get(name) != count:
            differences.add(f"summary, {name}: expected {count}, found {summary.get(name)}")
    rejected = {reason: count for reason, count in summary.get("rejected", {}).items() if count}
    for reason in sorted(expected.keys() | rejected.keys()):
        if expected.get(reason, 0) != rejected.get(reason, 0):
            differences.add(f"summary, {reason}: expected {expected.get(reason, 0)}, found {rejected.get(reason, 0)}")
    return wanted["lines"]


def main():
    a = argparse.ArgumentParser(description="Compares a run's results with the Python program's.")
    a.add_argument("--expected-reports", metavar="FILE", required=True)
    a.add_argument("--reports", metavar="PATH", required=True)
    a.add_argument("--expected-rejects", metavar="FILE")
    a.add_argument("--rejects", metavar="PATH")
    a.add_argument("--expected-counts", metavar="FILE")
    a.add_argument("--summary", metavar="FILE")
    a.add_argument("--show", metavar="N", type=int, default=5, help="how many differences to print (default: 5)")
    o = a.parse_args()
    for one, other in (("expected_rejects", "rejects"), ("expected_counts", "summary")):
        if (getattr(o, one) is None) != (getattr(o, other) is None):
            a.error(f"--{one.replace('_', '-')} and --{other} belong together")

    differences = Differences(o.show)
    verdict = []
    try:
        verdict.append(f"{compare_reports(o.expected_reports, o.reports, differences)} reports")
        if o.rejects:
            verdict.append(f"{compare_rejects(o.expected_rejects, o.rejects, differences)} rejects")
        if o.summary:
            verdict.append(f"the counts of {compare_counts(o.expected_counts, o.summary, differences)} lines")
    except (OSError, ValueError, KeyError, TypeError) as e:
        print(f"compare_reports: {type(e).__name__}: {e}", file=sys.stderr)
        return 2
    if differences.count == 0:
        print("equal: " + ", ".join(verdict))
        return 0
    print(f"{differences.count} differences in " + ", ".join(verdict))
    for text in differences.first:
        print("  " + text)
    return 1


if __name__ == "__main__":
    sys.exit(main())
