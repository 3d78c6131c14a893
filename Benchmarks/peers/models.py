"""Epochs of small models, as a user of NumPy, autograd or JAX writes them; each gives the last parameters."""

import numpy as np


def data(options):
    names = "wb" if options.model == "logistic" else ["w1", "b1", "w2", "b2"]
    x, y, *parameters = [np.load(f"{options.data}-{name}.npy") for name in ["x", "y", *names]]
    return x, y, parameters


def joined(parameters):
    return np.concatenate([np.asarray(one).ravel() for one in parameters])


def sigmoid(z, m):
    return 1 / (1 + m.exp(-z))


def loss(name, m):
    """The loss in terms of a module that has NumPy's functions."""
    def xor(p, x, y):
        return m.mean((sigmoid(m.tanh(x @ p[0] + p[1]) @ p[2] + p[3], m) - y) ** 2)

    def logistic(p, x, y):
        z = x @ p[0] + p[1]
        return m.mean(m.logaddexp(0.0, z) - y * z)

    def digits(p, x, y):
        z = m.tanh(x @ p[0] + p[1]) @ p[2] + p[3]
        z = z - m.max(z, axis=1, keepdims=True)
        return -m.mean(m.sum(y * (z - m.log(m.sum(m.exp(z), axis=1, keepdims=True))), axis=1))

    return {"xor": xor, "logistic": logistic, "digits": digits}[name]


def by_hand(options):
    """Gradients written out; no loss is computed, which these don't need."""
    x, y, first = data(options)
    name, rate, n = options.model, options.rate, len(x)

    def run():
        p = first
        for _ in range(options.count):
            if name == "logistic":
                d = (sigmoid(x @ p[0] + p[1], np) - y) / n
                p = [p[0] - rate * x.T @ d, p[1] - rate * d.sum(0, keepdims=True)]
                continue
            h = np.tanh(x @ p[0] + p[1])
            z = h @ p[2] + p[3]
            if name == "xor":
                o = sigmoid(z, np)
                d = 2 * (o - y) / n * o * (1 - o)
            else:
                e = np.exp(z - z.max(1, keepdims=True))
                d = (e / e.sum(1, keepdims=True) - y) / n
            dh = d @ p[2].T * (1 - h * h)
            p = [p[0] - rate * x.T @ dh, p[1] - rate * dh.sum(0, keepdims=True),
                 p[2] - rate * h.T @ d, p[3] - rate * d.sum(0, keepdims=True)]
        return joined(p)
    return run


def with_autograd(options):
    import autograd
    import autograd.numpy

    x, y, first = data(options)
    gradient = autograd.grad(loss(options.model, autograd.numpy))

    def run():
        p = first
        for _ in range(options.count):
            p = [a - options.rate * b for a, b in zip(p, gradient(p, x, y))]
        return joined(p)
    return run


def with_jax(options):
    """All epochs in one compiled loop; the loss itself is dropped, since nothing asks for it."""
    import jax
    import jax.numpy

    jax.config.update("jax_enable_x64", True)
    x, y, first = data(options)
    x, y, first = jax.numpy.array(x), jax.numpy.array(y), [jax.numpy.array(one) for one in first]
    gradient = jax.grad(loss(options.model, jax.numpy))

    def epoch(p, _):
        return [a - options.rate * b for a, b in zip(p, gradient(p, x, y))], None

    loop = jax.jit(lambda p: jax.lax.scan(epoch, p, None, length=options.count)[0])
    return lambda: joined(jax.block_until_ready(loop(first)))


TASKS = {("numpy", "model"): by_hand, ("autograd", "model"): with_autograd, ("jax", "model"): with_jax}
