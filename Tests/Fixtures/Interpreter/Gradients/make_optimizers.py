"""A hundred steps of each optimizer on three problems, by the formulas of the papers in plain NumPy.

    OPENBLAS_CORETYPE=Haswell OPENBLAS_NUM_THREADS=1 python3 make_optimizers.py > optimizers.txt

momentum: Sutskever, Martens, Dahl and Hinton, 2013 (v = 0.9 v + g, p = p - lr v). rmsprop: Hinton, lecture 6e, 2012.
adam: Kingma and Ba, 2015, algorithm 1. The gradients are written by hand.
"""
import numpy as np


def sgd(p, g, state, t, lr):
    return p - lr * g


def momentum(p, g, state, t, lr):
    state['v'] = 0.9 * state.get('v', 0.0) + g
    return p - lr * state['v']


def rmsprop(p, g, state, t, lr):
    state['s'] = 0.9 * state.get('s', 0.0) + (1 - 0.9) * g ** 2
    return p - lr * g / (np.sqrt(state['s']) + 1e-8)


def adam(p, g, state, t, lr):
    state['m'] = 0.9 * state.get('m', 0.0) + (1 - 0.9) * g
    state['v'] = 0.999 * state.get('v', 0.0) + (1 - 0.999) * g ** 2
    m = state['m'] / (1 - 0.9 ** t)
    v = state['v'] / (1 - 0.999 ** t)
    return p - lr * m / (np.sqrt(v) + 1e-8)


def linear(x, y, p):
    r = x @ p[0] + p[1] - y
    return np.mean(r ** 2), [x.T @ r / len(x), np.sum(r, axis=0, keepdims=True) / len(x)]


def logistic(x, y, p):
    s = x @ p[0] + p[1]
    q = 1 / (1 + np.exp(-s))
    r = (q - y) / len(x)
    return -np.mean(y * np.log(q) + (1 - y) * np.log(1 - q)), [x.T @ r, np.sum(r, axis=0, keepdims=True)]


def net(x, y, p):
    h = np.tanh(x @ p[0] + p[1])
    r = (h @ p[2] + p[3] - y) / len(x)
    d = (r @ p[2].T) * (1 - h ** 2)
    return np.mean((h @ p[2] + p[3] - y) ** 2), [x.T @ d, d.sum(axis=0), h.T @ r, r.sum(axis=0)]


PROBLEMS = [
    ('def forward(x, p0, p1): return x @ p0 + p1 + 0.0\n', linear, 'mse', [(3, 1), (1, 1)]),
    ('def forward(x, p0, p1): return x @ p0 + p1\n', logistic, 'logistic', [(3, 1), (1, 1)]),
    ('def forward(x, p0, p1, p2, p3): return np.tanh(x @ p0 + p1) @ p2 + p3\n', net, 'mse',
     [(3, 5), (5,), (5, 1), (1,)]),
]
for number, (text, slopes, loss, shapes) in enumerate(PROBLEMS):
    draw = np.random.RandomState(number + 10)
    x = draw.randn(12, 3).round(3)
    y = (draw.randn(12, 1).round(3) > 0).astype(float) if loss == 'logistic' else draw.randn(12, 1).round(3)
    start = [draw.randn(*shape).round(3) for shape in shapes]
    for step in (sgd, momentum, rmsprop, adam):
        for options in ('', ' clip=0.5 decay=0.01'):
            p, states, losses = list(start), [{} for _ in start], []
            for t in range(1, 101):
                value, gradients = slopes(x, y, p)
                losses.append(value)
                if options:
                    size = np.sqrt(sum(np.sum(g ** 2) for g in gradients))
                    gradients = [g * min(1.0, 0.5 / size) for g in gradients]
                p = [step(one, g, state, t, 0.001) - (0.001 * 0.01 * one if options else 0.0)
                     for one, g, state in zip(p, gradients, states)]
            numbers = np.concatenate([np.ravel(one) for one in p] + [losses])
            values = '\n'.join(f'p{k} = np.array({one.tolist()})' for k, one in enumerate(start))
            print(f'== {slopes.__name__} {step.__name__}{options}\nimport numpy as np\n{text}'
                  f'x = np.array({x.tolist()})\ny = np.array({y.tolist()})\n{values}\n'
                  f'train 100 lr=0.001 every=0 loss={loss} optimizer={step.__name__}{options}\n'
                  f'got = np.concatenate([np.ravel(one) for one in ({", ".join(f"p{k}" for k in range(len(start)))}, losses)])\n'
                  '>> ' + ' '.join(repr(float(number)) for number in numbers))
