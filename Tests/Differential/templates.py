"""Whole small programs, as notebooks have them: regressions, classifiers, metrics, tables."""


def regression(r):
    n, p, k = r.randint(2, 60), r.randint(1, 8), r.choice([1, 1, 1, 2, 3])
    return f"""np.random.seed({r.randint(0, 2**32 - 1)})
n_samples = {n}
X = np.random.rand(n_samples, {p})
y = X @ np.random.randn({p}, {k}) + {r.choice(['0.1', 'np.random.randn(1)', 'np.random.randn(%d)' % k])} + 0.05 * np.random.randn(n_samples, {k})
W = np.random.rand({p}, {k})
B = np.random.rand(1, {k})
for i in range({r.randint(1, 30)}):
    y_hat = X @ W + B
    loss = np.mean((y - y_hat)**2)
    {r.choice(['print("Epoch ", i + 1, " : MSE Loss", loss)', 'print(f"epoch {i:>3} loss {loss:.6f} {loss}")', 'print("%d %.10f" % (i, loss))'])}
    W = W - {r.choice(['0.01', '0.1', '0.5'])} * (X.T @ (y_hat - y)) / n_samples
    B -= 0.1 * np.sum((y_hat - y) / n_samples, axis=0, keepdims=True)
print(W, B)
print(W.shape, B.shape)""".split("\n")


def functions(r):
    n, p = r.randint(2, 40), r.randint(1, 6)
    return f"""rng = np.random.default_rng({r.randint(0, 10**9)})
X = rng.normal(size=({n}, {p}))
y = X @ rng.uniform(-1, 1, size=({p}, 1)) + rng.normal(0, 0.1, size=({n}, 1))
def predict(X, w, b=0.0):
    return X @ w + b
def step(w, b, lr={r.choice(['0.05', '1e-2', '0.3'])}):
    error = predict(X, w, b=b) - y
    return w - lr * 2 * X.T @ error / len(X), b - lr * 2 * error.mean()
w, b = np.zeros(({p}, 1)), 0.0
losses = []
for epoch in range({r.randint(2, 25)}):
    w, b = step(w, b)
    losses.append(float(np.mean((predict(X, w, b) - y) ** 2)))
print(losses[0], losses[-1], len(losses), min(losses) == losses[-1])
print(w.T, b)
print(losses[:3])""".split("\n")


def logistic(r):
    n, p = r.randint(4, 50), r.randint(1, 5)
    return f"""np.random.seed({r.randint(0, 9999)})
X = np.random.randn({n}, {p})
t = (X[:, 0] + 0.3 * np.random.randn({n}) > 0).astype(float)
w = np.zeros({p})
sigmoid = lambda z: 1 / (1 + np.exp(-z))
for i in range({r.randint(2, 20)}):
    q = sigmoid(X @ w)
    w -= 0.5 * X.T @ (q - t) / len(t)
q = sigmoid(X @ w)
print(w, np.mean((q > 0.5) == t))
print(-np.mean(t * np.log(q) + (1 - t) * np.log(1 - q)))""".split("\n")


def network(r):
    n, h = r.randint(3, 30), r.randint(2, 9)
    return f"""np.random.seed({r.randint(0, 9999)})
X = np.random.uniform(-1, 1, ({n}, 2))
y = (X[:, :1] * X[:, 1:] > 0) * 1.0
W1, b1 = np.random.randn(2, {h}) * 0.5, np.zeros((1, {h}))
W2, b2 = np.random.randn({h}, 1) * 0.5, np.zeros((1, 1))
for epoch in range({r.randint(2, 12)}):
    z = X @ W1 + b1
    a = np.maximum(z, 0)
    out = a @ W2 + b2
    d = 2 * (out - y) / {n}
    gW2 = a.T @ d
    gb2 = d.sum(axis=0, keepdims=True)
    dz = (d @ W2.T) * (z > 0)
    W1 = W1 - 0.1 * X.T @ dz
    b1 = b1 - 0.1 * dz.sum(axis=0, keepdims=True)
    W2 -= 0.1 * gW2
    b2 -= 0.1 * gb2
    if epoch % 3 == 0:
        print(epoch, np.mean((out - y) ** 2))
print(W2.ravel(), b1)""".split("\n")


def standardised(r):
    n, p = r.randint(2, 30), r.randint(1, 6)
    return f"""np.random.seed({r.randint(0, 9999)})
data = np.random.normal(5, 2, size=({n}, {p}))
mu, sigma = data.mean(axis=0), data.std(axis=0)
Z = (data - mu) / sigma
print(mu)
print(Z.mean(axis=0).round(10) + 0.0, Z.std(axis=0).round(6))
C = Z.T @ Z / len(Z)
print(C)
print(np.diag(C).sum(), (C == C.T).all())""".split("\n")


def batches(r):
    n = r.randint(5, 40)
    return f"""np.random.seed({r.randint(0, 9999)})
X = np.random.rand({n}, 3)
order = np.random.permutation({n})
size = {r.randint(2, 8)}
total = 0.0
for start in range(0, {n}, size):
    batch = X[order[start:start + size]]
    total += batch.sum()
    print(start, batch.shape, batch.mean())
print(total, X.sum())
split = int(0.8 * {n})
train, test = X[:split], X[split:]
print(train.shape, test.shape, test.sum(axis=1))""".split("\n")


