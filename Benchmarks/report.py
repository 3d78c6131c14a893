"""Tells what was measured: on the screen, in RESULTS.md with a plot of growth, and in the README.

Results are plain data, as benchmark.py keeps them in results.json.
"""

import html
import math
import os
import re
import textwrap

from measuring import geometric_mean, quartiles, ratio, slope, taken

UNITS = ((1e-9, "ns"), (1e-6, "µs"), (1e-3, "ms"), (1.0, "s"))


def digits(value):
    """Three significant digits: 0.0712, 1.24, 34.3, 848."""
    if value == 0:
        return "0"
    value = float(f"{value:.2e}")
    return f"{value:.{max(0, 2 - math.floor(math.log10(abs(value)) + 1e-12))}f}"


def amount(value, unit):
    """A time or a size with its unit."""
    if unit == "bytes":
        return f"{digits(value / 1e6)} MB"
    for size, name in UNITS:
        if value < 999.5 * size:
            break
    return f"{digits(value / size)} {name}"


def proportion(value):
    """A ratio; small ones as a fraction, which is how goals are told."""
    return f"1/{1 / value:.0f}" if value < 0.095 else f"{value:.2f}"


def apart(value, limit):
    """The ratio with as many digits as tell it from the limit."""
    text = proportion(value)
    return f"{value:.4f}" if text == proportion(limit) and value != limit else text


def spread(samples, unit):
    """The median, and the quartiles behind it."""
    lower, middle, upper = quartiles(taken(samples))
    return f"{amount(middle, unit)} ({amount(lower, unit)} – {amount(upper, unit)})"


def verdicts(result):
    """What became of each goal: the subject, what it is compared with, the ratio with its quartiles, the goal, and
    whether it is met; None for all from the ratio on where what it is compared with was not there."""
    for goal in result["goals"]:
        subject = result["samples"].get(goal["subject"])
        if goal["against"] is None:
            middle, lower, upper = ratio(subject, [1.0] * len(subject))
            met = middle <= goal["limit"]
            yield goal, tuple(amount(value, result["unit"]) for value in (middle, lower, upper)), \
                f"≤ {amount(goal['limit'], result['unit'])}", met
            continue
        against = result["samples"].get(goal["against"])
        if subject is None or against is None:
            yield goal, None, None, None
            continue
        values = ratio(subject, against)
        met = values[0] >= goal["limit"] if goal["at_least"] else values[0] <= goal["limit"]
        sign = "≥" if goal["at_least"] else "≤"
        told = (apart(values[0], goal["limit"]), proportion(values[1]), proportion(values[2]))
        yield goal, told, f"{sign} {proportion(goal['limit'])}", met


def print_other_texts(result):
    """Whether the contenders of a program don't print the same."""
    return bool(result.get("group")) and result["agreeing"] == 0


def title(result):
    """The case, and the threads if it is measured at several."""
    other = ", **other output**" if print_other_texts(result) else ""
    return result["title"] + other + (f", {threads_text(result['threads'])}" if result["of_threads"] > 1 else "")


def threads_text(threads):
    return "1 thread" if threads == 1 else f"{threads} threads"


def lines(result):
    """A case as lines for a screen."""
    own = result["samples"].get("Descent")
    agreeing = f"; {result['agreeing']} results agree" if result["agreeing"] > 1 else ""
    agreeing += "; THEY PRINT OTHER TEXTS" if print_other_texts(result) else ""
    text = [f"{result['name']}: {title(result)}{agreeing}"]
    for name, samples in result["samples"].items():
        behind = "" if name == "Descent" else f"  Descent {proportion(ratio(own, samples)[0])} of it"
        text.append(f"    {name:34} {spread(samples, result['unit']):36}{behind}")
    for goal, values, limit, met in verdicts(result):
        if values is None:
            text.append(f"    no {goal['against']} to compare with")
        else:
            against = f" of {goal['against']}" if goal["against"] else ""
            text.append(f"    {'met' if met else 'MISSED'}: {goal['subject']} {values[0]}{against}, goal {limit}")
    return "\n".join(text)


