"""Writes legacy.json and generator.json beside this file: what NumPy's two generators draw.

    python3 make_streams.py

Long draws are kept as digests: over the 64-bit patterns w of the values, h = h * K + w modulo 2**64.
"""

import os

os.environ["OPENBLAS_CORETYPE"] = "Haswell"
os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ["NPY_DISABLE_CPU_FEATURES"] = "X86_V4 AVX512_ICL AVX512_SPR"

import json
import pathlib
import random as plan

import numpy as np

HERE = pathlib.Path(__file__).parent
FACTOR = 0x9E3779B97F4A7C15
COUNTS = [10_000, 1_000_000]
WIDEST = 2**63

_powers = np.full(max(COUNTS), FACTOR, np.uint64)
_powers[0] = 1
np.multiply.accumulate(_powers, out=_powers)


def digest(values):
    words = np.ascontiguousarray(values).reshape(-1)
    words = words.astype(np.float64 if words.dtype.kind == "f" else np.int64).view(np.uint64)
    total = np.multiply(words, _powers[: len(words)][::-1]).sum(dtype=np.uint64) if len(words) else 0
    return format(int(total), "016x")


def readable(values, count=5):
    return [repr(value) for value in np.asarray(values).reshape(-1)[:count].tolist()]


def probabilities(population):
    weights = np.arange(population, dtype=np.int64) ** 2 % 11
    return weights / int(weights.sum())


def draw(state, kind, arguments, count):
    """One draw from a RandomState or a Generator; arguments are the texts that the tests read, too."""
    legacy = isinstance(state, np.random.RandomState)
    numbers = [float(a) for a in arguments]
    if kind == "random":
        return state.random(count)
    if kind == "standard_normal":
        return state.standard_normal(count)
    if kind == "normal":
        return state.normal(*numbers, count)
    if kind == "uniform":
        return state.uniform(*numbers, count)
    if kind == "standard_exponential":
        return state.standard_exponential(count)
    if kind == "exponential":
        return state.exponential(*numbers, count)
    if kind == "poisson":
        return state.poisson(*numbers, count)
    if kind == "integers":  # both bounds are inclusive
        low, high = int(arguments[0]), int(arguments[1])
        return state.randint(low, high + 1, count) if legacy else state.integers(low, high, count, endpoint=True)
    if kind == "permutation":
        return state.permutation(count)
    if kind == "choice":
        return state.choice(int(arguments[0]), count)
    if kind == "weighted_choice":
        return state.choice(int(arguments[0]), count, p=probabilities(int(arguments[0])))
    if kind == "distinct_choice":
        return state.choice(int(arguments[0]) * count + 1, count, replace=False)
    if kind == "unshuffled_distinct_choice":
        return state.choice(int(arguments[0]) * count + 1, count, replace=False, shuffle=False)
    if kind == "distinct_weighted_choice":
        population = int(arguments[0]) * count + 3
        return state.choice(population, count, replace=False, p=probabilities(population))
    raise ValueError(kind)


def integer_kinds():
    lengths = [1, 2, 3, 10, 1000, 2**31, 2**31 + 1, 2**32 - 1, 2**32, 2**32 + 1, 2**33, 3 * 2**61]
    kinds = [("integers", ["-7", str(length - 8)]) for length in lengths]
    return kinds + [("integers", [str(-WIDEST), str(WIDEST - 1)]), ("integers", [str(-WIDEST), str(WIDEST - 2)])]


KINDS = [
    ("random", []),
    ("standard_normal", []),
    ("normal", ["2.5", "0.7"]),
    ("uniform", ["-3.25", "11.7"]),
    *integer_kinds(),
    ("permutation", []),
    ("choice", ["10"]),
    ("choice", ["6000000000"]),
    ("weighted_choice", ["1000"]),
    ("distinct_choice", ["3"]),
    ("distinct_weighted_choice", ["2"]),
    ("standard_exponential", []),
    ("exponential", ["1.7"]),
    ("poisson", ["3.5"]),
    ("poisson", ["10"]),
    ("poisson", ["123.4"]),
    ("poisson", ["1e10"]),
]
GENERATOR_KINDS = KINDS + [("distinct_choice", ["100"]), ("unshuffled_distinct_choice", ["30"])]

