#!/usr/bin/env python3
"""Compares draws of np.random's functions and of its Generator in Descent with NumPy's, bit for bit, by a digest.

    Tests/Differential/numpy_random.py [--count 1000000] [--seeds 20] [--sum] [NAME…]     DESCENT names the binary

One program a stream and a distribution, run by both. For each seed it prints a sum, modulo 2⁶⁴, of the bits of all numbers,
each times an odd number of its place.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
ENVIRONMENT = {
    **os.environ, "OPENBLAS_CORETYPE": "Haswell", "OPENBLAS_NUM_THREADS": "1",
    "NPY_DISABLE_CPU_FEATURES": "X86_V4 AVX512_ICL AVX512_SPR", "DESCENT_JOURNAL": "", "DESCENT_INIT": "",
}
BOTH = {
    "random": "random({n})", "uniform": "uniform(-3, 5, {n})", "normal": "normal(1, 2, {n})",
    "standard_normal": "standard_normal({n})", "exponential": "exponential(0.5, {n})",
    "standard_exponential": "standard_exponential({n})", "poisson": "poisson(4, {n})", "poisson large": "poisson(123.5, {n})",
    "gamma": "gamma(2.5, 2, {n})", "gamma small": "gamma(0.3, 2, {n})", "standard_gamma": "standard_gamma(7, {n})",
    "beta": "beta(2, 5, {n})", "beta small": "beta(0.4, 0.7, {n})", "binomial": "binomial(10, 0.3, {n})",
    "binomial large": "binomial(1000, 0.3, {n})", "negative_binomial": "negative_binomial(5, 0.4, {n})",
    "geometric": "geometric(0.2, {n})", "geometric large": "geometric(0.7, {n})", "chisquare": "chisquare(3, {n})",
    "noncentral_chisquare": "noncentral_chisquare(3, 2, {n})", "noncentral_chisquare small": "noncentral_chisquare(0.5, 2, {n})",
    "f": "f(2, 20, {n})", "noncentral_f": "noncentral_f(2, 20, 1.5, {n})", "standard_t": "standard_t(5, {n})",
    "standard_cauchy": "standard_cauchy({n})", "pareto": "pareto(3, {n})", "weibull": "weibull(1.5, {n})", "power": "power(2.5, {n})",
    "laplace": "laplace(0, 2, {n})", "gumbel": "gumbel(0, 2, {n})", "logistic": "logistic(1, 2, {n})",
    "lognormal": "lognormal(0, 1, {n})", "rayleigh": "rayleigh(2, {n})", "wald": "wald(3, 2, {n})",
    "triangular": "triangular(-3, 0, 8, {n})", "vonmises": "vonmises(0.5, 4, {n})", "vonmises small": "vonmises(0.5, 1e-6, {n})",
    "zipf": "zipf(4, {n})", "logseries": "logseries(0.6, {n})", "hypergeometric": "hypergeometric(15, 15, 15, {n})",
    "hypergeometric few": "hypergeometric(100, 20, 7, {n})", "hypergeometric many": "hypergeometric(5000, 7000, 3000, {n})",
    "multinomial": "multinomial(20, [0.2, 0.3, 0.5], {n} // 3)", "dirichlet": "dirichlet([2, 3, 5.5], {n} // 3)",
    "dirichlet small": "dirichlet([0.05, 0.01, 0.02], {n} // 3)",
    "multivariate_normal": "multivariate_normal([1, 2], [[2, 0.5], [0.5, 1]], {n} // 2)",
    "choice": "choice(1000, {n})", "choice p": "choice(4, {n}, p=[0.1, 0.2, 0.3, 0.4])", "permutation": "permutation({n})",
    "choice without": "choice({n}, {n} // 100, replace=False)",
}
LEGACY = {
    "rand": "rand({n})", "randn": "randn({n})", "randint": "randint(-7, 10**6, {n})", "randint large": "randint(0, 10**15, {n})",
    "randint uint8": "randint(3, 200, {n}, dtype=np.uint8)", "randint int16": "randint(-300, 3000, {n}, dtype=np.int16)",
    "randint int32": "randint(-300, 3000, {n}, dtype=np.int32)", "randint bool": "randint(0, 2, {n}, dtype=bool)",
    "randint uint64": "randint(0, 2**63, {n}, dtype=np.uint64)",
}
GENERATOR = {
    "integers": "integers(-7, 10**6, {n})", "integers large": "integers(0, 10**15, {n})", "integers end": "integers(1, 6, {n}, endpoint=True)",
    "integers uint8": "integers(3, 200, {n}, dtype=np.uint8)", "integers int16": "integers(-300, 3000, {n}, dtype=np.int16)",
    "integers int32": "integers(-300, 3000, {n}, dtype=np.int32)", "integers bool": "integers(0, 2, {n}, dtype=bool)",
    "integers uint64": "integers(0, 2**63, {n}, dtype=np.uint64)",
    "choice few": "choice({n}, 1000, replace=False)",
    "choice unshuffled": "choice({n}, {n} // 5, replace=False, shuffle=False)",
    "permuted": "permuted(np.arange({n}).reshape(10, -1), axis=1)", "permuted rows": "permuted(np.arange({n}).reshape(10, -1), axis=0)",
    "multivariate_hypergeometric": "multivariate_hypergeometric([16, 8, 4], 12, {n} // 3)",
    "multivariate_hypergeometric count": "multivariate_hypergeometric([16, 8, 4], 12, {n} // 3, method='count')",
}


def program(draw, seeds, count, is_generator):
    stream = "np.random.default_rng(seed)" if is_generator else "np.random.RandomState(seed)"
    return f"""import numpy as np
for seed in {seeds}:
    drawn = {stream}.{draw.format(n=count)}
    flat = np.ascontiguousarray(drawn).reshape(-1)
    kind = {{1: np.uint8, 2: np.int16, 4: np.int32, 8: np.int64}}[flat.itemsize]
    bits = flat.astype(np.int64) if flat.dtype == bool else flat.view(kind).astype(np.int64)
    print(seed, flat.dtype, drawn.shape, (bits * (2 * np.arange(bits.size) + 1)).sum())
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("names", nargs="*")
    given = parser.parse_args()
    descent = os.environ.get("DESCENT", str(ROOT / ".build-static/release/descent"))
    seeds = [0, 1, 42, 2**32 - 1][:given.seeds] + list(range(100, 100 + max(given.seeds - 4, 0)))
    wrong = compared = 0
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "program.py"
        for is_generator, draws in ((False, {**BOTH, **LEGACY}), (True, {**BOTH, **GENERATOR})):
            for name, draw in draws.items():
                if given.names and name not in given.names:
                    continue
                path.write_text(program(draw, seeds, given.count, is_generator))
                runs = [subprocess.run([*command, path], capture_output=True, text=True, env=ENVIRONMENT)
                        for command in ([sys.executable], [descent, "run"])]
                compared += len(seeds)
                if runs[0].stdout != runs[1].stdout or not runs[0].stdout:
                    wrong += 1
                    lines = list(zip(runs[0].stdout.splitlines(), runs[1].stdout.splitlines()))
                    first = next((pair for pair in lines if pair[0] != pair[1]), "")
                    print(f"{'Generator' if is_generator else 'legacy'} {name}: {first} {runs[1].stderr.strip()[:200]}"
                          f" {runs[0].stderr.strip()[-200:]}", flush=True)
    print(f"{compared} streams of {given.count} draws compared, {wrong} distributions differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
