"""Measures Descent beside its peers; `Scripts/benchmark` sets these up and runs this.

    benchmark.py --descent PATH [--python PATH] [--octave PATH] [--sqlite3 PATH] [--read-bandwidth PATH] --folder PATH
                 [--quick] [--only CASE]… [--list] [--report]

A full run writes Benchmarks/RESULTS.md and growth.svg and the README's numbers; a quick one writes its own into the
folder, and one of some cases only prints. Python needs no packages for it.
"""

import argparse
import datetime
import json
import os
import sys
import time

import machine
import report
from case_data import ROOT, discard
from cases import all_cases
from contenders import Failure, Setting
from measuring import measure


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--descent", required=True)
    parser.add_argument("--python", help="a Python that has the peers; without it none of them is measured")
    parser.add_argument("--octave")
    parser.add_argument("--sqlite3")
    parser.add_argument("--read-bandwidth")
    parser.add_argument("--folder", required=True, help="for data and results")
    parser.add_argument("--quick", action="store_true", help="small sizes and few rounds: does it work?")
    parser.add_argument("--only", action="append", default=[], metavar="CASE", help="may be given again")
    parser.add_argument("--list", action="store_true", help="the names of the cases")
    parser.add_argument("--report", action="store_true", help="tell the last full run's results anew")
    return parser.parse_args()


def run(case, setting):
    """Measures a case at each number of threads; gives what the report needs to know."""
    for prepare in case.data:
        prepare(setting)
    results = []
    for threads in case.threads:
        if threads > machine.processors():
            print(f"{case.name}: left out at {threads} threads, there are fewer processors", flush=True)
            continue
        samples, agreeing = measure(case, threads, setting)
        results.append({
            "name": case.name, "title": case.title, "threads": threads, "of_threads": len(case.threads),
            "unit": case.unit, "point": case.point, "group": case.group, "agreeing": agreeing, "samples": samples,
            "goals": [vars(goal) for goal in case.goals if threads in goal.threads],
        })
        print(report.lines(results[-1]), flush=True)
    if case.discards:
        discard(setting, *case.discards)
    return results


def main():
    options = arguments()
    cases = all_cases(options.quick)
    names = [case.name for case in cases]
    if options.list:
        print("\n".join(names))
        return 0
    groups = {case.group for case in cases if case.group} | {"growth"}
    if unknown := [name for name in options.only if name not in names and name not in groups]:
        print(f"error: there is no case {', '.join(unknown)}; --list lists them", file=sys.stderr)
        return 2
    folder = os.path.abspath(options.folder)
    os.makedirs(os.path.join(folder, "data"), exist_ok=True)
    os.makedirs(os.path.join(folder, "home"), exist_ok=True)
    setting = Setting(
        os.path.abspath(options.descent), options.python, options.octave, options.sqlite3, options.read_bandwidth,
        folder, os.path.join(ROOT, "Benchmarks", "peers"), options.quick)
    kept = setting.path("results.json")
    if options.report:
        with open(kept, encoding="utf-8") as file:
            report.write(json.load(file), os.path.join(ROOT, "Benchmarks"), os.path.join(ROOT, "README.md"))
        return 0
    start = time.monotonic()
    results = []
    try:
        for case in cases:
            kinds = {case.name, case.group, "growth" if case.point else None}
            if not options.only or kinds.intersection(options.only):
                results += run(case, setting)
    except Failure as failure:
        print(f"error: {failure}", file=sys.stderr)
        return 1
    print(report.means(results), end="")
    minutes = (time.monotonic() - start) / 60
    print(f"{minutes:.1f} minutes", flush=True)
    if options.only:
        return 0
    everything = {
        "machine": machine.described(setting), "quick": options.quick, "minutes": minutes,
        "day": datetime.date.today().isoformat(), "results": results,
    }
    if options.quick:
        report.write(everything, folder, None)
        return 0
    with open(kept, "w", encoding="utf-8") as file:
        json.dump(everything, file)
    report.write(everything, os.path.join(ROOT, "Benchmarks"), os.path.join(ROOT, "README.md"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
