"""Writes NAME.expected for each NAME.programs: what Python prints for each program of it.

Some are those in which the comparison of random programs (Tests/Differential) once found a difference, minimised; the rest
are about names, views and what changes in place, one question each.
Those of collections.programs are about classes that inherit from built-in types, and about the module collections.
They are separated by lines of `#`; the program that must fail has the output `raises`.

    PYTHONHASHSEED=0 python3 make_differences.py
"""

import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2] / "Differential"))

import programs

for file in sorted(HERE.glob("*.programs")):
    outputs = []
    for source in file.read_text().split("#\n"):
        output, failed = programs.run(source, {"__name__": "__main__"})
        outputs.append("raises\n" if failed else output)
    file.with_suffix(".expected").write_text("#\n".join(outputs))
