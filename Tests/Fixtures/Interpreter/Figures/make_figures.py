"""Writes figures.expected: what matplotlib's figures hold after each program of figures.programs, as report.py prints it.

The programs are separated by lines of `#`. matplotlib is installed for this alone, in a virtual environment:

    python3 -m venv /tmp/figures && /tmp/figures/bin/pip install matplotlib numpy==2.4.*
    MPLBACKEND=Agg /tmp/figures/bin/python make_figures.py
"""

import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
HEAD = "import numpy as np\nimport matplotlib.pyplot as plt\n"
# The build of NumPy with the canonical digits.
ENVIRONMENT = dict(os.environ, OPENBLAS_CORETYPE="Haswell", OPENBLAS_NUM_THREADS="1",
                   NPY_DISABLE_CPU_FEATURES="X86_V4 AVX512_ICL AVX512_SPR")

report = (HERE / "report.py").read_text()
outputs = []
for program in (HERE / "figures.programs").read_text().split("\n#\n"):
    ran = subprocess.run([sys.executable, "-W", "ignore", "-c", HEAD + program + "\n" + report], capture_output=True,
                         text=True, env=ENVIRONMENT)
    if ran.returncode:
        sys.exit(f"{program}\nfails: {ran.stderr}")
    outputs.append(ran.stdout)
(HERE / "figures.expected").write_text("#\n".join(outputs))
