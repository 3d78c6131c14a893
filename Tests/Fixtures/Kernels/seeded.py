"""Arrays made from a seed by a formula that the Swift tests repeat, and digests of results.

An operand is written kind:seed:shape:views. Element i of the base is made from the i-th output of splitmix64(seed):
  u  uniform in [0, 1)          w  of sizes 2**-17 .. 2**14, both signs     o  like w, with odd values among them
  p  -1 0 0.5 1 2 3 0.25 -2
  z  zeros of both signs        i  integers -100 .. 100                     I  any int64         b  bool
and the views are applied in turn, each with strides written out so that nothing is left to NumPy's choice:
  t2,0,1      transpose         s<axis>,<start>,<count>,<step>  slice       d<axis>,<index>  one index, axis dropped
  n<axis>     new axis, stride 0                                            r<axis>,<length> repeat an axis of length 1
"""
import os

os.environ.setdefault("OPENBLAS_CORETYPE", "Haswell")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("NPY_DISABLE_CPU_FEATURES", "X86_V4 AVX512_ICL AVX512_SPR")
import warnings

import numpy as np
from numpy.lib.stride_tricks import as_strided

ODD = np.array([0.0, -0.0, 5e-324, -1e-310, 1e300, -1e300, np.inf, -np.inf, np.nan])
GOLDEN = np.uint64(0x9E3779B97F4A7C15)


def mix(z):
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def base(kind, seed, shape):
    n = int(np.prod(shape, dtype=np.int64))
    with np.errstate(over="ignore"):
        z = mix(np.uint64(seed) + np.arange(1, n + 1, dtype=np.uint64) * GOLDEN)
    unit = (z >> np.uint64(11)).astype(np.float64) * 2.0**-53
    if kind == "b":
        v = (z & np.uint64(1)).astype(bool)
    elif kind == "I":
        v = z.astype(np.int64)
    elif kind == "i":
        v = (z >> np.uint64(40)).astype(np.int64) % 201 - 100
    elif kind == "u":
        v = unit
    elif kind == "p":
        v = np.array([-1.0, 0.0, 0.5, 1.0, 2.0, 3.0, 0.25, -2.0])[((z >> np.uint64(20)) & np.uint64(7)).astype(np.int64)]
    elif kind == "z":
        v = np.where((z >> np.uint64(33)) & np.uint64(1), -0.0, 0.0)
    else:
        v = np.ldexp(unit - 0.5, ((z >> np.uint64(1)) & np.uint64(31)).astype(np.int64) - 16)
        if kind == "o":
            pick = ((z >> np.uint64(6)) & np.uint64(63)).astype(np.int64)
            v = np.where(pick < 9, ODD[np.minimum(pick, 8)], v)
    return v.reshape(shape)


def view(a, op):
    arguments = [int(t) for t in op[1:].split(",")]
    shape, strides, start = list(a.shape), list(a.strides), 0
    if op[0] == "t":
        shape = [a.shape[k] for k in arguments]
        strides = [a.strides[k] for k in arguments]
    elif op[0] == "s":
        axis, first, count, step = arguments
        start = first * strides[axis]
        shape[axis], strides[axis] = count, strides[axis] * step
    elif op[0] == "d":
        axis, index = arguments
        start = index * strides[axis]
        del shape[axis], strides[axis]
    elif op[0] == "n":
        shape.insert(arguments[0], 1)
        strides.insert(arguments[0], 0)
    elif op[0] == "r":
        axis, length = arguments
        shape[axis], strides[axis] = length, 0
    if start == 0:
        return as_strided(a, shape, strides)
    address = a.__array_interface__["data"][0] + start
    holder = Holder(a, address, shape, strides)
    return np.asarray(holder)


class Holder:
    """Memory of another array, from another address on (as_strided cannot move the start)."""

    def __init__(self, owner, address, shape, strides):
        self.owner = owner
        self.__array_interface__ = {
            "data": (address, False), "shape": tuple(shape), "strides": tuple(strides),
            "typestr": owner.dtype.str, "version": 3}


def operand(text):
    kind, seed, shape, views = text.split(":")
    a = base(kind, int(seed), tuple(int(t) for t in shape.split("x")) if shape else ())
    for op in views.split("/") if views else []:
        a = view(a, op)
    return a


def random_view(rng, kind, shape, most=4):
    """Text of an operand of this shape (a list of lengths), as a random view of some base."""
    rank = len(shape)
    seed = int(rng.integers(1, 10**6))
    order = list(range(rank))
    if rng.random() < 0.6:
        rng.shuffle(order)
    lengths, views = [0] * rank, []
    for axis in range(rank):
        n = shape[axis]
        way = rng.random()
        if way < 0.45 or n == 0:
            lengths[axis] = n
        elif way < 0.6:
            lengths[axis] = n + 2
            views.append(f"s{axis},1,{n},1")
        elif way < 0.75:
            lengths[axis] = n * 2
            views.append(f"s{axis},0,{n},2")
        elif way < 0.9:
            lengths[axis] = n
            views.append(f"s{axis},{n - 1},{n},-1")
        else:
            lengths[axis] = 1
            views.append(f"r{axis},{n}")
    # The base has its axes in the given order; transposing it back results in the shape.
    stored = [lengths[k] for k in order]
    back = [order.index(k) for k in range(rank)]
    if back != list(range(rank)):
        views.insert(0, "t" + ",".join(map(str, back)))
    if rng.random() < 0.1:
        stored.insert(0, 2)
        views.insert(0, "d0,1")
    return f"{kind}:{seed}:{'x'.join(map(str, stored))}:{'/'.join(views)}"


def words(a):
    """The elements in C order as 64-bit words; every nan alike."""
    a = np.ascontiguousarray(a)
    if a.dtype == np.float64:
        a = np.where(np.isnan(a), np.nan, a)
        w = a.view(np.uint64) if a.ndim else a.reshape(1).view(np.uint64)
        w = w.ravel().copy()
        w[np.isnan(a.ravel())] = np.uint64(0x7FF8000000000000)
        return w
    return a.astype(np.int64).ravel().view(np.uint64)


def digest(a):
    w = words(a)
    with np.errstate(over="ignore"):
        m = mix(w + np.arange(1, w.size + 1, dtype=np.uint64) * GOLDEN)
        return format(int(m.sum(dtype=np.uint64)), "016x")


def lengths(values):
    return "x".join(map(str, values))


def described(a):
    a = np.asarray(a)
    strides = ",".join(str(s // a.itemsize) for s in a.strides) if a.size else "-"
    return f"{a.dtype.name}\t{lengths(a.shape)}\t{strides}\t{digest(a)}"


def flagged(f):
    """The result of f() and the letters of what NumPy warned of: d(ivide) o(verflow) i(nvalid) m(ean of empty) f(reedom)."""
    seen = set()
    with warnings.catch_warnings(record=True) as caught, np.errstate(all="warn", under="ignore"):
        warnings.simplefilter("always")
        result = f()
    for w in caught:
        text = str(w.message)
        for start, letter in (("divide", "d"), ("overflow", "o"), ("invalid", "i"), ("Mean", "m"), ("Degrees", "f")):
            if text.startswith(start):
                seen.add(letter)
    return result, "".join(sorted(seen))
