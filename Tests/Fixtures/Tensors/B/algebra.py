"""Linear algebra on random matrices, well and badly conditioned, and singular ones: writes algebra.txt."""
from common import np, numbers, random, write

random.seed(23)
generator = np.random.default_rng(23)
linalg = np.linalg


def floats(values):
    return ",".join(repr(float(v)).removesuffix(".0") for v in np.asarray(values, float).ravel())


def matrix(rows, columns):
    kind = random.random()
    if kind < 0.2:
        return generator.integers(-4, 5, (rows, columns)).astype(float)
    exponent = random.randint(-3, 3)
    # A few digits, to keep the file small.
    return np.round(generator.standard_normal((rows, columns)) * 10.0 ** exponent, 3 - exponent)


def conditioned(size, exponent):
    """A square matrix whose singular values fall from 1 to 10**-exponent."""
    q, _ = linalg.qr(generator.standard_normal((size, size)))
    r, _ = linalg.qr(generator.standard_normal((size, size)))
    return q @ np.diag(np.logspace(0, -exponent, size)) @ r


def line(name, *fields):
    return "/".join([name, *(f"{numbers(np.shape(f))}={floats(f)}" for f in fields)])


def cases():
    for _ in range(30):
        n = random.randint(1, 8)
        a = matrix(n, n)
        if random.random() < 0.3:
            a = np.asfortranarray(a)
        b = matrix(n, random.randint(1, 3)) if random.random() < 0.5 else matrix(n, 1)[:, 0]
        if linalg.cond(a) > 1e4:
            continue
        yield line("solve", a, b, linalg.solve(a, b))
        yield line("inv", a, linalg.inv(a))
        yield line("det", a, linalg.det(a))
        yield line("slogdet", a, list(linalg.slogdet(a)))
        yield line("cond1", a, linalg.cond(a, 1))
    for rows in [[[1, 2], [2, 4]], [[0, 0], [0, 0]], [[0.0]], [[1, 2, 3], [2, 4, 6], [1, 0, 1]], [[1, 1], [1, 1]]]:
        a = np.array(rows, float)
        try:
            linalg.inv(a)
        except linalg.LinAlgError:
            yield line("singular", a)
    for exponent in [2, 6, 10, 13, 17, 20]:
        for n in [3, 5, 8]:
            a = conditioned(n, exponent)
            try:
                linalg.solve(a, np.ones(n))
                is_singular = 0
            except linalg.LinAlgError:
                is_singular = 1
            yield line("conditioned", a, 10.0 ** exponent, linalg.svd(a, compute_uv=False), is_singular)
    for _ in range(30):
        m, n = random.randint(1, 8), random.randint(1, 6)
        a = matrix(m, n)
        s = linalg.svd(a, compute_uv=False)
        if s[-1] < 1e-4 * s[0]:
            continue
        yield line("svd", a, s)
        yield line("pinv", a, linalg.pinv(a))
        yield line("rank", a, linalg.matrix_rank(a))
        yield line("cond", a, linalg.cond(a))
        q, r = linalg.qr(a)
        yield line("qr", a, q, r)
        b = matrix(m, 2) if random.random() < 0.5 else matrix(m, 1)[:, 0]
        x, residuals, rank, values = linalg.lstsq(a, b)
        yield line("lstsq", a, b, x, residuals, rank, values)
    for _ in range(10):
        m, n, k = random.randint(3, 7), random.randint(3, 6), random.randint(1, 2)
        a = generator.standard_normal((m, k)) @ generator.standard_normal((k, n))
        b = generator.standard_normal(m)
        x, residuals, rank, values = linalg.lstsq(a, b, rcond=1e-12)
        yield line("deficient", a, b, x, residuals, rank, values[:k], linalg.pinv(a, 1e-12))
    for _ in range(15):
        n = random.randint(1, 7)
        a = matrix(n, n)
        a = a + a.T
        yield line("eigh", a, linalg.eigh(a)[0])
        p = a @ a.T + np.eye(n)
        yield line("cholesky", p, linalg.cholesky(p))
    for _ in range(15):
        a = matrix(random.randint(1, 6), random.randint(1, 9))
        if random.random() < 0.4:
            a = a.T
            yield line("normT", a.T, linalg.norm(a))
            a = np.ascontiguousarray(a)
        yield line("norm", a, linalg.norm(a))
        yield line("norm", a[0], linalg.norm(a[0]))
        for order in [1, -1, 2, -2, np.inf, -np.inf]:
            yield line(f"norm:{order}", a, linalg.norm(a, order))
            yield line(f"axis:{order}", a, linalg.norm(a, order, axis=0))
        yield line("axis:3", a, linalg.norm(a, 3, axis=1))
        yield line("axis:0", a, linalg.norm(a, 0, axis=1))
        yield line("axis", a, linalg.norm(a, axis=0))
        yield line("norm:nuc", a, linalg.norm(a, "nuc"))
        yield line("norm:fro", a, linalg.norm(a, "fro"))


write("algebra.txt", cases())