def softmax(r):
    n, k = r.randint(1, 8), r.randint(2, 5)
    return f"""np.random.seed({r.randint(0, 9999)})
scores = np.random.randn({n}, {k}) * 3
def softmax(z, axis=-1):
    e = np.exp(z - np.max(z, axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)
probabilities = softmax(scores)
labels = np.random.randint(0, {k}, {n})
print(probabilities)
print(probabilities.sum(axis=1), probabilities.argmax(axis=1), labels)
print(-np.log(probabilities[np.arange({n}), labels]).mean())
hot = np.zeros(({n}, {k}))
hot[np.arange({n}), labels] = 1
print(hot, hot.sum(axis=0).astype(int))""".split("\n")


def table(r):
    return f"""np.random.seed({r.randint(0, 9999)})
names = ['alpha', 'be', 'gamma_long']
values = np.random.rand(3) * {r.choice([1, 100, 1e6])}
print('-' * 30)
for name, value in zip(names, values):
    print(f"{{name:<12}}|{{value:>12.3f}}|{{value / values.sum():7.1%}}")
print('=' * 30)
print("{{:<12}} {{:.2e}}".format('total', values.sum()))
print("max: %s (%.3f)" % (names[np.argmax(values)], max(values)))
print(sorted(zip(values, names))[0], [round(v, 2) for v in values])
print(', '.join(f'{{v:.2f}}' for v in values))
print([n.upper()[:3] for n in names if len(n) > 2])""".split("\n")


def numerics(r):
    return f"""def newton(f, x, steps={r.randint(2, 8)}, h=1e-5):
    for i in range(steps):
        slope = (f(x + h) - f(x - h)) / (2 * h)
        x = x - f(x) / slope
        print(i, x, end=' ' if i % 2 else '\\n')
    return x
print(newton(lambda v: v ** 3 - {r.randint(2, 30)}, {r.choice(['2.0', '3', 'np.float64(1.5)', '10.'])}))
total, term, k = 0.0, 1.0, 0
while abs(term) > 1e-12:
    total += term
    k += 1
    term *= {r.choice(['0.5', '-1.3', '2'])} / k
print(total, k)
a, b = 0, 1
fib = []
while len(fib) < {r.randint(3, 40)}:
    fib.append(a)
    a, b = b, a + b
print(fib, fib[-1] / fib[-2] if fib[-2] else None)
print([n for n in range(2, {r.randint(5, 60)}) if all(n % d for d in range(2, n))])""".split("\n")


def distances(r):
    n, m = r.randint(1, 7), r.randint(1, 5)
    return f"""np.random.seed({r.randint(0, 9999)})
P = np.random.rand({n}, 2)
Q = np.random.rand({m}, 2)
D = np.sqrt(((P[:, None, :] - Q[None, :, :]) ** 2).sum(axis=-1))
print(D.shape)
print(D)
nearest = D.argmin(axis=1)
print(nearest, Q[nearest].sum(), D[np.arange({n}), nearest])
G = P @ P.T
print(np.sqrt(np.maximum(np.diag(G)[:, None] + np.diag(G) - 2 * G, 0)).sum().round(6))""".split("\n")


def polynomial(r):
    n, d = r.randint(3, 20), r.randint(1, 4)
    return f"""x = np.linspace({r.choice(['-1', '0'])}, {r.choice(['1', '2.5'])}, {n})
y = {r.choice(['np.sin(3 * x)', 'x ** 3 - x', 'np.exp(-x) * 2'])}
A = np.column_stack([x ** i for i in range({d + 1})])
print(A.shape, A[1], A.sum(axis=0))
c = np.zeros({d + 1})
history = []
for i in range({r.randint(2, 40)}):
    residual = A @ c - y
    history.append(np.mean(residual ** 2))
    c = c - 0.1 * A.T @ residual / len(x)
print(c)
print(history[-1], history[0] >= history[-1])
print(np.array(history)[:4], history[:2])""".split("\n")


def confusion(r):
    n, k = r.randint(3, 40), r.randint(2, 4)
    return f"""rng = np.random.default_rng({r.randint(0, 9999)})
truth = rng.integers(0, {k}, {n})
guess = np.where(rng.random({n}) < 0.7, truth, rng.integers(0, {k}, {n}))
M = np.zeros(({k}, {k}), dtype=int)
for t, g in zip(truth, guess):
    M[t, g] += 1
print(M)
print(f"accuracy {{np.mean(truth == guess):.3f}} {{(truth == guess).sum()}}/{{len(truth)}}")
print(M.diagonal() / np.maximum(M.sum(axis=1), 1), np.unique(guess), M.T @ M)
for c in range({k}):
    print(c, (truth == c).sum(), np.sum((truth == c) & (guess == c)))""".split("\n")


TEMPLATES = [regression, regression, functions, logistic, network, standardised, batches, softmax, table, numerics, distances,
             polynomial, confusion]
