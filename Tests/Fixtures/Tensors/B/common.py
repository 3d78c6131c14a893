"""What the scripts beside this file share: NumPy on the reference code paths, and the text of views and indices."""
import os

os.environ["OPENBLAS_CORETYPE"] = "Haswell"
os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ["NPY_DISABLE_CPU_FEATURES"] = "X86_V4 AVX512_ICL AVX512_SPR"

import random
import warnings

import numpy as np

warnings.simplefilter("ignore")
FOLDER = os.path.dirname(os.path.abspath(__file__))


def write(name, lines):
    with open(os.path.join(FOLDER, name), "w") as file:
        file.writelines(line + "\n" for line in lines)


def numbers(values):
    return ",".join(str(int(value)) for value in values)


def checksum(array):
    total = 0
    for value in np.asarray(array).ravel().tolist():
        total = (total * 31 + int(value) + 1) % 1000000007
    return total


def outcome(array):
    """Shape, strides in elements (0 where the length is 1) and a checksum of the elements in C order."""
    array = np.asarray(array)
    strides = [s // array.itemsize if n > 1 else 0 for s, n in zip(array.strides, array.shape)] if array.size else []
    return f"{numbers(array.shape)}|{numbers(strides)}|{checksum(array)}"


def random_slice(length):
    def bound():
        return random.choice([None, None, random.randint(-length - 2, length + 2)])

    return slice(bound(), bound(), random.choice([None, None, None, 1, 2, -1, -2, 3, -3, 7]))


def slice_text(item):
    def bound(value):
        return "" if value is None else str(value)

    return f"{bound(item.start)}:{bound(item.stop)}:{bound(item.step)}"


def random_view(ranks=(1, 4), zero=0.04):
    """A random array of consecutive numbers, seen through random transposes and slices, and its text."""
    rank = random.randint(*ranks)
    shape = [0 if random.random() < zero else random.randint(1, 5) for _ in range(rank)]
    array = np.arange(int(np.prod(shape))).reshape(shape)
    steps = [numbers(shape)]
    for _ in range(random.choice([0, 0, 1, 2])):
        kind = random.randint(0, 2)
        if kind == 0:
            axes = random.sample(range(array.ndim), array.ndim)
            array = array.transpose(axes)
            steps.append("T" + numbers(axes))
        elif kind == 1:
            axis = random.randrange(array.ndim)
            item = random_slice(array.shape[axis])
            array = array[(slice(None),) * axis + (item,)]
            steps.append(f"S{axis};{slice_text(item)}")
        else:
            target = [random.randint(1, 3)] * random.randint(0, 1) + list(array.shape)
            target = [random.randint(1, 3) if n == 1 and random.random() < 0.3 else n for n in target]
            if random.random() < 0.3 and len(target) < 5:
                array = np.broadcast_to(array, target)
                steps.append("B" + numbers(target))
    return array, " ".join(steps)
