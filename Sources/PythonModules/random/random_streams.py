"""Streams of random numbers of their own."""
class Random:
    def __init__(self, x=None): self.seed(x)

    def seed(self, a=None, version=2):
        # Without a seed, the module's stream provides one, which is recorded.
        if a is None: a = _drawn(None, "getrandbits", (32,), {})[0]
        self._state = _drawn((), "seed", (a, version), {})[1]

    def getstate(self): return self._state

    def setstate(self, state): self._state = _drawn((), "setstate", (state,), {})[1]

    def _draw(self, name, *values, **names):
        result, self._state = _drawn(self._state, name, values, names)
        return result

    def random(self): return self._draw("random")

    def uniform(self, a, b): return self._draw("uniform", a, b)

    def triangular(self, low=0.0, high=1.0, mode=None): return self._draw("triangular", low, high, mode)

    def randrange(self, start, stop=None, step=1): return self._draw("randrange", start, stop, step)

    def randint(self, a, b): return self._draw("randint", a, b)

    def getrandbits(self, k): return self._draw("getrandbits", k)

    def choice(self, seq): return self._draw("choice", seq)

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        return self._draw("choices", population, weights, cum_weights=cum_weights, k=k)

    def shuffle(self, x): return self._draw("shuffle", x)

    def sample(self, population, k, *, counts=None): return self._draw("sample", population, k, counts=counts)

    def gauss(self, mu=0.0, sigma=1.0): return self._draw("gauss", mu, sigma)

    def normalvariate(self, mu=0.0, sigma=1.0): return self._draw("normalvariate", mu, sigma)

    def lognormvariate(self, mu, sigma): return self._draw("lognormvariate", mu, sigma)

    def expovariate(self, lambd): return self._draw("expovariate", lambd)

    def vonmisesvariate(self, mu, kappa): return self._draw("vonmisesvariate", mu, kappa)

    def gammavariate(self, alpha, beta): return self._draw("gammavariate", alpha, beta)

    def betavariate(self, alpha, beta): return self._draw("betavariate", alpha, beta)

    def paretovariate(self, alpha): return self._draw("paretovariate", alpha)

    def weibullvariate(self, alpha, beta): return self._draw("weibullvariate", alpha, beta)
