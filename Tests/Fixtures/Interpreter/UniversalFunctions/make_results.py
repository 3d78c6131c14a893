#!/usr/bin/env python3
"""Writes results.txt: what functions.py prints under CPython with NumPy. Run it without AVX-512, as CONTRIBUTING.md says."""

import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
ENVIRONMENT = {"OPENBLAS_CORETYPE": "Haswell", "OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "0",
               "NPY_DISABLE_CPU_FEATURES": "X86_V4 AVX512_ICL AVX512_SPR"}
done = subprocess.run([sys.executable, HERE / "functions.py"], env={**os.environ, **ENVIRONMENT}, stdout=subprocess.PIPE, check=True)
(HERE / "results.txt").write_bytes(done.stdout)
