import os
import sys

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


def step(x, y, w, b, lr=0.01, train=train, **options):
    """One epoch: predict, print the loss, step w and b; give y_hat, w and b."""
    return train(1, x, y, w, b, lr, **options)[:3]


# The module of gradients.
learning_functions = learning_functions()
globals().update({name: learning_functions[name] for name in learning_functions['_WORDS']})


def predict(x, params=None):
    """What the model gives for rows of data."""
    own = globals().get('forward')
    if own is None:
        return x @ globals()['w'] + globals()['b']
    code, given = own.__code__, len(own.__defaults__ or ())
    names = params.replace(',', ' ').split() if params else code.co_varnames[1:code.co_argcount - given]
    return own(x, *[globals()[name] for name in names])


# %% [1] Descent's own model
np.random.seed(1)
x = np.random.rand(20, 3)
y = np.random.rand(20, 1)
w = np.zeros((3, 1))
b = np.zeros((1, 1))
print(forward(x, w, b))
y_hat = forward(x, w, b)
y_hat = forward(x, w, b)
print(loss(y, y_hat))
print(loss(y, y_hat))
print(loss(y, y_hat))
print(loss(y, y_hat=y_hat) + loss(y, y_hat))
w, b = backward(y, y_hat, w, b, x, 0.1)
# %% [2] training
y_hat, w, b = step(x, y, w, b)
y_hat, w, b = step(x, y, w, b, lr=0.5)
y_hat, w, b, losses = train(30, x, y, w, b)
y_hat, w, b, losses = train(10, x, y, w, b, lr=0.5, every=5, tol=1e-9)
y_hat, w, b, losses = train(5, x, y, w, b, lr=0.1, every=0)
print(losses)
v = np.zeros((3, 1))
c = np.zeros((1, 1))
y_hat, v, c, losses = train(4, x, y, v, c, lr=0.1)
for i in range(2): y_hat, w, b = step(x, y, w, b, lr=0.1)
losses = train(20, x, y, w, b, lr=100)[3]
print(w)
# %% [3] with functions of one's own
def calculate_loss(y, y_hat):
    return np.mean(np.abs(y - y_hat))
w = np.zeros((3, 1))
b = np.zeros((1, 1))
y_hat, w, b, losses = train_model(3, x, y, [('w', w), ('b', b)], 'MSE Loss', calculate_loss, 0.1)
def fit(x, y, w, b):
    y_hat, w, b, losses = train_model(2, x, y, [('w', w), ('b', b)], 'MSE Loss', calculate_loss, 0.1)
    return w, b
w, b = fit(x, y, w, b)
# %% [4] timed
y_hat, w, b, losses = train_model(2, x, y, [('w', w), ('b', b)], 'MSE Loss', calculate_loss, 0.01)
print(x.sum())
