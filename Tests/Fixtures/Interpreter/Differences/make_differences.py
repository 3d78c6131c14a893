"""Writes the .expected beside each .programs: what Python prints for each program of it.

Those of differences.programs are those in which the comparison of random programs (Tests/Differential) once found a
difference, minimised, and questions about names, views and what changes in place; long-ints.programs is about ints beyond
64 bits, and long-operations.programs what make_long_operations.py wrote; collections.programs about classes that inherit from
built-in types, and about the module collections; tables.programs writes the tables that it reads; the others are named for
what they ask.
They are separated by lines of `#`; the program that must fail has the output `raises`.

    PYTHONHASHSEED=0 python3 make_differences.py
"""

import os
import pathlib
import sys
import tempfile
import warnings

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2] / "Differential"))

import programs

# Files that the programs write are discarded, and NumPy's warnings go to standard error.
os.chdir(tempfile.mkdtemp())
warnings.simplefilter("ignore")
for path in sorted(HERE.glob("*.programs")):
    outputs = []
    for source in path.read_text().split("#\n"):
        output, failed = programs.run(source, {"__name__": "__main__"})
        outputs.append("raises\n" if failed else output)
    path.with_suffix(".expected").write_text("#\n".join(outputs))
