import os

# The matrix kernels whose digits Descent prints; NumPy would take others on other machines.
os.environ.setdefault("OPENBLAS_CORETYPE", "Haswell")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy as np


def forward(x, w, b):
    """The prediction of the linear model."""
    return x @ w + b


def loss(y, y_hat):
    """The mean squared error."""
    return np.mean((y - y_hat) ** 2)


def backward(y, y_hat, w, b, x, lr):
    """w and b after one step down the gradient (its factor 2 is left to the rate lr)."""
    residual = y_hat - y
    w_gradient = x.T @ residual / len(x)
    b_gradient = np.sum(residual / len(x), axis=0, keepdims=True)
    return w - lr * w_gradient, b - lr * b_gradient


def train(epochs, x, y, w, b, lr=0.01, every=None, tol=None, y_hat=None, forward=forward, loss=loss,
          backward=backward):
    """Run epochs of gradient descent; give y_hat, w, b and the loss of each epoch.

    Where it diverges, y_hat, w and b are what they were. No array that is handed in is written to.
    """
    every = max(1, -(-epochs // 10)) if every is None else every
    before, losses = (y_hat, w, b), []
    x, y, w, b = (np.array(value) for value in (x, y, w, b))
    for epoch in range(1, epochs + 1):
        y_hat = forward(x, w, b)
        losses.append(float(loss(y, y_hat)))
        diverges = not np.isfinite(losses[-1]) or losses[-1] > 1e12 * losses[0] > 0
        if not diverges:
            w, b = backward(y, y_hat, w, b, x, lr)
        ends = diverges or tol is not None and epoch > 1 and abs(losses[-2] - losses[-1]) < tol
        if every and (epoch == 1 or epoch % every == 0 or epoch == epochs or ends):
            print("Epoch ", epoch, " : MSE Loss", losses[-1])
        if ends:
            break
    if not losses or diverges:
        y_hat, w, b = before
    return y_hat, w, b, np.array(losses)


def train_rates(rates, epochs, x, y, w, b, tol=None, **model):
    """Train with each rate from the same weights; give a row of losses for each, nan after its end."""
    losses, ends = np.full((len(rates), epochs), np.nan), []
    for row, rate in zip(losses, rates):
        own = train(epochs, x, y, w, b, rate, 0, tol, **model)[3]
        row[:len(own)] = own
        diverged = not np.isfinite(own[-1]) or own[-1] > 1e12 * own[0] > 0
        ends.append((np.inf if diverged else float(own[-1]), len(own)))
    least = min(last for last, _ in ends)
    for rate, (last, count) in zip(rates, ends):
        after = f"after {count} epoch{'' if count == 1 else 's'}"
        if last == np.inf:
            print(f"lr {rate}  : diverged {after}")
        else:
            print(f"lr {rate}  : MSE Loss {last} {after}{', the least' if last == least and len(rates) > 1 else ''}")
            least = -np.inf if last == least else least
    return losses


def step(x, y, w, b, lr=0.01, train=train, **options):
    """One epoch: predict, print the loss, step w and b; give y_hat, w and b."""
    return train(1, x, y, w, b, lr, **options)[:3]


# %% [1] a flat target, and no weights yet
np.random.seed(1)
x = np.random.rand(12, 2)
y = (x @ np.array([[1.0], [2.0]]) + 0.5).ravel()
y_hat, w, b, losses = train(4, x, np.reshape(y, (-1, 1)), np.zeros((2, 1)), np.zeros((1, 1)), lr=0.1)
print(w)
# %% [2] what diverges leaves everything as it was
w0, b0, y0 = w, b, y_hat
losses = train(1000, x, np.reshape(y, (-1, 1)), w, b, lr=100, every=0)[3]
print(losses.shape)
print((w is w0, b is b0, y_hat is y0))
losses = train(0, x, np.reshape(y, (-1, 1)), w, b)[3]
print(w is w0)
# %% [3] also where there were no weights
del w, b
losses = train(500, x, np.reshape(y, (-1, 1)), np.zeros((2, 1)), np.zeros((1, 1)), lr=100, every=0)[3]
y_hat, w, b, losses = train(3, x, np.reshape(y, (-1, 1)), np.zeros((2, 1)), np.zeros((1, 1)), lr=0.1)
print(w)
# %% [4] in a loop
del w, b
w, b = np.zeros((2, 1)), np.zeros((1, 1))
for i in range(3): y_hat, w, b = step(x, np.reshape(y, (-1, 1)), w, b, lr=0.1)
print(w)
for rate in [100.0, 0.1]:
    y_hat, w, b, losses = train(300, x, np.reshape(y, (-1, 1)), w, b, lr=rate, every=0, y_hat=y_hat)
    print(len(losses), w is w0, y_hat.shape)
del w, b
losses = train_rates([0.01, 0.1], 20, x, np.reshape(y, (-1, 1)), np.zeros((2, 1)), np.zeros((1, 1)))
# %% [5] functions that write into what they are given
def backward(y, y_hat, w, b, x, lr):
    w -= lr * x.T @ (y_hat - y) / len(x)
    x *= 1.0
    return w, b
y = y.reshape(-1, 1)
w, b = np.zeros((2, 1)), np.zeros((1, 1))
y_hat, w, b, losses = train(5, x, y, w, b, lr=0.1, backward=backward)
w0 = w
y_hat, w, b = step(x, y, w, b, lr=0.1, backward=backward)
print((w0, w))
# %% [6] a name that is a function's for a while
def forward(x, w, b):
    return x @ w + 2 * b
y_hat, w, b, losses = train(3, x, y, w, b, lr=0.1, forward=forward, backward=backward)
forward = 3
loss = 0.5
y_hat, w, b, losses = train(3, x, y, w, b, lr=0.1, backward=backward)
forward = lambda x, w, b: x @ w
y_hat, w, b, losses = train(3, x, y, w, b, lr=0.1, forward=forward, backward=backward)
del forward
y_hat, w, b = step(x, y, w, b, lr=0.1, backward=backward)
print((w, loss))
