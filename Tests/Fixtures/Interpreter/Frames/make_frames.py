"""Writes programs.txt: programs about tables, each with what pandas prints for it.

Run in this folder with an interpreter that has pandas 3.1 and NumPy 2.4: PYTHONWARNINGS=ignore COLUMNS=80 python3 make_frames.py > programs.txt

A program, a line `---`, its output, a line `===`. Random ones come from Tests/Differential/frames.py; those by hand stand in
programs.py, with a line `#` between them.
"""

import contextlib
import io
import pathlib
import random
import sys

ROOT = pathlib.Path(__file__).resolve().parents[4]
sys.path.insert(0, str(ROOT / "Tests/Differential"))

import frames


def run(source):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(frames.HEAD + source, "program", "exec"), {"__name__": "__main__"})
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def main():
    r = random.Random(20261201)
    sources = pathlib.Path("programs.py").read_text().split("\n#\n")
    while len(sources) < 120:
        sources.append("\n".join(frames.Program(r).text) + "\n")
    for source in sources: print(source.rstrip("\n"), "---", run(source).rstrip("\n"), "===", sep="\n")


if __name__ == "__main__":
    main()