MEANS = {"plain": 1.25}
"""What the geometric mean of a group's ratios is to be at most."""


def means(results):
    """The geometric mean of Descent's ratios to Python, a line for each group of programs."""
    text = ""
    for group in dict.fromkeys(result.get("group") for result in results):
        ratios = [ratio(result["samples"]["Descent"], result["samples"]["Python"])[0] for result in results
                  if group and result.get("group") == group and "Python" in result["samples"]]
        if ratios:
            goal = f", goal ≤ {MEANS[group]:.2f}" if group in MEANS else ""
            text += f"{group}: {len(ratios)} programs, geometric mean {proportion(geometric_mean(ratios))} of Python" \
                f"{goal}, from {proportion(min(ratios))} to {proportion(max(ratios))}\n"
    return text


def table(header, rows):
    return ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)] + [
        "| " + " | ".join(row) + " |" for row in rows]


def goal_rows(results):
    for result in results:
        for goal, values, limit, met in verdicts(result):
            threads = str(result["threads"]) if result["of_threads"] > 1 else ""
            against = goal["against"]
            subject = "" if goal["subject"] == "Descent" else f"{goal['subject']}: "
            if values is None:
                yield [result["title"], threads, "", f"{against}: not there", "", "", ""]
                continue
            measured = spread(result["samples"][goal["subject"]], result["unit"])
            other = f"{against}: {spread(result['samples'][against], result['unit'])}" if against else "–"
            told = values[0] + (f" ({values[1]} – {values[2]})" if against else "")
            name = result["title"] + (", **other output**" if print_other_texts(result) else "")
            yield [name, threads, subject + measured, other, told, limit, "yes" if met else "**no**"]


def contender_rows(results):
    for result in results:
        own = result["samples"].get("Descent")
        for name, samples in result["samples"].items():
            behind = "" if name == "Descent" or own is None else proportion(ratio(own, samples)[0])
            yield [title(result) if name == next(iter(result["samples"])) else "", name,
                   spread(samples, result["unit"]), behind, str(len(taken(samples)))]


def growth_points(results, axis, name):
    """The medians along an axis of growth, by place."""
    return [(result["point"][1], quartiles(taken(result["samples"][name]))[1])
            for result in results if result["point"] and result["point"][0] == axis and name in result["samples"]]


AXES = {"n": "rows, 16 columns", "p": "columns, 128 rows"}


