#!/usr/bin/env python3
"""Writes numpy-names.txt: all public names of NumPy, with those of its parts that Descent has doors to."""

from pathlib import Path

import numpy as np

names = [name for name in dir(np) if not name.startswith("_") and name != "test"]
names += [f"{part}.{name}" for part in ("fft", "linalg", "random") for name in getattr(np, part).__all__]
Path(__file__).with_name("numpy-names.txt").write_text("\n".join(sorted(names)) + "\n")
