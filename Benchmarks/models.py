"""Small models: what an epoch of each costs in Descent, by hand in NumPy, in autograd and in JAX under jit."""

from dataclasses import dataclass

from case_data import make
from contenders import Peer, Statements, existing


@dataclass(frozen=True)
class Model:
    """A model: its title, how its data and first parameters are made, and how Descent is told of it."""

    title: str
    data: list[str]
    parameters: str
    forward: list[str]
    words: str
    epochs: int
    own_epochs: int


NET = "w1, b1, w2, b2 = randn({0}, {1}) * {3}, zeros((1, {1})), randn({1}, {2}) * {3}, zeros((1, {2}))"
MODELS = {
    "xor": Model(
        "4 × 2-4-1, tanh and logistic",
        ["x = array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])", "y = array([[0.0], [1.0], [1.0], [0.0]])",
         NET.format(2, 4, 1, 1)],
        "w1 b1 w2 b2",
        ["def forward(x, w1, b1, w2, b2): return sigmoid(np.tanh(x @ w1 + b1) @ w2 + b2)", "",
         "def loss(y, p): return np.mean((p - y) ** 2)", ""], "", 2000, 50_000),
    "logistic": Model(
        "1,000 × 20, logistic regression",
        ["x = randn(1000, 20)", "y = (x @ randn(20, 1) > 0) * 1.0", "w, b = zeros((20, 1)), zeros((1, 1))"], "w b",
        ["def forward(x, w, b): return x @ w + b", ""], ", loss='logistic'", 500, 2_000),
    "digits": Model(
        "1,797 × 64-32-10, tanh and softmax",
        ["x = rand(1797, 64)", "y = eye(10)[np.random.randint(0, 10, 1797)]", NET.format(64, 32, 10, 0.1)],
        "w1 b1 w2 b2",
        ["def forward(x, w1, b1, w2, b2): return np.tanh(x @ w1 + b1) @ w2 + b2", ""], ", loss='softmax'", 30, 100),
}
RATE = 0.1


def model_prefix(setting, name):
    return setting.path(f"data/model-{name}")


def model_data(name):
    """x, y and the first parameters of a model."""
    model = MODELS[name]

    def prepare(setting):
        prefix = model_prefix(setting, name)
        last = model.parameters.split()[-1]
        make(setting, f"{prefix}-{last}.npy", ["import numpy as np", "seed 1"] + model.data + [
            f"save('{prefix}-{one}.npy', {one})" for one in ["x", "y"] + model.parameters.split()])
    return prepare


def model_trainers(name):
    """Training at the same data from the same parameters; a sample is the time of an epoch, and what is compared are the
    parameters after as many epochs."""
    model = MODELS[name]

    def contenders(setting, threads):
        prefix, names = model_prefix(setting, name), model.parameters.split()
        loads = [f"{one} = load('{prefix}-{one}.npy')" for one in names]
        options = ["--data", prefix, "--model", name, "--count", str(model.epochs), "--rate", repr(RATE)]

        def descent(label, epochs, result=""):
            return Statements(
                label, [f"train({epochs}, lr={RATE!r}, every=0{model.words})"],
                setup=["import numpy as np"] + [f"{one} = load('{prefix}-{one}.npy')" for one in "xy"] + model.forward,
                before=loads, result=result, per=epochs)
        values = ", ".join(f"{one}.ravel()" for one in names)
        return existing([
            descent("Descent", model.own_epochs),
            descent("Descent, as many epochs", model.epochs, f"np.concatenate([{values}])"),
            Peer("NumPy", "numpy", "model", options, per=model.epochs),
            Peer("autograd", "autograd", "model", options, per=model.epochs, every=3),
            Peer("JAX", "jax", "model", options, per=model.epochs),
        ], setting)
    return contenders