LEGACY_SEEDS = [
    0, 1, 2, 3, 7, 10, 42, 123, 1234, 2024, 12345, 31337, 65535, 65536, 1000003, 123456789, 2**31 - 1, 2**31,
    3141592653, 2**32 - 2, 2**32 - 1,
]
GENERATOR_SEEDS = [
    0, 1, 2, 3, 7, 10, 42, 123, 1234, 2024, 12345, 31337, 65536, 2**31 - 1, 2**32 - 1, 2**32, 2**32 + 1, 2**53 + 1,
    1234567890123456789, 2**63 - 1, 2**127 - 1,
]
PROGRAM_KINDS = KINDS + [("uniform", ["5", "5"]), ("normal", ["-1", "0"]), ("poisson", ["0"])]


def streams(make, kinds, seeds):
    rows = []
    for kind, arguments in kinds:
        drawn = []
        for seed in seeds:
            values = [draw(make(seed), kind, arguments, count) for count in COUNTS]
            drawn.append({"seed": str(seed), "first": readable(values[0]), "digests": [digest(v) for v in values]})
        rows.append({"kind": kind, "arguments": arguments, "counts": COUNTS, "streams": drawn})
    return rows


def programs(make, kinds, seeds):
    """Draws of many kinds from one state: what is kept from one call to the next shows here."""
    rows = []
    for seed in seeds:
        chance = plan.Random(seed)
        state = make(seed)
        steps = []
        for _ in range(150):
            kind, arguments = chance.choice(kinds)
            if chance.random() < 0.4:
                kind, arguments = chance.choice([("standard_normal", []), ("random", []), ("integers", ["0", "9"])])
            count = chance.choice([0, 1, 1, 2, 3, 3, 5, 7, 64, 311, 625])
            steps.append([kind, arguments, count, digest(draw(state, kind, arguments, count))])
        rows.append({"seed": str(seed), "steps": steps})
    return rows


def seeding(make, seeds):
    return [[str(seed), repr(float(v[0])), repr(float(v[999]))] for seed in seeds for v in [make(seed).random(1000)]]


def write(name, content):
    text = json.dumps(content, separators=(",", ":"))
    # One row per line keeps diffs readable.
    for start in ('{"kind"', '{"seed"', '{"words"'):
        text = text.replace(start, "\n" + start)
    (HERE / name).write_text(text + "\n")


def words(generator, seeds, digits):
    return [
        {"words": "".join(format(int(w), f"0{digits}x") for w in generator(seed).random_raw(1000)), "of": str(seed)}
        for seed in seeds
    ]


def legacy_bits(seed):
    return np.random.RandomState(seed)._bit_generator


def make_legacy():
    many = sorted(set(LEGACY_SEEDS + [2**n for n in range(32)] + [99991 * n for n in range(1, 40)]))
    lists = [[0], [1, 2, 3], [2**32 - 1] * 4, list(range(700))]
    write("legacy.json", {
        "words": words(legacy_bits, [0, 42, 2**32 - 1], 8),
        "seeding": seeding(np.random.RandomState, many),
        "lists": [[[str(w) for w in seed], repr(float(np.random.RandomState(seed).random(700)[-1]))] for seed in lists],
        "streams": streams(np.random.RandomState, KINDS, LEGACY_SEEDS),
        "programs": programs(np.random.RandomState, PROGRAM_KINDS, [0, 1, 42, 2**31, 2**32 - 1]),
    })


def make_generator():
    many = sorted(set(GENERATOR_SEEDS + [2**n for n in range(64)] + [2**96, 2**127, 10**36]))
    sequences = [[str(s), [int(w) for w in np.random.SeedSequence(s).generate_state(9)]] for s in many]
    write("generator.json", {
        "words": words(np.random.PCG64, [0, 42, 2**63 - 1], 16),
        "sequences": sequences,
        "seeding": seeding(np.random.default_rng, many),
        "streams": streams(np.random.default_rng, GENERATOR_KINDS, GENERATOR_SEEDS),
        "programs": programs(np.random.default_rng, PROGRAM_KINDS, [0, 1, 42, 2**32, 2**63 - 1]),
    })


if __name__ == "__main__":
    make_legacy()
    make_generator()
