#!/usr/bin/env python3
"""Calls every door with extreme values in the place of each argument, in Descent and in Python with NumPy.

    sweep.py [DOOR…] [--sample N] [--seconds S] [--seed S] [--binary PATH] [--report PATH] [--record] [--jobs N]

Doors are the functions of modules and Python's own, the methods of each type, and operators, subscripts and formats.
What Descent has is asked of it by dir; Python says which arguments fit a door. Each of them, and each named parameter,
is then replaced in turn by each of EXTREMES (calls.py). A file of such calls runs in both; each tells a value or an error.

crash      the program ended, or said that a value is broken
slow       no answer after 2 s of the processor though Python has one, or one that Ctrl-C took more than 200 ms of it to end
value      another value than Python's
accepted   a value where Python raises
class      another class of error than Python's
refused    an error where Python has a value, or where a parameter isn't there, or NumPy makes an array of objects: tolerable
           if it says so
words      another message than Python's, or a class that Python's inherits from

The exit status is 1 if a call is one of the first five and known.txt hasn't it: that has doors with the rule of reasons.py
by which their differences are understood, and calls with a reason written by hand. --record, after a run of all, writes it
anew; what no rule explains is "unsorted" then, and fails until a reason stands there. crash and slow are never known.
"""

import os
import sys

for name, value in (("OPENBLAS_CORETYPE", "Haswell"), ("OPENBLAS_NUM_THREADS", "1"), ("PYTHONHASHSEED", "0"),
                    ("NPY_DISABLE_CPU_FEATURES", "X86_V4 AVX512_ICL AVX512_SPR")):
    os.environ[name] = value
sys.dont_write_bytecode = True
FOLDER = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, FOLDER)

import argparse  # noqa: E402
import ast  # noqa: E402
import builtins  # noqa: E402
import collections  # noqa: E402
import concurrent.futures  # noqa: E402
import inspect  # noqa: E402
import itertools  # noqa: E402
import random  # noqa: E402
import statistics  # noqa: E402
import re  # noqa: E402
import resource  # noqa: E402
import select  # noqa: E402
import signal  # noqa: E402
import subprocess  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402
import warnings  # noqa: E402

import numpy as np  # noqa: E402

import reasons  # noqa: E402
from calls import ANY, CLOCKS, EXTREMES, FITTING, MODULES, PRELUDE, RECEIVERS, SKIPPED, TEMPLATES  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(FOLDER))
MEMORY = 3 << 30
"""The address space of each program: what is larger must be an error."""
PATIENCE = 2.0
"""Seconds of the processor that a call may take."""
ENDLESS = 60.0
"""Seconds after which one is stopped that takes none."""
SLOWEST = 200
"""Milliseconds of the processor from Ctrl-C to the end; the goal is 50 ms, which Tests/Interrupts measures."""
CALLS_A_FILE = 250
NOT_THERE = (r"unexpected keyword argument|takes \d+ positional arguments? but|takes no keyword arguments|is(n't| not) here|leave (it|\w+) out"
             r"|only \w+=|is not there in Descent|Descent takes no \w+=|has no attribute|takes float, int or bool for dtype|OverflowError: Python int too large to convert to C long$"
             r"|takes (strings|a string|True or False|sizes|a list or tuple of tensors|numbers|a number|whole numbers|a whole number)\b.*, got [\w.]+$")
"""How Descent says that it hasn't a parameter or method, or takes no objects where NumPy makes an array of them, and raises
what comes of that."""
FAILING = ("crash", "slow", "value", "accepted", "class")
WORLD = {}
warnings.simplefilter("ignore")
exec(PRELUDE, WORLD)


def limited():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answers(command, calls, folder):
    """What a program says to each call: "= value", "! error", "crash …" or "slow …"."""
    said, next_call = {}, 0
    while next_call < len(calls):
        path = os.path.join(folder, "calls.py")
        with open(path, "w", encoding="utf-8") as file:
            file.write(PRELUDE)
            for number in range(next_call, len(calls)):
                file.write(f"called({number}, lambda: {calls[number]})\n")
        next_call = answers_until_it_ends([*command, path], folder, said, next_call)
    return [said[number] for number in range(len(calls))]


def answers_until_it_ends(command, folder, said, first):
    """Runs a file; gives the number of the call to go on with."""
    errors = tempfile.TemporaryFile()
    program = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, preexec_fn=limited)
    seen, next_call, since = b"", first, time.monotonic()
    # Python takes some time to start.
    computed = 1.0
    while True:
        if not select.select([program.stdout], [], [], 0.5)[0]:
            if processor(program) - computed > PATIENCE or time.monotonic() - since > ENDLESS:
                said[next_call] = "slow " + stopped(program)
                break
            continue
        data = os.read(program.stdout.fileno(), 1 << 16)
        seen += data
        *lines, seen = seen.split(b"\n")
        for line in lines:
            if found := re.search(rb"@@ (\d+) (.*)", line):
                said[int(found[1])] = ast.literal_eval(found[2].decode())
                next_call, since, computed = int(found[1]) + 1, time.monotonic(), processor(program)
        if not data:
            status = program.wait()
            if next_call not in said:
                errors.seek(0)
                said[next_call] = f"crash {status} {errors.read()[-300:].decode(errors='replace')}"
            break
    program.stdout.close()
    program.wait()
    return next_call + 1


