"""NumPy as the comparison needs it: the canonical order of additions, the canonical exp and log, no warnings.

Import this before numpy: OpenBLAS and NumPy read these variables when they are loaded.
"""

import os

os.environ["OPENBLAS_CORETYPE"] = "Haswell"
os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ["NPY_DISABLE_CPU_FEATURES"] = "X86_V4 AVX512_ICL AVX512_SPR"

import warnings

warnings.simplefilter("ignore")

import numpy as np

np.seterr(all="ignore")
