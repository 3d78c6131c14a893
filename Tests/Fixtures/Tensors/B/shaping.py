"""Random reshapes, joins and other changes of shape of views with strides: writes shaping.txt."""
from common import np, numbers, outcome, random, random_view, write

random.seed(21)


def divisors(n):
    return [d for d in range(1, n + 1) if n % d == 0] or [0, 1]


def random_shape(count):
    shape = []
    rest = count
    for _ in range(random.randint(0, 4)):
        length = random.choice(divisors(rest))
        shape.append(length)
        rest = rest // length if length else 0
    if rest != 1 or count == 0:
        shape.append(rest)
    random.shuffle(shape)
    if random.random() < 0.15:
        shape.insert(random.randint(0, len(shape)), 1)
    if shape and random.random() < 0.25:
        shape[random.randrange(len(shape))] = -1
    if random.random() < 0.04:
        shape.append(random.choice([2, -1]))
    return shape


def axis_of(array, extra=0):
    rank = array.ndim + extra
    return random.randint(-rank, rank - 1) if random.random() < 0.97 and rank else rank


def unary(array):
    """An operation on one tensor: its name, arguments and function."""
    rank = array.ndim
    choice = random.choice([
        "reshape", "reshape", "reshape", "reshape", "ravel", "flatten", "swapaxes", "moveaxis", "expand_dims",
        "squeeze", "squeezeall", "flip", "roll", "rollall", "repeat", "repeatall", "tile", "diff", "tril", "triu",
        "diagonal", "diag", "atleast_2d", "atleast_3d", "broadcast_to", "split", "array_split", "copy"])
    axis = axis_of(array)
    n = random.randint(-3, 3)
    length = array.shape[axis] if -rank <= axis < rank else 1
    counts = [random.randint(0, 3) for _ in range(length)] if random.random() < 0.7 else [random.randint(0, 3)]
    shape = random_shape(array.size)
    tiles = [random.randint(1, 3) for _ in range(random.randint(0, rank + 1))]
    target = [random.randint(0, 2)] * random.randint(0, 1) + [random.randint(1, 3) if n == 1 else n for n in array.shape]
    parts = random.randint(0, 4)
    other = axis_of(array)
    new = random.sample(range(rank + 2), 2) if random.random() < 0.5 else [axis_of(array, 1)]
    table = {
        "reshape": (shape, lambda: array.reshape(shape)),
        "ravel": ([], lambda: array.ravel()),
        "flatten": ([], lambda: array.flatten()),
        "swapaxes": ([axis, other], lambda: array.swapaxes(axis, other)),
        "moveaxis": ([axis, other], lambda: np.moveaxis(array, axis, other)),
        "expand_dims": (new, lambda: np.expand_dims(array, tuple(new))),
        "squeeze": ([axis], lambda: array.squeeze(axis)),
        "squeezeall": ([], lambda: array.squeeze()),
        "flip": ([axis], lambda: np.flip(array, axis)),
        "roll": ([n, axis], lambda: np.roll(array, n, axis)),
        "rollall": ([n], lambda: np.roll(array, n)),
        "repeat": ([axis] + counts, lambda: np.repeat(array, counts, axis)),
        "repeatall": ([2], lambda: np.repeat(array, 2)),
        "tile": (tiles, lambda: np.tile(array, tiles)),
        "diff": ([axis, abs(n)], lambda: np.diff(array, abs(n), axis)),
        "tril": ([n], lambda: np.tril(array, n)),
        "triu": ([n], lambda: np.triu(array, n)),
        "diagonal": ([n], lambda: np.diagonal(array, n)),
        "diag": ([n], lambda: np.diag(array, n)),
        "atleast_2d": ([], lambda: np.atleast_2d(array)),
        "atleast_3d": ([], lambda: np.atleast_3d(array)),
        "broadcast_to": (target, lambda: np.broadcast_to(array, target)),
        "split": ([parts, axis], lambda: np.split(array, parts, axis)[-1]),
        "array_split": ([parts, axis], lambda: np.array_split(array, parts, axis)[0]),
        "copy": ([], lambda: array.copy("K")),
    }
    return choice, *table[choice]


def joins(count):
    for _ in range(count):
        first, text = random_view()
        arrays, texts = [first], [text]
        while random.random() < 0.6 and len(arrays) < 4:
            array, text = random_view()
            if random.random() < 0.8:
                array, text = first, texts[0]
            if random.random() < 0.4 and array.ndim > 1:
                axes = random.sample(range(array.ndim), array.ndim)
                array = array.transpose(axes)
                text += " T" + numbers(axes)
            arrays.append(array)
            texts.append(text)
        name = random.choice(["concatenate", "flat", "stack", "vstack", "hstack", "column_stack", "c_", "r_", "append"])
        axis = random.randint(-first.ndim, first.ndim - 1)
        run = {
            "concatenate": lambda: np.concatenate(arrays, axis), "flat": lambda: np.concatenate(arrays, None),
            "stack": lambda: np.stack(arrays, axis), "vstack": lambda: np.vstack(arrays),
            "hstack": lambda: np.hstack(arrays), "column_stack": lambda: np.column_stack(arrays),
            "c_": lambda: np.c_[tuple(arrays)], "r_": lambda: np.r_[tuple(arrays)],
            "append": lambda: np.append(arrays[0], arrays[-1], axis),
        }[name]
        try:
            result = outcome(run())
        except ValueError:
            result = "E"
        yield f"{';;'.join(texts)}/{name}/{axis}/{result}"


def shapings(count):
    for _ in range(count):
        array, view = random_view()
        name, arguments, run = unary(array)
        try:
            result = outcome(run())
        except (ValueError, IndexError, ZeroDivisionError):
            result = "E"
        yield f"{view}/{name}/{numbers(arguments)}/{result}"


write("shaping.txt", shapings(3000))
write("joining.txt", joins(1500))