def processor(program):
    """Seconds that a program has computed; 0 where it has ended."""
    try:
        return time.clock_gettime((~program.pid << 3) | 2)
    except OSError:
        return 0.0


def stopped(program):
    """Presses Ctrl-C; the milliseconds of the processor until the program ends, or until it won't."""
    start = time.monotonic()
    computed = latest = processor(program)
    program.send_signal(signal.SIGINT)
    while program.poll() is None and time.monotonic() - start < ENDLESS and latest - computed < 1:
        latest = max(latest, processor(program))
        time.sleep(0.002)
    program.kill()
    return f"{1000 * (latest - computed):.0f} ms"


def door_names(binary, folder):
    """All doors: (name, how it is called with "…" as its arguments)."""
    path = os.path.join(folder, "doors.py")
    objects = [(module, module) for module in MODULES] + [(made, kind) for kind, all_made in RECEIVERS.items() for made in all_made]
    with open(path, "w", encoding="utf-8") as file:
        file.write(PRELUDE)
        for made, _ in objects:
            file.write(f"try:\n    print(' '.join(dir({made})))\nexcept Exception as error:\n    print('??', error)\n")
        for name in dir(builtins):
            if name not in SKIPPED:
                file.write(f"try:\n    {name}\n    print('{name}')\nexcept NameError:\n    pass\n")
    done = subprocess.run([binary, path], stdout=subprocess.PIPE, text=True, check=True)
    lines = done.stdout.split("\n")
    doors = []
    for (made, kind), line in zip(objects, lines):
        if line.startswith("??"):
            print(f"no {made}: {line}")
            continue
        for name in line.split():
            door = f"{kind}.{name}"
            if name in SKIPPED or door in SKIPPED:
                continue
            if is_called(f"{made}.{name}"):
                doors.append((door if len(RECEIVERS.get(kind, [1])) == 1 else f"{door} of {made}", f"({made}).{name}" if kind in RECEIVERS else f"{made}.{name}"))
    doors += [(name, name) for line in lines[len(objects):] for name in line.split() if is_called(name)]
    return doors


def is_called(source):
    try:
        return callable(eval(source, WORLD))
    except Exception:
        return False


def works(source):
    """The type of the value that Python has, if it has one soon."""
    try:
        return tried(source)
    except TimeoutError:
        return None


def tried(source):
    def too_long(*_):
        raise TimeoutError
    # Processor time, so that a busy machine selects the same arguments.
    signal.signal(signal.SIGPROF, too_long)
    signal.setitimer(signal.ITIMER_PROF, 0.2)
    try:
        return type(eval(source, WORLD)).__name__
    except BaseException:
        return None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def fitting(door, called):
    """Lists of arguments that fit a door, by Python's word."""
    found = []
    for count, pool, most in ((0, FITTING, 1), (1, FITTING, 3), (2, FITTING, 3), (3, FITTING[:7], 2), (4, FITTING[:5], 1)):
        kinds = set()
        if count == 4 and len(found) > 1:
            break
        for arguments in itertools.product(pool, repeat=count):
            kind = works(f"{called}({', '.join(arguments)})")
            mark = (kind, arguments[:1] if count < 3 else None)
            if kind and mark not in kinds:
                kinds.add(mark)
                found.append(arguments)
                if len(kinds) == most:
                    break
    return found


def named_parameters(called):
    try:
        parameters = inspect.signature(eval(called, WORLD)).parameters.values()
    except (ValueError, TypeError):
        return []
    return [one.name for one in parameters if one.kind in (one.KEYWORD_ONLY, one.POSITIONAL_OR_KEYWORD) and one.default is not one.empty]


def calls_of(door, called):
    """All calls of a door."""
    calls = []
    if door in TEMPLATES:
        lists = template_arguments(called)
        def made(arguments):
            return called.format(*arguments)
    else:
        lists = fitting(door, called) or [()]
        def made(arguments):
            return f"{called}({', '.join(arguments)})"
    for arguments in lists:
        calls.append(made(arguments))
        for place in range(len(arguments)):
            calls += [made([*arguments[:place], value, *arguments[place + 1:]]) for value in EXTREMES]
    if door not in TEMPLATES:
        shortest = min((one for one in lists if one), key=len, default=())
        for name in named_parameters(called):
            calls += [made([*shortest, f"{name}={value}"]) for value in EXTREMES]
        calls += [made([value]) for value in EXTREMES]
    return list(dict.fromkeys(calls))


