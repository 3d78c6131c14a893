"""Ranges, sorting, searching and quantiles: writes ranges.txt and sorting.txt; floats as the hex digits of their bits."""
import struct

from common import np, numbers, random, write

random.seed(22)


def bits(value):
    return "nan" if value != value else struct.pack(">d", float(value)).hex()


def floats(values):
    return ",".join(bits(v) for v in np.asarray(values, float).ravel())


def any_float():
    return random.choice([
        random.uniform(-3, 3), random.randint(-5, 5) / 10, float(random.randint(-20, 20)), random.uniform(-1e6, 1e6),
        random.choice([1e-320, 5e-324, 1e300, -1e308, 0.1, 0.3, -0.0, 0.7])])


def ranges():
    for _ in range(300):
        start, stop = any_float(), any_float()
        step = random.choice([1, -1]) * random.choice([0.1, 0.3, 0.25, 1.0, 0.7, abs(stop - start) / 7 or 1.0])
        if abs((stop - start) / step) < 40:
            yield f"arange/{bits(start)},{bits(stop)},{bits(step)}/{floats(np.arange(start, stop, step))}"
        count = random.randint(0, 12)
        endpoint = random.random() < 0.6
        result = np.linspace(start, stop, count, endpoint=endpoint)
        yield f"linspace/{bits(start)},{bits(stop)}/{count},{int(endpoint)}/{floats(result)}"
    for _ in range(200):
        start, stop, step = random.randint(-9, 9), random.randint(-30, 30), random.choice([-7, -2, -1, 1, 2, 3, 50])
        yield f"integers/{start},{stop},{step}/{numbers(np.arange(start, stop, step))}"
    for _ in range(60):
        n, m, k = random.randint(0, 4), random.randint(0, 4), random.randint(-5, 5)
        yield f"eye/{n},{m},{k}/{numbers(np.eye(n, m, k).ravel())}"


def sorting():
    for _ in range(150):
        shape = [random.randint(0 if random.random() < 0.1 else 1, 4) for _ in range(random.randint(1, 3))]
        pool = random.choice([[float(v) for v in range(-3, 4)], [random.uniform(-2, 2) for _ in range(50)]])
        if random.random() < 0.4:
            pool = pool + [np.nan, np.nan, np.inf, -np.inf]
        array = np.array([random.choice(pool) for _ in range(int(np.prod(shape)))]).reshape(shape)
        axes = random.sample(range(array.ndim), array.ndim)
        view = array.transpose(axes)
        axis = random.randint(-view.ndim, view.ndim - 1)
        strides = [s // 8 for s in np.sort(view, axis).strides] if view.size else []
        values, first, inverse, counts = np.unique(view, True, True, True)
        flat = np.sort(view, None)
        probes = np.array([random.choice(pool + [0.5, 9.0]) for _ in range(6)])
        parts = [random.choice([0, 1, 0.5, 0.25, random.random()]) for _ in range(3)]
        quantiles = np.quantile(view, parts, axis=axis) if view.shape[axis] else []
        fields = [
            numbers(shape), floats(array), numbers(axes), str(axis), floats(np.sort(view, axis)), numbers(strides),
            numbers(np.argsort(view, axis, kind="stable").ravel()), floats(values), numbers(first),
            numbers(inverse.ravel()), numbers(counts), floats(probes), numbers(np.searchsorted(flat, probes)),
            numbers(np.searchsorted(flat, probes, "right")), floats(parts), floats(quantiles),
            ";".join(numbers(places) for places in np.nonzero(view)), numbers(np.isin(view, probes).ravel())]
        yield "/".join(fields)


write("ranges.txt", ranges())
write("sorting.txt", sorting())
