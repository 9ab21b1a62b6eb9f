#!/usr/bin/env python3
"""Each kind of difference is found by compare_reports.py, and each permitted one is not. Run it as it is."""
import copy
import json
import os
import subprocess
import sys
import tempfile
import unittest

SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "compare_reports.py")
REPORT = {
    "customer_id": "c1", "total_events": 2, "total_spend_usd": 0.3, "avg_ticket_usd": float("nan"), "active_days": 2,
    "top_event_type": "\uff5e", "latest_event_ts": 1735689600,
    "by_day": {"2025-01-01": {"events": 1, "spend_usd": 0.1}, "2025-01-02": {"events": 1, "spend_usd": float("inf")}},
    "shard": 7,
}
REJECT = {"reason": "malformed_json", "file": "logs/a.ndjson", "offset": 3, "line": "x\ufffd\ufffdy"}
LONG = {"reason": "malformed_json", "file": "logs/a.ndjson", "offset": 9, "line": "é" * 40_000}
FILTERED = {"reason": "event_type_not_allowed", "file": "logs/a.ndjson", "offset": 70, "line": "{}"}
COUNTS = {"customers": 1, "lines": 6, "blank": 1, "accepted": 2, "malformed_json": 2, "event_type_not_allowed": 1}


class CompareReportsTest(unittest.TestCase):

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.report = copy.deepcopy(REPORT)
        self.report["avg_ticket_usd"] = "NaN"
        self.report["by_day"]["2025-01-02"]["spend_usd"] = "Infinity"
        self.reports = [self.report]
        self.reject = dict(REJECT, file="/elsewhere/a.ndjson")
        self.long = dict(LONG, line="é" * 32_768, truncated=True)
        self.rejects = [self.long, self.reject]
        self.summary = {"customers": 1, "lines": 6, "blank": 1, "accepted": 2, "filtered": 1,
                        "rejected": {"malformed_json": 2, "future_ts": 0}, "seconds": 0.5}

    def write(self, name, rows):
        path = os.path.join(self.folder.name, name)
        with open(path, "w", encoding="utf-8") as f:
            for row in rows:
                f.write((row if isinstance(row, str) else json.dumps(row)) + "\n")
        return path

    def compare(self):
        arguments = [
            "--expected-reports", self.write("er", [REPORT]), "--reports", self.write("r", self.reports),
            "--expected-rejects", self.write("ej", [REJECT, LONG, FILTERED]), "--rejects", self.write("j", self.rejects),
            "--expected-counts", self.write("ec", [COUNTS]), "--summary", self.write("s", [self.summary])]
        run = subprocess.run([sys.executable, SCRIPT, *arguments], capture_output=True, text=True)
        return run.returncode, run.stdout + run.stderr

    def assertDiffers(self, *words):
        status, said = self.compare()
        self.assertEqual(status, 1, said)
        for word in words:
            self.assertIn(word, said)

    def test_permitted_differences_of_spelling_are_equal(self):
        status, said = self.compare()

        self.assertEqual(status, 0, said)

    def test_last_bit_of_a_total(self):
        self.report["total_spend_usd"] = 0.1 + 0.2

        self.assertDiffers("total_spend_usd", "0.30000000000000004")

    def test_last_bit_of_a_day(self):
        self.report["by_day"]["2025-01-01"]["spend_usd"] = 0.10000000000000002

        self.assertDiffers("2025-01-01")

    def test_sign_of_zero(self):
        self.report["total_spend_usd"] = 0.0
        REPORT_ZERO = dict(REPORT, total_spend_usd=-0.0)
        expected = self.write("zero", [REPORT_ZERO])
        found = self.write("found", [self.report])

        run = subprocess.run([sys.executable, SCRIPT, "--expected-reports", expected, "--reports", found],
                             capture_output=True, text=True)

        self.assertEqual(run.returncode, 1)

    def test_other_infinity(self):
        self.report["by_day"]["2025-01-02"]["spend_usd"] = "-Infinity"

        self.assertDiffers("2025-01-02")

    def test_count_that_is_a_double(self):
        self.report["total_events"] = 2.0

        self.assertDiffers("total_events")

    def test_order_of_fields(self):
        self.reports[0] = dict(reversed(self.report.items()))

        self.assertDiffers("has the fields")

    def test_order_of_days(self):
        self.report["by_day"] = dict(reversed(self.report["by_day"].items()))

        self.assertDiffers("by_day")

    def test_missing_extra_and_doubled_customers(self):
        self.reports[:] = [dict(self.report, customer_id="c2")] * 2

        self.assertDiffers("'c2' should have no row", "'c2' has a second row", "'c1' has no row")

    def test_reports_that_are_no_json(self):
        self.reports[0] = REPORT

        status, said = self.compare()

        self.assertEqual(status, 2)
        self.assertIn("NaN is no JSON", said)

    def compare_document(self, document):
        expected = self.write("expected", [REPORT])
        found = self.write("found.json", [document])
        run = subprocess.run([sys.executable, SCRIPT, "--expected-reports", expected, "--reports", found],
                             capture_output=True, text=True)
        return run.returncode, run.stdout + run.stderr

    def test_document_of_reports_by_customer(self):
        other = dict(self.report, customer_id="c2")

        self.assertEqual(self.compare_document({"c1": self.report})[0], 0)
        self.assertEqual(self.compare_document({"c1": self.report, "c2": other})[0], 1)
        self.assertIn("not in order", self.compare_document({"c2": other, "c1": self.report})[1])
        self.assertIn("stands under 'c3'", self.compare_document({"c3": self.report})[1])

    def test_missing_and_extra_rejects(self):
        self.reject["offset"] = 4

        self.assertDiffers("no reject at ('a.ndjson', 3)", "a reject at ('a.ndjson', 4)")

    def test_filtered_line_among_the_rejects(self):
        self.rejects.append(FILTERED)

        self.assertDiffers("70")

    def test_reason_and_text_of_a_reject(self):
        self.reject["reason"] = "invalid_ts"
        self.long["line"] = "e" + "é" * 32_767

        self.assertDiffers("invalid_ts", "'a.ndjson', 9")

    def test_reject_cut_too_early_or_not_at_all(self):
        self.long["line"] = "é" * 100
        self.assertDiffers("is cut at 200 bytes")

        self.rejects[0] = LONG
        self.assertDiffers("is not cut")

        self.rejects[0] = self.long = dict(LONG, line="é" * 32_768, truncated=True)
        self.reject["truncated"] = True
        self.assertDiffers("is cut though")

    def test_counts(self):
        self.summary["rejected"] = {"malformed_json": 1, "future_ts": 1}
        self.summary["filtered"] = 0

        self.assertDiffers("malformed_json: expected 2, found 1", "future_ts", "filtered")


if __name__ == "__main__":
    unittest.main()
