"""What the fixture scripts of this folder share: NumPy's canonical digits, a small generator that the Swift tests have
too, and digests. Run each make_*.py in this folder with Python 3.11 and NumPy 2.4; it rewrites its fixture."""
import os

os.environ["OPENBLAS_CORETYPE"] = "Haswell"
os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ["NPY_DISABLE_CPU_FEATURES"] = "X86_V4 AVX512_ICL AVX512_SPR"

import struct
from pathlib import Path

FOLDER = Path(__file__).parent
MASK = (1 << 64) - 1


class Generator:
    """SplitMix64 (Steele, Lea, Flood 2014)."""

    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def below(self, bound):
        return self.next() % bound


def digest(text, state=0xCBF29CE484222325):
    """FNV-1a of the UTF-8."""
    for byte in text.encode():
        state = ((state ^ byte) * 0x100000001B3) & MASK
    return state


def from_bits(bits):
    return struct.unpack("<d", struct.pack("<Q", bits))[0]


def to_bits(value):
    return struct.unpack("<Q", struct.pack("<d", value))[0]


def write(name, lines):
    (FOLDER / name).write_text("".join(line + "\n" for line in lines))


def escaped(text):
    """Without backslashes, tabs, newlines and other ASCII control characters."""
    text = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
    return "".join(c if c >= " " and c != "\x7f" else f"\\x{ord(c):02x}" for c in text)
