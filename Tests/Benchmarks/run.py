"""Checks the statistics and the report of Benchmarks/ on made-up numbers, and that Descent can be measured without peers.

    /usr/bin/python3 run.py
"""

import array
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
import xml.dom.minidom

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "Benchmarks"))

import contenders  # noqa: E402
import measuring  # noqa: E402
import report  # noqa: E402


def goal(limit, against="NumPy", subject="Descent", at_least=False):
    return {"limit": limit, "against": against, "subject": subject, "at_least": at_least}


def result(name="A", threads=1, goals=(), samples=None, point=None, unit="seconds", of_threads=1):
    return {
        "name": name, "title": f"case {name}", "threads": threads, "of_threads": of_threads, "unit": unit,
        "point": point, "agreeing": 2, "goals": list(goals),
        "samples": samples or {"Descent": [1e-6, 2e-6, 3e-6], "NumPy": [1e-3, 1e-3, 2e-3]},
    }


def everything(results):
    return {"machine": {"processor": "Abacus 9", "cores": "2", "virtual": "no", "memory": "1 GiB",
                        "system": "Debian", "NumPy": "2.4.6"},
            "quick": False, "minutes": 1.0, "day": "2025-01-01", "results": results}


def row(text, start):
    """The cells of the table row that begins so."""
    line = next(line for line in text.splitlines() if line.startswith(f"| {start} |"))
    return [cell.strip() for cell in line.strip("|").split("|")]


class Statistics(unittest.TestCase):
    def test_quartiles_lie_between_samples(self):
        self.assertEqual(measuring.quartiles([4.0, 1.0, 3.0, 2.0]), (1.75, 2.5, 3.25))
        self.assertEqual(measuring.quartiles([7.0]), (7.0, 7.0, 7.0))

    def test_ratio_is_of_medians_and_its_spread_of_rounds(self):
        # The ratio of the medians 2 and 8, and of the rounds: 1/8, 2/8 and 3/4.
        self.assertEqual(measuring.ratio([1.0, 2.0, 3.0], [8.0, 8.0, 4.0]), (0.25, 0.1875, 0.5))

    def test_rounds_that_a_contender_sits_out_count_for_neither(self):
        middle, lower, upper = measuring.ratio([1.0, 9.0, 1.0, 9.0, 1.0], [2.0, None, 2.0, None, 2.0])
        self.assertEqual((middle, lower, upper), (0.5, 0.5, 0.5))

    def test_slope_is_the_exponent(self):
        self.assertAlmostEqual(measuring.slope([(10, 2e3), (100, 2e6), (1000, 2e9)]), 3.0)

    def test_results_may_differ_in_the_last_digits_only(self):
        self.assertIsNone(measuring.difference([1.0, 2.0 + 1e-9], [1.0, 2.0]))
        self.assertIn("number 1", measuring.difference([1.0, 2.0 + 1e-8], [1.0, 2.0]))
        self.assertIn("2 numbers", measuring.difference([1.0, 2.0], [1.0]))
        self.assertIn("number 0", measuring.difference([float("nan")], [1.0]))

    def test_a_contender_that_computes_something_else_fails_the_case(self):
        class Told(contenders.Worker):
            def __init__(self, numbers):
                self.numbers = numbers

            def result(self):
                return self.numbers
        same = [("Descent", Told([1.0])), ("sqlite3", contenders.Worker()), ("NumPy", Told([1.0]))]
        self.assertEqual(measuring.compare("A", same), 2)
        with self.assertRaisesRegex(contenders.Failure, "A: JAX computes something else than Descent"):
            measuring.compare("A", same + [("JAX", Told([1.1]))])


    def test_programs_that_print_other_texts_agree_in_nothing(self):
        class Printed(contenders.Worker):
            def __init__(self, text):
                self.text = text

            def printed(self):
                return self.text
        self.assertEqual(measuring.compare("A", [("Descent", Printed("1\n")), ("Python", Printed("1\n"))]), 2)
        self.assertEqual(measuring.compare("A", [("Descent", Printed("1\n")), ("Python", Printed("2\n"))]), 0)