def growth_section(results):
    """The tables of growth with the fitted slopes, and the plot."""
    names = [name for name in ("Descent", "NumPy") if growth_points(results, "n", name)]
    text = [
        "## Growth", "",
        "The time of an epoch of exact training at one thread against the number of rows and of columns. A slope of 1 in",
        "log-log is a time in proportion; what every epoch and every row cost whatever their length makes it smaller.", "",
        "![The time of an epoch against rows and against columns, in log-log](growth.svg)", "",
    ]
    for axis, label in AXES.items():
        series = {name: growth_points(results, axis, name) for name in names}
        rows = [[f"{place:,}", *(amount(dict(series[name])[place], "seconds") for name in names)]
                for place, _ in series["Descent"]]
        upper = {name: points[len(points) // 2:] for name, points in series.items()}
        rows.append(["slope", *(f"{slope(series[name]):.2f}" for name in names)])
        rows.append(["slope of the upper half", *(f"{slope(upper[name]):.2f}" for name in names)])
        text += table([label, *names], rows) + [""]
    return text


def markdown(everything):
    """RESULTS.md."""
    results = everything["results"]
    cases = [result for result in results if not result["point"]]
    text = [
        "# What Descent takes beside its peers", "",
        f"`Scripts/benchmark` wrote this on {everything['day']}, in {everything['minutes']:.0f} minutes"
        + (", with small sizes and few rounds (`--quick`): nothing here tells how fast anything is." if
           everything["quick"] else "."),
        "Cases run one after the other; in a case, all contenders prepare, show that they compute the same (losses and "
        "other", "results agree to 1e-9), and are then sampled in turns, in another order each round. Times are medians, "
        "with the", "quartiles in parentheses; a ratio is that of the medians, with the quartiles of the rounds' ratios.",
        "", "## The machine", "",
        *table(["", ""], [[name, value] for name, value in everything["machine"].items()]),
        "", "## Goals", "",
        *table(["case", "threads", "Descent", "compared with", "ratio", "goal", "met"], goal_rows(cases)),
        "", *NOTES, *(f"- Of {line}." for line in means(results).splitlines()), "",
    ]
    if any(result["point"] for result in results):
        text += growth_section(results)
    text += [
        "## All contenders", "",
        *table(["case", "contender", "median (quartiles)", "Descent's ratio to it", "samples"], contender_rows(cases)),
    ]
    return "\n".join(text) + "\n"


NOTES = [
    "- An epoch is the time of one `train` divided by its epochs, which are many; nothing is printed. Peers' loops compute",
    "  the loss in every epoch too. NumPy runs the notebook's functions; Numba one loop that reads x once an epoch, with",
    "  fastmath, compiled before; JAX the whole loop under `jit`; Octave the same expressions.",
    "- NumPy is as its wheel comes, with the kernels that OpenBLAS chooses for the processor; \"Haswell kernels\" are those",
    "  whose digits Descent gives.",
    "- *Reading the data once* is a C program that sums x and y at full width, straight or in four streams, whichever is",
    "  quicker: its time divided by an epoch's is the share of the read bandwidth.",
    "- From load to weights, NumPy's 2,000 epochs are four epochs times 500, and its loading.",
    "- pandas parses with its default, which may miss the last digit; `round_trip` is exact, as Descent is.",
]


# The plot.

WIDTH, HEIGHT = 760, 330
STYLE = """
text { font: 12px system-ui, sans-serif; fill: #333; }
.frame { fill: none; stroke: #999; } .grid { stroke: #ddd; }
.Descent { stroke: #0a63c9; fill: none; stroke-width: 2; } .Descent-mark { fill: #0a63c9; }
.NumPy { stroke: #c2570c; fill: none; stroke-width: 2; stroke-dasharray: 5 3; } .NumPy-mark { fill: #c2570c; }
@media (prefers-color-scheme: dark) {
  text { fill: #ddd; } .frame { stroke: #777; } .grid { stroke: #3a3a3a; }
  .Descent { stroke: #6cb0ff; } .Descent-mark { fill: #6cb0ff; }
  .NumPy { stroke: #ffa25c; } .NumPy-mark { fill: #ffa25c; }
}"""


def decades_around(values):
    return math.floor(math.log10(min(values)) + 1e-9), math.ceil(math.log10(max(values)) - 1e-9)


def place_text(exponent):
    return f"{10 ** exponent:,}" if exponent < 4 else f"1e{exponent}"


def panel(left, series, label, vertical):
    """One plot in log-log, with a line a decade."""
    top, bottom, width = 40, HEIGHT - 50, 290
    first, last = decades_around([x for points in series.values() for x, _ in points])
    low, high = vertical
    across = lambda x: left + width * (math.log10(x) - first) / (last - first)
    up = lambda y: bottom - (bottom - top) * (math.log10(y) - low) / (high - low)
    text = []
    for exponent in range(first, last + 1):
        x = across(10.0 ** exponent)
        text.append(f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{top}" y2="{bottom}"/>')
        text.append(f'<text x="{x:.1f}" y="{bottom + 18}" text-anchor="middle">{place_text(exponent)}</text>')
    for exponent in range(low, high + 1):
        y = up(10.0 ** exponent)
        text.append(f'<line class="grid" x1="{left}" x2="{left + width}" y1="{y:.1f}" y2="{y:.1f}"/>')
        time = amount(10.0 ** exponent, "seconds").replace(".00", "").replace(".0 ", " ")
        text.append(f'<text x="{left - 6}" y="{y + 4:.1f}" text-anchor="end">{time}</text>')
    text.append(f'<rect class="frame" x="{left}" y="{top}" width="{width}" height="{bottom - top}"/>')
    text.append(f'<text x="{left + width / 2}" y="{HEIGHT - 12}" text-anchor="middle">{html.escape(label)}</text>')
    for name, points in series.items():
        path = " ".join(f"{across(x):.1f},{up(y):.1f}" for x, y in points)
        text.append(f'<polyline class="{name}" points="{path}"/>')
        text += [f'<circle class="{name}-mark" cx="{across(x):.1f}" cy="{up(y):.1f}" r="3"/>' for x, y in points]
    return text


def drawing(results):
    """growth.svg: an epoch's time against rows and against columns, readable on light and on dark pages."""
    names = [name for name in ("Descent", "NumPy") if growth_points(results, "n", name)]
    plots = {axis: {name: growth_points(results, axis, name) for name in names} for axis in AXES}
    vertical = decades_around([y for series in plots.values() for points in series.values() for _, y in points])
    text = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' aria-label="The time of an epoch">', f"<style>{STYLE}\n</style>",
    ]
    for index, (axis, label) in enumerate(AXES.items()):
        text += panel(65 + 365 * index, plots[axis], label, vertical)
    for index, name in enumerate(names):
        x = 65 + 180 * index
        text.append(f'<line class="{name}" x1="{x}" x2="{x + 28}" y1="20" y2="20"/>')
        text.append(f'<text x="{x + 34}" y="24">{name}, an epoch</text>')
    return "\n".join(text + ["</svg>"]) + "\n"


# The README.

BEGIN, END = "<!-- benchmarks: written by Scripts/benchmark -->", "<!-- end of benchmarks -->"
QUOTED = (
    ("notebook", ("Python with NumPy",)), ("A", ("NumPy",)), ("B", ("NumPy", "Numba")), ("cells", ("NumPy",)),
    ("csv", ("pandas",)), ("start", ("sqlite3",)),
)


def quotation(everything):
    """The README's numbers: medians at the most threads that were measured, and the machine."""
    by_name = {result["name"]: result for result in everything["results"]}  # the last one has the most threads
    rows = []
    for name, peers in QUOTED:
        result = by_name.get(name)
        if result is None:
            continue
        own = result["samples"]["Descent"]
        others = [f"{peer} {amount(quartiles(taken(result['samples'][peer]))[1], result['unit'])} "
                  f"({proportion(ratio(own, result['samples'][peer])[0])})"
                  for peer in peers if peer in result["samples"]]
        rows.append([title(result), amount(quartiles(taken(own))[1], result["unit"]), " · ".join(others)])
    about = everything["machine"]
    versions = ", ".join(f"{name} {about[name]}" for name in ("NumPy", "Numba", "pandas", "sqlite3") if name in about)
    kind = "virtual cores" if about.get("virtual") == "yes" else "cores"
    machine = f"On {about['cores']} {kind}, {about['processor']}, {about['memory'].split(',')[0]}, {about['system']}"
    told = f"{machine}; {versions}. Medians, and Descent's ratio to each peer:"
    return "\n".join([
        BEGIN, *textwrap.wrap(told, 120), "",
        *table(["", "Descent", "peers"], rows), "", END])


def write(everything, folder, readme):
    """RESULTS.md and growth.svg in the folder; the README's numbers where it has their place."""
    with open(os.path.join(folder, "RESULTS.md"), "w", encoding="utf-8") as file:
        file.write(markdown(everything))
    if any(result["point"] for result in everything["results"]):
        with open(os.path.join(folder, "growth.svg"), "w", encoding="utf-8") as file:
            file.write(drawing(everything["results"]))
    if readme:
        with open(readme, encoding="utf-8") as file:
            text = file.read()
        with open(readme, "w", encoding="utf-8") as file:
            file.write(quoted(text, everything))


def quoted(text, everything):
    """The text with the numbers between the marks replaced."""
    return re.sub(re.escape(BEGIN) + ".*?" + re.escape(END), lambda _: quotation(everything), text, flags=re.DOTALL)
