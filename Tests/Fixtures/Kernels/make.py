"""Writes products.txt, sums.txt and training.txt from live NumPy (2.4.6, its OpenBLAS on Haswell kernels, one thread).

A line of products.txt is a class, the function, its operands (see seeded.py) and the digest of the result; of sums.txt the
operand, the axis and the digest; of training.txt n, p, k, epochs, seeds of x, y, w, b and the digest of the losses followed
by w and b. Run: python3 make.py
"""
from seeded import *

HERE = os.path.dirname(os.path.abspath(__file__))
R = np.random.default_rng(7)


def write(name, lines):
    with open(os.path.join(HERE, name), "w") as f:
        f.write("".join(line + "\n" for line in lines))
    print(name, len(lines))


def some(low, high):
    return int(R.integers(low, high + 1))


def plain(*shape, kind=None):
    return f"{kind or R.choice(list('uw'))}:{some(1, 10**6)}:{lengths(shape)}:"


def part(m, n, kind=None):
    """m x n of a larger array, in one of eight ways."""
    seed = f"{kind or R.choice(list('uw'))}:{some(1, 10**6)}:"
    way = some(0, 7)
    return seed + [
        f"{m}x{n}:", f"{n}x{m}:t1,0", f"{m + 3}x{n + 5}:s0,1,{m},1/s1,2,{n},1", f"{n + 3}x{m + 5}:s0,1,{n},1/s1,2,{m},1/t1,0",
        f"{m * 2}x{n * 3}:s0,0,{m},2/s1,0,{n},3", f"{m * 3}x{n}:s0,0,{m},3", f"{m}x{n}:s0,{m - 1},{m},-1",
        f"{n}x{m * 2}:t1,0/s0,0,{m},2"][way]


def vec(n, kind=None):
    seed = f"{kind or R.choice(list('uw'))}:{some(1, 10**6)}:"
    return seed + [f"{n}:", f"{n}:", f"{3 * n}:s0,0,{n},3", f"{n}:s0,{n - 1},{n},-1"][some(0, 3)]


def products():
    lines = []

    def case(name, a, b, f="matmul"):
        x = operand(a)
        y = x.T if b == transposed(a) else operand(b)  # NumPy compares the addresses
        with np.errstate(all="ignore"):
            out = dict(matmul=np.matmul, dot=np.dot)[f](x, y)
        lines.append(f"{name}\t{f}\t{a} {b}\t{digest(np.asarray(out))}")

    def transposed(a):
        return a + ("/t1,0" if a.split(":")[3] else "t1,0")

    def pair(name, n, p, k=1):
        x = plain(n, p)
        case(name, x, plain(p, k))
        case(name, transposed(x), plain(n, k))

    for _ in range(60): pair("forward and gradient", some(1, 60), some(1, 60))
    for n in range(1, 10):
        for p in range(1, 10): pair("all n and p to 9", n, p)
    for _ in range(8): pair("one column", some(1, 3000), 1)
    for _ in range(8): pair("one row", 1, some(1, 3000))
    for _ in range(3): pair("many rows", some(1000, 4000), some(1, 30))
    for _ in range(6): pair("many columns", some(1, 12), some(1500, 5000))
    for _ in range(60): pair("two to four targets", some(1, 60), some(1, 40), some(2, 4))
    for _ in range(60):
        k = some(1, 40)
        case("matrices", plain(some(1, 40), k), plain(k, some(1, 40)))
    for _ in range(20):
        k = some(257, 1100)
        case("blocks of k", plain(some(1, 12), k), plain(k, some(1, 12)))
    for _ in range(150):
        k = some(1, 24)
        case("views", part(some(1, 24), k), part(k, some(1, 24)))
    for _ in range(50):
        k = some(1, 60)
        case("views of one or two rows", part(some(1, 2), k), part(k, some(1, 30)))
        case("views of one or two columns", part(some(1, 60), k), part(k, some(1, 2)))
    for _ in range(12):
        case("one number", plain(1, 1, kind="o"), plain(1, 1, kind="w"), "dot")
    for _ in range(60):
        a = part(some(1, 40), some(1, 40))
        case("with its transpose", a, transposed(a))
        case("with its transpose", a, transposed(a), "dot")
    for _ in range(12):
        a = part(some(1, 12), some(200, 1100))
        case("with its transpose, blocks of k", a, transposed(a))
    for _ in range(50):
        n = some(1, 300)
        case("vectors", vec(n), vec(n))
        case("vectors", vec(n), vec(n), "dot")
        k = some(1, 60)
        case("vector and matrix", vec(k), part(k, some(1, 40)))
        case("matrix and vector", part(some(1, 40), k), vec(k))
        case("vector and matrix", vec(k), part(k, some(1, 40)), "dot")
        case("matrix and vector", part(some(1, 40), k), vec(k), "dot")
    for _ in range(120):
        k = some(1, 30)
        case("views", part(some(1, 24), k), part(k, some(1, 24)), "dot")
        case("views of one or two rows", part(some(1, 2), k), part(k, some(1, 30)), "dot")
        case("views of one or two columns", part(some(1, 30), k), part(k, some(1, 2)), "dot")
    for _ in range(120):
        k = some(1, 24)
        case("odd values", plain(some(1, 12), k, kind="o"), plain(k, some(1, 12), kind="o"))
        case("odd values in views", part(some(1, 9), k, kind="o"), part(k, some(1, 3), kind="o"))
    write("products.txt", lines)


def sums():
    lines = []
    for n in [*range(0, 34), 63, 64, 65, 127, 128, 129, 135, 136, 137, 255, 256, 257, 1000, 4099, 30001]:
        for a in (f"w:{n + 1}:{n}:", f"o:{n + 2}:{n}:", f"w:{n + 3}:{3 * n}:s0,0,{n},3", f"w:{n + 4}:{n}:s0,{max(n - 1, 0)},{n},-1"):
            with np.errstate(all="ignore"):
                lines.append(f"{a}\t-\t{digest(np.asarray(np.sum(operand(a))))}")
    for _ in range(50):
        a = plain(some(1, 400), some(1, 5))
        lines.append(f"{a}\t0\t{digest(operand(a).sum(axis=0))}")
    write("sums.txt", lines)


def training():
    lines = []
    for n, p, k in [(10, 5, 1), (1, 1, 1), (3, 7, 1), (64, 8, 1), (97, 13, 1), (150, 40, 1), (40, 3, 2), (77, 11, 3), (25, 6, 4),
                    (200, 2, 1), (33, 32, 2), (1200, 9, 1)]:
        seeds = [some(1, 10**6) for _ in range(4)]
        x, y, w, b = (operand(f"u:{s}:{lengths(t)}:") for s, t in zip(seeds, ((n, p), (n, k), (p, k), (1, k))))
        epochs, losses = (50 if n < 1000 else 5), []
        for _ in range(epochs):
            y_hat = x @ w + b
            losses.append(np.mean((y - y_hat) ** 2))
            gw = (x.T @ (y_hat - y)) / n
            gb = np.sum((y_hat - y) / n, axis=0, keepdims=True)
            w = w - 0.01 * gw
            b = b - 0.01 * gb
        result = digest(np.r_[np.array(losses), w.ravel(), b.ravel()])
        lines.append(f"{n} {p} {k} {epochs}\t{' '.join(map(str, seeds))}\t{result}")
    write("training.txt", lines)


if __name__ == "__main__":
    products(), sums(), training()