class Reading(unittest.TestCase):
    def test_durations_that_descent_tells(self):
        for text, seconds in (("870 ns", 870e-9), ("1.24 ms", 1.24e-3), ("34.5 µs", 34.5e-6), ("2 min 5 s", 125.0)):
            self.assertAlmostEqual(contenders.told_seconds(text), seconds, delta=seconds * 1e-12)

    def test_numbers_of_both_kinds_of_file(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "numbers")
            header = b"{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }\n"
            with open(path, "wb") as file:
                file.write(b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header
                           + array.array("d", [0.5, -2.0]).tobytes())
            self.assertEqual(list(contenders.read_numbers(path)), [0.5, -2.0])
            with open(path, "w", encoding="ascii") as file:
                file.write("0.5\n-2\n")
            self.assertEqual(list(contenders.read_numbers(path)), [0.5, -2.0])


class Report(unittest.TestCase):
    def test_numbers_have_three_digits_and_a_unit(self):
        for value, text in ((9.71e-8, "97.1 ns"), (1e-6, "1.00 µs"), (0.9999e-3, "1.00 ms"), (0.0345, "34.5 ms"),
                            (12.34, "12.3 s"), (256.0, "256 s")):
            self.assertEqual(report.amount(value, "seconds"), text)
        self.assertEqual(report.amount(520e6, "bytes"), "520 MB")
        self.assertEqual([report.proportion(value) for value in (1 / 390, 0.5, 1.2)], ["1/390", "0.50", "1.20"])

    def test_goals_met_and_missed(self):
        text = report.markdown(everything([
            result("A", goals=[goal(1 / 300)]),
            result("B", goals=[goal(1 / 600)]),
            result("C", goals=[goal(2.5e-6, None)]),
            result("D", goals=[goal(1e-6, None)]),
            result("E", goals=[goal(900, "Descent", "NumPy", at_least=True)]),
            result("F", goals=[goal(100, "Descent", "NumPy")]),
            result("G", goals=[goal(1.0, "pandas")]),
            result("H", goals=[goal(1.05, "the data")], unit="bytes", samples={"Descent": [1054.0], "the data": [1e3]}),
        ]))
        expected = {
            "A": ("1/500 (1/800 – 1/571)", "≤ 1/300", "yes"), "B": ("1/500 (1/800 – 1/571)", "≤ 1/600", "**no**"),
            "C": ("2.00 µs", "≤ 2.50 µs", "yes"), "D": ("2.00 µs", "≤ 1.00 µs", "**no**"),
            "E": ("500.00", "≥ 900.00", "**no**"), "F": ("500.00", "≤ 100.00", "**no**"),
        }
        for name, (told, limit, met) in expected.items():
            cells = row(text, f"case {name}")
            self.assertTrue(cells[4].startswith(told), cells)
            self.assertEqual(cells[5:], [limit, met])
        # A ratio that is printed like its limit would look as if it were met.
        self.assertEqual(row(text, "case H")[4:], ["1.0540 (1.05 – 1.05)", "≤ 1.05", "**no**"])
        self.assertEqual(row(text, "case G")[3:], ["pandas: not there", "", "", ""])

    def test_groups_have_a_geometric_mean_and_rows_say_that_texts_differ(self):
        rows = [result(name, samples={"Descent": [own], "Python": [1.0]}) | {"group": "plain"}
                for name, own in (("A", 0.5), ("B", 2.0), ("C", 8.0))]
        rows[1]["agreeing"] = 0
        self.assertEqual(report.means(rows),
                         "plain: 3 programs, geometric mean 2.00 of Python, goal ≤ 1.25, from 0.50 to 8.00\n")
        text = report.markdown(everything(rows))
        self.assertIn("- Of plain: 3 programs, geometric mean 2.00 of Python", text)
        self.assertIn("| case B, **other output** | Descent |", text)
        self.assertEqual(report.means([result("A")]), "")

    def test_all_contenders_are_told_with_their_spread_and_the_rounds_they_ran(self):
        samples = {"Descent": [2e-3] * 4, "NumPy": [4e-3, None, 8e-3, None]}
        text = report.markdown(everything([result("A", samples=samples, threads=2, of_threads=2)]))
        self.assertEqual(row(text, "case A, 2 threads")[1:], ["Descent", "2.00 ms (2.00 ms – 2.00 ms)", "", "4"])
        self.assertIn("|  | NumPy | 6.00 ms (5.00 ms – 7.00 ms) | 0.33 | 2 |", text)

    def test_growth_is_told_with_its_slope_and_drawn(self):
        results = [result(f"growth {axis}={place}", point=(axis, place),
                          samples={"Descent": [place * 1e-9] * 3, "NumPy": [place ** 2 * 1e-9] * 3})
                   for axis in "np" for place in (10, 100, 1000, 10_000)]
        text = report.markdown(everything(results))
        self.assertEqual(row(text, "slope")[1:], ["1.00", "2.00"])
        self.assertEqual(row(text, "1,000")[1:], ["1.00 µs", "1.00 ms"])
        drawn = xml.dom.minidom.parseString(report.drawing(results))
        lines = drawn.getElementsByTagName("polyline")
        self.assertEqual([line.getAttribute("class") for line in lines], ["Descent", "NumPy"] * 2)
        for line in lines:
            places = [tuple(map(float, pair.split(","))) for pair in line.getAttribute("points").split()]
            self.assertEqual(len(places), 4)
            # A power law is a straight, rising line.
            steps = [(b[0] - a[0], b[1] - a[1]) for a, b in zip(places, places[1:])]
            for across, up in steps:
                self.assertAlmostEqual(across, steps[0][0], delta=0.2)
                self.assertAlmostEqual(up, steps[0][1], delta=0.2)
                self.assertLess(up, 0)

    def test_the_readme_quotes_medians_between_its_marks_and_nothing_else_changes(self):
        text = f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n"
        quoted = report.quoted(text, everything([result("A")]))
        self.assertTrue(quoted.startswith(f"before\n{report.BEGIN}\n"), quoted)
        self.assertTrue(quoted.endswith(f"{report.END}\nafter\n"), quoted)
        self.assertIn("On 2 cores, Abacus 9, 1 GiB, Debian; NumPy 2.4.6.", quoted)
        self.assertIn("| case A | 2.00 µs | NumPy 1.00 ms (1/500) |", quoted)
        self.assertNotIn("old", quoted)

    def test_the_readme_has_the_marks(self):
        text = (ROOT / "README.md").read_text(encoding="utf-8")
        self.assertEqual((text.count(report.BEGIN), text.count(report.END)), (1, 1))


class WithoutPeers(unittest.TestCase):
    program = ROOT / ".build" / "debug" / "descent"

    def test_descent_is_measured_alone(self):
        if not os.access(self.program, os.X_OK):
            self.skipTest("there is no debug program")
        with tempfile.TemporaryDirectory() as folder:
            ran = subprocess.run(
                [sys.executable, str(ROOT / "Benchmarks" / "benchmark.py"), "--descent", str(self.program), "--folder",
                 folder, "--quick", "--only", "A", "--only", "start"], capture_output=True, text=True, timeout=60)
            self.assertEqual((ran.returncode, ran.stderr), (0, ""))
            self.assertRegex(ran.stdout, r"(?m)^A: 10 × 5, an epoch\n    Descent +[\d.]+ [µn]s")
            self.assertIn("no NumPy to compare with", ran.stdout)
            self.assertRegex(ran.stdout, r"(?m)^start: start-up, empty script\n    Descent +[\d.]+ ms")


if __name__ == "__main__":
    unittest.main()
