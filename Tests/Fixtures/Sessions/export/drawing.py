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


# %% [1]
np.random.seed(1)
x = np.random.rand(6, 2)
y = np.random.rand(6, 1)
w = np.zeros((2, 1))
b = np.zeros((1, 1))
# %% [2] named alone, a function that needs arguments shows how it is used
print("train(epochs, lr=0.01, every=None, tol=None, x=x, y=y, w=w, b=b, method='exact')",
      "  Run epochs of gradient descent; sets y_hat, w, b and losses.",
      sep="\n")  # train
print("shape(*tensors)  Print the shape of each tensor, a line each.")  # shape
# %% [3] several rates keep only the losses
losses = train_rates([0.1, 0.5], 20, x, y, w, b)
rates = [0.1, 30.0]
losses = train_rates(rates, 400, x, y, w, b, tol=0.0)
print(losses.shape)
# %% [4] what is drawn is said in a sentence
print("losses[0]: 400 values, 0.292 to 0.0619, falling all the way, 90 % of the fall by epoch 18")  # plot losses[0]
print("x: 12 values in 3 bins from 0.000114 to 0.72, most (5) from 0.24 to 0.48")  # hist x bins=3
print("w: (2, 1), all 0")  # heat w
print("loss over w[0] and b: 0.292 here at (0, 0), least 0.0685 at (-0.682, 0.638)")  # surface w[0] b
# %% [5] and what explains stays as it was
print("x @ w  (6, 1) float64",
      "│  each element sums 2 products, over the columns of x and the rows of w",
      "├ x  (6, 2) float64",
      "└ w  (2, 1) float64",
      sep="\n")  # explain x @ w
print("rate limit  lr < 1.558 = 2/λmax of ZᵀZ/n, Z being x (6, 2) with a column",
      "            of ones",
      "condition   230.9 = λmax/λmin, 1.284/0.005559",
      "lr=0.01     falls; the slowest direction's error is a tenth in 41424",
      "            epochs",
      "fastest     lr=1.551, a tenth in 266 epochs",
      "loss        0.2916 now, 0.03067 is possible",
      "advice      lr ≤ 1.5, or standardise columns 0 and 1 of x: then the",
      "            condition is 11.05 and lr ≤ 1 does",
      sep="\n")  # diagnose
print("x has no nan and no inf in 12 elements, shape (6, 2)")  # find x
print("x  (6, 2) float64, 96 bytes",
      "                [0]         [1]",
      "[0]  4.17022005e-01  0.72032449",
      "[1]  1.14374817e-04  0.30233257",
      "…",
      sep="\n")  # head x n=2
print("x  (6, 2) float64, 96 bytes", "            [0]        [1]", "…", "[5]  0.41919451  0.6852195", sep="\n"); losses = train_rates((0.1,), 2, x, y, w, b)
