# The arguments of the functions in rules.txt, and functions that take several lines.
import numpy as np
np.random.seed(0)
A, B, v = np.random.rand(3, 4) + 0.2, np.random.rand(4, 2) + 0.2, np.random.rand(4) + 0.2
S, T3, w = np.random.rand(3, 3) + np.eye(3) * 2, np.random.rand(2, 3, 4) + 0.1, np.random.rand(3)


def loop(a):
    t = 0.0
    for row in a:
        if row[0] > 0.5:
            t += np.sum(row) ** 2
        else:
            t = t * 2 + row[1]
    return t


def assigned(a):
    b = a * 2
    b[0] = b[1] * b[1]
    b[1, 2] = 3.0
    b *= a
    b -= 1
    return np.sum(b * b)


def sliced(a):
    b = a * 2
    b[1:] += a[:2]
    b[0] *= b[1]
    row = b[2]
    row[1] = 7.0
    row -= a[0]
    return np.sum(b * b) + np.sum(row)


def twice(a):
    b = a * 2
    b[[0, 0]] = a[1:3]
    return np.sum(b ** 2)


def leaves(tree):
    if isinstance(tree, dict):
        return [leaf for key in tree for leaf in leaves(tree[key])]
    if isinstance(tree, list):
        return [leaf for one in tree for leaf in leaves(one)]
    return [tree]


def moved(tree, t):
    """Parameters moved in some direction."""
    if isinstance(tree, dict):
        return {key: moved(one, t) for key, one in tree.items()}
    if isinstance(tree, list):
        return [moved(one, t) for one in tree]
    return tree + t * np.sin(1.0 + np.arange(np.size(tree))).reshape(np.shape(tree))


def slopes(f, args, place):
    """Whether the gradient is right, and in one direction the gradient of its sines."""
    def second(t):
        given = args[:place] + (moved(args[place], t),) + args[place + 1:]
        return sum([np.sum(np.sin(leaf)) for leaf in leaves(grad(f, argnums=place)(*given))])

    return check_grad(f, *args, argnums=place) < 1e-7, check_grad(second, 0.0) < 1e-6
