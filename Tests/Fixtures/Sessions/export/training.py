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
    losses, ends, drawn = np.full((len(rates), epochs), np.nan), [], []
    for row, rate in zip(losses, rates):
        own = train(epochs, x, y, w, b, rate, 0, tol, **model)[3]
        row[:len(own)] = own
        diverged = not np.isfinite(own[-1]) or own[-1] > 1e12 * own[0] > 0
        ends.append((np.inf if diverged else float(own[-1]), len(own)))
        most = max(own[0] * 10, 0)
        near = own[:np.argmin(np.append(own, np.nan) <= most) + 1]
        drawn.append((f"lr {rate}", np.where(np.isfinite(near), np.minimum(near, most), near), 1))
    least = min(last for last, _ in ends)
    for rate, (last, count) in zip(rates, ends):
        after = f"after {count} epoch{'' if count == 1 else 's'}"
        if last == np.inf:
            print(f"lr {rate}  : diverged {after}")
        else:
            print(f"lr {rate}  : MSE Loss {last} {after}{', the least' if last == least and len(rates) > 1 else ''}")
            least = -np.inf if last == least else least
    known = np.concatenate([values[np.isfinite(values)] for _, values, _ in drawn[:8]])
    if known.size > 0:
        plot(*drawn[:8], log=bool(known.min() > 0 and known.max() / known.min() > 100), place="epoch", label="loss")
    return losses


def step(x, y, w, b, lr=0.01, train=train, **options):
    """One epoch: predict, print the loss, step w and b; give y_hat, w and b."""
    return train(1, x, y, w, b, lr, **options)[:3]


def empty_figure(x, y, log=False):
    """A figure and its axes, which say what they measure."""
    import matplotlib.pyplot as plt
    figure, axes = plt.subplots(figsize=(6.4, 4), layout="constrained")
    axes.set_prop_cycle(color=["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#808080", "#6A4C93"])
    axes.set(xlabel=x, ylabel=y, yscale="log" if log else "linear")
    return figure, axes


def finish_figure(figure, to=None):
    """Show a figure, or write it to a file."""
    import matplotlib.pyplot as plt
    if to is None:
        plt.show()
    else:
        figure.savefig(to)
    plt.close(figure)


def show_figures():
    """Show the figures that a cell leaves open."""
    import matplotlib.pyplot as plt
    plt.show()
    plt.close("all")


def plot(*values, x=None, fit=None, log=False, to=None, place="index", label=""):
    """Draw values as lines, as points where x doesn't rise, or with the line that was fitted to them.

    Each is a pair of its name and itself; what may follow is its first place, or its places.
    """
    vectors = [vector for value in values for vector in vectors_of(*value)]
    if x is not None:
        place, places = x[0], np.asarray(x[1], dtype=float).ravel()
        is_line = fit is None and bool((places[:-1] <= places[1:]).all())
        vectors = [(name, vector, places) for name, vector, _ in vectors]
    else:
        is_line = fit is None
        same = len({each[0] for _, _, each in vectors}) == 1
        vectors = [(name, vector, each if same else np.arange(len(vector))) for name, vector, each in vectors]
    known = lambda arrays: any(np.isfinite(np.asarray(array, dtype=float)).any() for array in arrays)
    heights = [vector for _, vector, _ in vectors] + ([fit[1]] if fit else [])
    if not known(heights) or not known(places for _, _, places in vectors):
        return  # there is nothing to draw
    count = len(vectors) + (fit is not None)
    figure, axes = empty_figure(place, vectors[0][0] if count == 1 else label, log)
    for number, (name, vector, places) in enumerate(vectors):
        if is_line:
            axes.plot(places, vector, ["-", "--", ":", "-."][number % 4], label=name)
        else:
            size = 3 if len(vector) > 500 else 12 if len(vector) > 100 else 20
            axes.scatter(places, vector, s=size, label=name)
    if fit is not None:
        name, vector = fit[0], np.asarray(fit[1], dtype=float).ravel()
        order = np.argsort(places, kind="stable")
        order = order[~np.isnan(places[order])]
        axes.plot(places[order], vector[order], color="#D55E00", label=name)
    if count > 1:
        axes.legend()
    finish_figure(figure, to)


def vectors_of(name, value, first=0, names=None):
    """The vectors of a value, with their names and places: a matrix has its rows, a list its vectors."""
    if isinstance(value, (list, tuple)) and value and all(
            isinstance(part, (np.ndarray, list, tuple)) and np.size(part) == max(np.shape(part), default=0)
            for part in value):
        vectors = [np.asarray(part, dtype=float).ravel() for part in value]
        names = names or [f"{name}[{place}]" for place in range(len(vectors))]
        return [(own, vector, np.arange(len(vector))) for own, vector in zip(names, vectors)]
    value = np.asarray(value, dtype=float)
    is_one = value.ndim < 2 or 1 in value.shape
    if np.ndim(first) == 0:
        first = np.arange(value.size if is_one else value.shape[1]) + first
    elif value.ndim != 1:
        first = np.arange(value.shape[-1])
    if is_one:
        return [(name, value.ravel(), first)]
    return [(f"{name}[{place}]", row, first) for place, row in enumerate(value)]


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
