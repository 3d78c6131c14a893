np.random.seed(1)
x = np.random.rand(10, 5)
w = np.random.rand(5, 1)
b = np.random.rand(1, 1)
y = np.random.rand(10, 1)
y_hat = x @ w + b
y_flat = y.reshape(-1)
v = np.arange(5.0)
n = np.array([3, 1, 2])
square = np.array([[2.0, 1.0], [1.0, 3.0]])
singular = np.array([[1.0, 2.0], [2.0, 4.0]])
mask = v > 2
empty = np.array([])
epochs = 20
name = "lesson"
l = [3, 1, 2]
t = (1, 2)
total = 0
generator = np.random.default_rng(2)
def half(p):
    return p / 2
def scaled(p, factor=2.0):
    return p * factor
