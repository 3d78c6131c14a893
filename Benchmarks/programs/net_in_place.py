import numpy as np

np.random.seed(3)
X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
y = np.array([[0.0], [1.0], [1.0], [0.0]])
params = [np.random.randn(2, 4), np.zeros((1, 4)), np.random.randn(4, 1), np.zeros((1, 1))]


def forward(X, params):
    hidden = 1 / (1 + np.exp(-(X @ params[0] + params[1])))
    return hidden, hidden @ params[2] + params[3]


def loss(y, out):
    return np.mean((out - y) ** 2)


def backward(X, y, hidden, out, params):
    error = 2 * (out - y) / len(X)
    below = (error @ params[2].T) * hidden * (1 - hidden)
    return [X.T @ below, below.sum(axis=0, keepdims=True), hidden.T @ error, error.sum(axis=0, keepdims=True)]


losses = []
for epoch in range(8000):
    hidden, out = forward(X, params)
    losses.append(loss(y, out))
    grads = backward(X, y, hidden, out, params)
    for p, g in zip(params, grads):
        p -= 0.1 * g
print(losses[0], losses[-1])
print(params[0], forward(X, params)[1].ravel())
