"""Random indices and assignments: writes indexing.txt and assignment.txt."""
from common import checksum, np, numbers, outcome, random, random_slice, random_view, slice_text, write

random.seed(20)


def random_integers(length, shape):
    low, high = (-length, length - 1) if random.random() < 0.97 else (-length - 1, length)
    return [random.randint(min(low, 0), max(high, 0)) for _ in range(int(np.prod(shape)))]


def random_index(array, advanced):
    """A tuple of indices, now and then a wrong one, and its text."""
    items, texts = [], []
    axis = 0
    common = [random.randint(0 if random.random() < 0.05 else 1, 3) for _ in range(random.randint(1, 3))]
    shape = list(array.shape)
    for _ in range(random.randint(0, array.ndim + 1)):
        length = shape[axis] if axis < array.ndim else 3
        kind = random.random()
        if kind < 0.25:
            place = random.randint(-length, max(length - 1, 0)) if random.random() < 0.97 else length
            items.append(place)
            texts.append(str(place))
            axis += 1
        elif kind < 0.5:
            items.append(random_slice(length))
            texts.append(slice_text(items[-1]))
            axis += 1
        elif kind < 0.58:
            items.append(None)
            texts.append("N")
        elif kind < 0.64:
            items.append(Ellipsis)
            texts.append("...")
            axis = max(axis, array.ndim - 1)
        elif advanced and kind < 0.88:
            own = [1 if random.random() < 0.2 else n for n in common[random.randint(0, len(common) - 1):]]
            if random.random() < 0.03:
                own = [4]
            values = random_integers(length, own)
            if random.random() < 0.25:
                items.append(np.array(values, dtype=int).reshape(own[::-1]).T)
                texts.append(f"G{numbers(own)}={numbers(values)}")
            else:
                items.append(np.array(values, dtype=int).reshape(own))
                texts.append(f"A{numbers(own)}={numbers(values)}")
            axis += 1
        elif advanced:
            rank = random.choice([0, 1, 1, 1, 2, 2])
            own = shape[axis:axis + rank]
            if random.random() < 0.03:
                own = own + [2]
            mask = np.array([random.random() < 0.5 for _ in range(int(np.prod(own)))], bool).reshape(own)
            items.append(mask)
            texts.append(f"M{numbers(own)}={''.join(str(int(v)) for v in mask.ravel())}")
            axis += len(own)
    return tuple(items), " ".join(texts)


def whole_mask(array):
    mask = np.array([random.random() < 0.5 for _ in range(array.size)], bool).reshape(array.shape)
    return (mask,), f"M{numbers(mask.shape)}={''.join(str(int(v)) for v in mask.ravel())}"


def any_index(array):
    return whole_mask(array) if random.random() < 0.06 else random_index(array, random.random() < 0.65)


def indexing():
    for _ in range(3000):
        array, view = random_view()
        items, text = any_index(array)
        try:
            result = outcome(array[items])
        except (IndexError, ValueError):
            result = "E"
        yield f"{view}/{text}/{result}"


def assignment():
    for _ in range(2000):
        array, view = random_view(ranks=(1, 3))
        kind = random.choice(["f", "i", "b"])
        copy = {"f": array.astype(float), "i": array.copy("K"), "b": (array % 3 == 0)}[kind]
        items, text = any_index(copy)
        try:
            place = copy[items]
        except (IndexError, ValueError):
            yield f"{view}/{kind}/{text}//E"
            continue
        shape = list(np.shape(place))
        change = random.random()
        if change < 0.3:
            shape = shape[random.randint(0, len(shape)):]
        if change < 0.2:
            shape = [1 if random.random() < 0.4 else n for n in shape]
        elif change > 0.95:
            shape = [n + 1 for n in shape]
        elif change > 0.88:
            shape = [1] + shape
        values = [random.randint(-9, 9) for _ in range(int(np.prod(shape)))]
        source = random.choice(["f", "i", "b"])
        value = np.array(values, int).reshape(shape)
        value = {"f": value / 4, "i": value, "b": value > 0}[source]
        try:
            copy[items] = value
            shown = np.asarray(copy * 4 if kind == "f" else copy).astype(int)
            result = f"{numbers(shown.shape)}|{checksum(shown)}"
        except (IndexError, ValueError, TypeError):
            result = "E"
        yield f"{view}/{kind}/{text}/{source} {numbers(shape)}={numbers(values)}/{result}"


write("indexing.txt", indexing())
write("assignment.txt", assignment())
