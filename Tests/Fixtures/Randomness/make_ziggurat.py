"""Writes Sources/Randomness/ZigguratTables.swift: the layers by which NumPy's Generator draws (needs mpmath).

    python3 make_ziggurat.py

G. Marsaglia and W. W. Tsang, "The Ziggurat Method for Generating Random Variables" (2000), with 256 layers of equal
area v. Layer i reaches to x[i], where v = x[i] * (f(x[i - 1]) - f(x[i])), and the lowest, x[255] = r, holds the tail.
A draw of layer i is a whole number below 2**52 (2**53 for the exponential) times width[i]; it lies under the curve
for sure when the number is below bound[i].

The streams follow the digits of NumPy's tables, so the roundings have to be the ones they were made with:
- the normal ones in double precision, each exp and log correctly rounded but one, from a v that is a few units off;
- the exponential ones in high precision from r at its exact place, the bounds counted in 2**52nds and doubled.
That these are they is shown by the draws in generator.json.
"""

import math
import pathlib

import mpmath as mp

mp.mp.dps = 60
LAYERS = 256
TARGET = pathlib.Path(__file__).parents[3] / "Sources/Randomness/ZigguratTables.swift"


def exp(x):
    return float(mp.exp(mp.mpf(x)))


def log(x):
    return float(mp.log(mp.mpf(x)))


def normal():
    r, v, scale = 3.6541528853610088, 0.004928673233974652, 2.0**52
    bound, width, height = [0] * LAYERS, [0.0] * LAYERS, [1.0] * LAYERS
    x = r
    height[255] = exp(-0.5 * x * x)
    bound[0], width[0], width[255] = round(x * height[255] / v * scale), v / height[255] / scale, x / scale
    for i in range(LAYERS - 2, 0, -1):
        inner = math.sqrt(-2 * log(v / x + height[i + 1]))
        bound[i + 1], width[i], height[i] = round(inner / x * scale), inner / scale, exp(-0.5 * inner * inner)
        if i == 38:
            # 0.4983 units above the double below it: here the library used at the time rounded to the wrong side.
            height[i] = math.nextafter(height[i], 1)
        x = inner
    return r, bound, width, height


def exponential():
    def layers(r):
        """x[255] ... x[1], and how far the topmost layer misses the height of 1."""
        v, x = (r + 1) * mp.exp(-r), [r]
        for _ in range(LAYERS - 2):
            top = v / x[-1] + mp.exp(-x[-1])
            if top >= 1:
                return x, mp.mpf(1)
            x.append(-mp.log(top))
        return x, v / x[-1] + mp.exp(-x[-1]) - 1

    low, high = mp.mpf("7.6"), mp.mpf("7.8")
    while high - low > mp.mpf(10) ** -50:
        middle = (low + high) / 2
        low, high = (middle, high) if layers(middle)[1] > 0 else (low, middle)
    r, scale = high, mp.mpf(2) ** 53
    x = dict(zip(range(LAYERS - 1, 0, -1), layers(r)[0]))
    base = (r + 1)  # v / f(r): as wide as the lowest layer would be if it were a rectangle
    bound = [2 * int(r / base * scale / 2), 0] + [2 * int(x[i - 1] / x[i] * scale / 2) for i in range(2, LAYERS)]
    width = [float(base / scale)] + [float(x[i] / scale) for i in range(1, LAYERS)]
    height = [1.0] + [float(mp.exp(-x[i])) for i in range(1, LAYERS)]
    return float(r), bound, width, height


def block(values):
    rows = [", ".join(values[i : i + 4]) for i in range(0, LAYERS, 4)]
    return "[\n" + "".join(f"            {row},\n" for row in rows) + "        ]"


def table(name, comment, made):
    r, bound, width, height = made
    return (
        f"    /// {comment}\n    static let {name} = ZigguratTables(\n        reach: {r.hex()},\n        bounds: "
        + block([f"0x{b:014x}" for b in bound])
        + ",\n        widths: " + block([w.hex() for w in width])
        + ",\n        heights: " + block([h.hex() for h in height]) + ")\n"
    )


HEAD = """\
// Written by Tests/Fixtures/Randomness/make_ziggurat.py, which says how the numbers come about.

/// The 256 layers of a ziggurat under a falling density.
struct ZigguratTables: Sendable {
    /// Where the tail begins.
    let reach: Double
    /// By layer, below which whole number a draw lies under the curve for sure.
    let bounds: [UInt64]
    /// By layer, what the whole numbers are multiplied by.
    let widths: [Double]
    /// By layer, the density at its outer edge.
    let heights: [Double]

"""

if __name__ == "__main__":
    TARGET.write_text(
        HEAD
        + table("normal", "Under `exp(-x²/2)`, with numbers of 52 bits.", normal())
        + "\n"
        + table("exponential", "Under `exp(-x)`, with numbers of 53 bits.", exponential())
        + "}\n"
    )
