"""Writes elementwise.txt, selections.txt, specials.txt, reductions.txt and products.txt from live NumPy (2.4.6).

A line is a case: the operation, its operands (see ../../Kernels/seeded.py), then type, shape, strides and digest of the
result, then the letters of NumPy's warnings, separated by tabs. Run: python3 make.py
"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "Kernels"))
from seeded import *

HERE = os.path.dirname(os.path.abspath(__file__))
R = np.random.default_rng(20)
BINARY = dict(
    add="add", subtract="subtract", multiply="multiply", divide="divide", floorDivide="floor_divide",
    remainder="remainder", power="power", maximum="maximum", minimum="minimum", equal="equal", notEqual="not_equal",
    less="less", lessEqual="less_equal", greater="greater", greaterEqual="greater_equal", bitwiseAnd="bitwise_and",
    bitwiseOr="bitwise_or", bitwiseXor="bitwise_xor", leftShift="left_shift", rightShift="right_shift",
    logicalAnd="logical_and", logicalOr="logical_or", logicalXor="logical_xor", arctan2="arctan2", hypot="hypot")
UNARY = dict(
    {n: n for n in """negative positive absolute sign square reciprocal sqrt exp exp2 expm1 log log2 log10 log1p sin cos tan
    arcsin arccos arctan sinh cosh floor ceil trunc rint isnan isinf isfinite invert""".split()}, logicalNot="logical_not")
OURS = {"bool", "int64", "float64"}


def shape(most=4, top=7):
    s = [int(R.integers(1, top)) for _ in range(int(R.integers(0, most + 1)))]
    if R.random() < 0.05 and s:
        s[int(R.integers(len(s)))] = 0
    return s


def narrowed(s):
    """A shape that broadcasts to s."""
    t = [1 if R.random() < 0.3 and n != 0 else n for n in s]
    while t and R.random() < 0.25:
        del t[0]
    return t


def write(name, lines):
    with open(os.path.join(HERE, name), "w") as f:
        f.write("".join(line + "\n" for line in lines))
    print(name, len(lines))


def elementwise():
    lines = []
    for _ in range(1100):
        s = shape()
        name = str(R.choice(["add", "subtract", "multiply", "divide", "maximum", "less", "floorDivide", "power"]))
        a = random_view(R, str(R.choice(list("wwoib"))), narrowed(s))
        b = random_view(R, str(R.choice(list("wwoib"))), narrowed(s))
        x, y = operand(a), operand(b)
        try:
            out, flags = flagged(lambda: getattr(np, BINARY[name])(x, y))
        except (TypeError, ValueError):
            continue
        if np.asarray(out).dtype.name in OURS:
            lines.append(f"{name}\t{a} {b}\t{described(out)}\t{flags}")
    for _ in range(160):
        a = random_view(R, str(R.choice(list("wi"))), shape())
        x = operand(a)
        name = str(R.choice(["negative", "sqrt", "isnan", "absolute"]))
        out, flags = flagged(lambda: getattr(np, UNARY[name])(x))
        lines.append(f"{name}\t{a}\t{described(out)}\t{flags}")
    # Exponents that are constant along rows take another path.
    for _ in range(160):
        s = [int(R.integers(1, 40)) for _ in range(int(R.integers(1, 4)))]
        a = random_view(R, "u", narrowed(s))
        t = [1 if R.random() < 0.6 else n for n in s]
        b = random_view(R, "b" if R.random() < 0.3 else "p", t)
        x, y = operand(a), operand(b)
        out, flags = flagged(lambda: np.power(x, y))
        lines.append(f"power\t{a} {b}\t{described(out)}\t{flags}")
    write("elementwise.txt", lines)


def selections():
    lines = []
    for _ in range(260):
        s = shape()
        c, a, b = (random_view(R, str(R.choice(list(k))), narrowed(s)) for k in ("bbiw", "woib", "woib"))
        x, y, z = operand(c), operand(a), operand(b)
        lines.append(f"where\t{c} {a} {b}\t{described(np.where(x, y, z))}\t")
    for _ in range(260):
        s = shape()
        c, a, b = (random_view(R, str(R.choice(list("wzoi"))), t) for t in (
            s, [] if R.random() < 0.5 else narrowed(s), [] if R.random() < 0.5 else narrowed(s)))
        x, y, z = operand(c), operand(a), operand(b)
        try:
            lines.append(f"clip\t{c} {a} {b}\t{described(np.clip(x, y, z))}\t")
        except TypeError:
            pass
    for _ in range(160):
        a = random_view(R, str(R.choice(list("wuoi"))), shape())
        d = int(R.integers(-3, 9))
        x = operand(a)
        out, flags = flagged(lambda: np.round(x, d))
        lines.append(f"round{d}\t{a}\t{described(out)}\t{flags}")
    for _ in range(160):
        a = random_view(R, str(R.choice(list("woib"))), shape())
        t = str(R.choice(["bool", "int64", "float64"]))
        x = operand(a)
        out, flags = flagged(lambda: x.astype(t))
        lines.append(f"to{t}\t{a}\t{described(out)}\t{flags}")
    write("selections.txt", lines)


def specials():
    """Every operation over tables of special values, for every pair of types; the tables are in the Swift test too."""
    tables = dict(
        f=np.array([0.0, -0.0, 1.0, -1.0, 2.0, -2.0, 0.5, -0.5, 3.0, -7.25, 1e-310, 5e-324, 1e300, -1e300, 1e308, 1e-300,
                    np.inf, -np.inf, np.nan, 1.5, 2.5, -2.5, 0.1, 710.0, -746.0, 1e16, 4503599627370497.5, np.pi, 63.0]),
        i=np.array([0, 1, -1, 2, -2, 3, 7, -7, 10, 63, 64, 65, 2**31, -2**31, 2**53 + 1, 2**62, -2**62, 2**63 - 1, -2**63,
                    3037000500], dtype=np.int64),
        b=np.array([False, True]))
    lines = []
    for name, function in BINARY.items():
        for l in "fib":
            for r in "fib":
                for way in ("outer", "pairs", "scalars"):
                    x, y = tables[l], tables[r]
                    if name == "power" and l != "f" and r == "i":
                        y = y[y >= 0]
                    f = getattr(np, function)
                    try:
                        if way == "outer":
                            out, flags = flagged(lambda: f(x[:, None], y))
                        elif way == "pairs":
                            p, q = np.repeat(x, y.size), np.tile(y, x.size)
                            out, flags = flagged(lambda: f(p, q))
                        else:
                            rows = [flagged(lambda: f(x, v)) for v in y]
                            out = np.array([o for o, _ in rows])
                            flags = ",".join(g for _, g in rows)
                    except TypeError:
                        lines.append(f"{name}\t{l}{r} {way}\terror\t\t\t\t")
                        continue
                    if out.dtype.name in OURS:
                        lines.append(f"{name}\t{l}{r} {way}\t{described(out)}\t{flags}")
    for name, function in UNARY.items():
        for l in "fib":
            try:
                rows = [flagged(lambda: getattr(np, function)(tables[l][k:k + 1])) for k in range(tables[l].size)]
            except TypeError:
                lines.append(f"{name}\t{l}\terror\t\t\t\t")
                continue
            out = np.concatenate([o for o, _ in rows])
            if out.dtype.name in OURS:
                lines.append(f"{name}\t{l}\t{described(out)}\t{','.join(g for _, g in rows)}")
    write("specials.txt", lines)


def reductions():
    lines = []
    names = ["sum", "mean", "prod", "var", "std", "max", "min", "any", "all", "median", "argmax", "argmin", "cumsum",
             "cumprod", "ptp"]

    def case(name, a, axes, keep):
        x = operand(a)
        axis = None if axes is None else tuple(axes)
        if name in ("argmax", "argmin", "cumsum", "cumprod") and axes is not None:
            axis = axes[0]
        options = {} if name in ("cumsum", "cumprod") else {"keepdims": keep}
        if name in ("var", "std") and R.random() < 0.5:
            options["ddof"] = 1
        try:
            out, flags = flagged(lambda: getattr(np, name)(x, axis=axis, **options))
        except (ValueError, TypeError) as error:
            if "reshape" in str(error):
                return  # NumPy's median over several axes of an empty array fails internally
            tail = "error\t\t\t\t"
        else:
            tail = f"{described(out)}\t{flags}"
        text = "-" if axes is None else ",".join(map(str, axes))
        lines.append(f"{name}\t{a}\t{text} {int(keep)} {options.get('ddof', 0)}\t{tail}")

    def axes_of(rank):
        if R.random() < 0.3:
            return None
        return [int(t) for t in R.permutation(rank)[:int(R.integers(1, rank + 1))]] if rank else None

    for _ in range(1500):
        s = shape(4, 9)
        name = str(R.choice(names))
        kinds = "wwwoibz" if name in ("max", "min") else "wwwoib"
        axes = axes_of(len(s))
        if axes is not None and name in ("argmax", "argmin", "cumsum", "cumprod"):
            axes = axes[:1]
        case(name, random_view(R, str(R.choice(list(kinds))), s), axes, bool(R.random() < 0.3))
    # Long axes: blocks of 128, buffers of 8,192.
    for _ in range(260):
        rank = int(R.integers(1, 4))
        top = {1: 30000, 2: 300, 3: 40}[rank]
        s = [int(R.integers(1, top)) for _ in range(rank)]
        if rank == 2 and R.random() < 0.3:
            s[int(R.integers(2))] = int(R.integers(3000, 12000))
            s[int(R.integers(2))] = int(R.integers(1, 6))
        case(str(R.choice(["sum", "mean", "var", "sum", "mean", "prod", "max"])),
             random_view(R, str(R.choice(list("wwui"))), s), axes_of(rank), bool(R.random() < 0.3))
    for n in list(range(0, 40)) + [127, 128, 129, 136, 255, 256, 257, 1000, 8191, 8192, 8193, 20000]:
        for name in ("sum", "max", "min", "mean"):
            for kind in ("wz" if name in ("max", "min") else "wi"):
                case(name, f"{kind}:{n + 7}:{n}:", None, False)
                case(name, f"{kind}:{n + 9}:{2 * n}:s0,0,{n},2", None, False)
    write("reductions.txt", lines)


def products():
    lines = []

    def case(name, a, b):
        x, y = operand(a), operand(b)
        f = dict(matmul=np.matmul, dot=np.dot, outer=np.outer)[name]
        try:
            out, flags = flagged(lambda: f(x, y))
        except ValueError:
            tail = "error\t\t\t\t"
        else:
            tail = f"{described(out)}\t"
        lines.append(f"{name}\t{a} {b}\t{tail}")

    for _ in range(700):
        m, k, n = (int(R.integers(0 if R.random() < 0.05 else 1, 14)) for _ in range(3))
        kinds = "wwwwoib"
        left, right = [m, k], [k, n]
        if R.random() < 0.2: left = [k]
        if R.random() < 0.2: right = [k]
        if R.random() < 0.25:
            stack = [int(R.integers(1, 4)) for _ in range(int(R.integers(1, 3)))]
            left = narrowed(stack) + left if len(left) == 2 else left
            right = narrowed(stack) + right if len(right) == 2 else right
        if R.random() < 0.04: right = [t + 1 for t in right]
        name = str(R.choice(["matmul", "matmul", "matmul", "dot"]))
        case(name, random_view(R, str(R.choice(list(kinds))), left), random_view(R, str(R.choice(list(kinds))), right))
    for _ in range(60):
        case("outer", random_view(R, str(R.choice(list("wib"))), shape(2)), random_view(R, str(R.choice(list("wib"))), shape(2)))
    for _ in range(150):
        n, k, seed = int(R.integers(1, 30)), int(R.integers(1, 60)), int(R.integers(1, 10**9))
        f = str(R.choice(["", "t1,0", f"s0,0,{n},1/s1,0,{k},1"]))
        rows = [n, k] if f != "t1,0" else [k, n]
        a = f"w:{seed}:{lengths(rows)}:{f}"
        x = operand(a)
        name = str(R.choice(["matmul", "dot"]))
        out = (x @ x.T) if name == "matmul" else np.dot(x, x.T)
        lines.append(f"{name}T\t{a}\t{described(out)}\t")
    write("products.txt", lines)


if __name__ == "__main__":
    elementwise(), selections(), specials(), reductions(), products()