def template_arguments(template):
    """Arguments of operators: extreme ones and those of all kinds."""
    count = template.replace("{{", "").replace("}}", "").count("{}")
    pool = [value for value in FITTING if "lambda" not in value]
    if count == 1:
        return [(value,) for value in pool]
    if count == 2:
        return [pair for pair in itertools.product(pool, repeat=2)][::3]
    return list(itertools.product(pool[:5], repeat=count))[::7]


def compared(door, call, python, descent):
    """What is to be said of two answers, or nothing."""
    if descent.startswith("crash"):
        return "crash" if not python.startswith("crash") or not re.match(r"crash (0|1) ", descent) else None
    if descent.startswith("slow"):
        ms = float(descent.split()[1])
        return "slow" if not python.startswith(("slow", "crash")) or ms > SLOWEST else None
    if python.startswith(("slow", "crash")):
        return None
    if python[0] == descent[0] == "=":
        is_any = re.split(r"[.(]", door.partition(" of ")[0])[-1] in CLOCKS | ANY or door.startswith("time.")
        return "value" if not is_any and bare(python) != bare(descent) else None
    if python[0] == "=":
        return "refused"
    if descent[0] == "=":
        return "accepted"
    if (one := python[2:].split(":")[0]) != (other := descent[2:].split(":")[0]):
        if re.search(NOT_THERE, descent) or other in bases(one):
            return "words" if other in bases(one) else "refused"
        return "class"
    return "words" if bare(python) != bare(descent) else None


def bases(name):
    """The classes that an exception of Python's or NumPy's inherits from, by name."""
    for place in (builtins, np.exceptions, np.linalg, np._core._exceptions, statistics):
        if isinstance(found := getattr(place, name, None), type):
            return {one.__name__ for one in found.__mro__[1:-3]}
    return set()


def bare(text):
    """Without addresses, and the functions that functions are made in."""
    return re.sub(r"[\w<>]+\.<locals>\.", "", re.sub(r"( at )?0x[0-9A-Fa-f]+", "", text))


def work(job):
    binary, calls = job
    with tempfile.TemporaryDirectory() as folder:
        return answers([sys.executable], calls, folder), answers([binary], calls, folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("doors", nargs="*")
    parser.add_argument("--binary", default=os.path.join(ROOT, ".build-static", "release", "descent"))
    parser.add_argument("--sample", type=int, help="so many calls of all")
    parser.add_argument("--seed", default=time.strftime("%Y%m%d"))
    parser.add_argument("--report", help="a file for all differences, words and refusals too")
    parser.add_argument("--seconds", type=float, default=1e9, help="begins no other calls after so many")
    parser.add_argument("--record", action="store_true", help="writes known.txt anew, after a run of all")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    binary, begun = os.path.abspath(options.binary), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        doors = door_names(binary, folder) + [(template, template) for template in TEMPLATES]
        if options.doors:
            doors = [one for one in doors if any(name in (one[0], one[0].partition(".")[0]) for name in options.doors)]
        dice = random.Random(options.seed)
        if options.sample:
            doors = dice.sample(doors, min(len(doors), max(10, options.sample // 40)))
        calls = [(door, call) for door, called in doors for call in calls_of(door, called)]
        if options.sample:
            calls = dice.sample(calls, min(len(calls), options.sample))
        print(f"{len(doors)} doors, {len(calls)} calls", flush=True)
        jobs = [calls[start:start + CALLS_A_FILE] for start in range(0, len(calls), CALLS_A_FILE)]
        counts, told, said, found = collections.Counter(), [], [], set()
        known = {} if options.record else {key for key, why in reasons.read().items() if why != "unsorted"}

        def answered(job):
            return work((binary, [call for _, call in job])) if time.monotonic() - begun < options.seconds else ([], [])
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            for job, (python, descent) in zip(jobs, pool.map(answered, jobs)):
                for (door, call), one, other in zip(job, python, descent):
                    kind = compared(door, call, one, other)
                    counts[kind or "same"] += 1
                    if kind:
                        said.append(f"{kind:9} {door}\n    {call}\n    python  {one[:400]}\n    descent {other[:400]}\n")
                    if kind not in FAILING:
                        continue
                    key = reasons.key(kind, door, call, one, other)
                    if kind not in ("crash", "slow"):
                        found.add(key)
                    if key not in known:
                        told.append(said[-1])
        os.chdir("/")
    if options.report:
        with open(options.report, "w", encoding="utf-8") as file:
            file.writelines(said)
    else:
        print(*told[:40], sep="\n")
    if options.record:
        reasons.record(found)
        told = [one for one in told if one.startswith(("crash", "slow"))]
    print(", ".join(f"{count} {kind}" for kind, count in counts.most_common()), f"(seed {options.seed})")
    print(f"{sum(counts.values()) - len(told)} passed, {len(told)} failed")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
