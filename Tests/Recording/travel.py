#!/usr/bin/env python3
"""Types cells that change objects through any of their names, fail midway, are interrupted, undone, redone and edited.

After every step a cell prints all values, which names are one object and which share memory; `descent check` replays
the session in a new process, and compares what was printed and the digests of values and of the random state. A cell
that failed, or was gone back from, and left a trace is found so.
"""

import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from run import Typist, main  # noqa: E402

# X and Y stand for names of arrays, L and K of lists, A and B of either, D and E of dictionaries, S of a set, F of a
# function, G of a generator; V and W for new names; C is a class and o one of its objects, z a generator object; N
# and M stand for numbers, P and Q for numbers of cells.
STARTING = [
    "V = np.arange(6.0).reshape(2, 3)", "V = np.arange(5)", "V = [N, [2], M]", "V = [[0] * 2] * 3", "V = [N, M, 3]", "V = rand(3)",
    "V = [np.zeros(2), np.ones(3)]", "V = np.zeros(4); W = V[1:]", "V = W = [1, 2]", "g = np.random.default_rng(N)", "h = g",
    "V = {'a': N, M: [N]}", "V = {n: [n] for n in range(70)}", "V = {1, N, 'a'}", "V = set(range(100))",
]
MAKING = [
    "V = A", "V = A", "V = X[1:]", "V = X[1:]", "V = X[::-1]", "V = X.T", "V = X.ravel()", "V = X.reshape(-1)", "V = A.copy()",
    "V = [A, B]", "V = (A, [N])", "V = [row for row in X]", "V = [A] * 2", "V = L[:]", "V = X + 1", "V, W = A, B", "A, B = B, A",
    "V = G.random(2)", "V = [X, N]; W = V[0]", "def f(v): v[0] = N; return v", "def f(v): v += v; return v",
    "def f(v, seen=[]): seen.append(v); return seen", "f = lambda v: A", "f = L.append", "f = X.fill", "del A",
    "V = D", "V = {N: A, 'b': B}", "V = {**D, N: A}", "V = D.copy()", "V = [D, D]", "V = D | E", "V = S", "V = S | {N}", "V = S.copy()",
    "V = {k: v for k, v in D.items()}", "def f(v, seen={}): seen[N] = v; return seen", "f = D.get", "class C: items = []", "o = C(); o.w = A", "o = C(); o.n = N; L.append(o)", "V = o.w",
    "z = (v for v in A)", "z = iter(range(N, 90))", "D['o'] = o", "f = C.items.append",
]
CHANGING = [
    "X[0] = N", "A[0] = N", "X[0] += N", "X += N", "X += Y", "L += [N]", "X -= 1", "X *= 2", "X[:] = Y", "L[1:] = [N]", "L[-1] = A",
    "L.append(N)", "L.append(A)", "L.insert(0, N)", "L.pop()", "L.extend(K[:2])", "del L[0]", "del L[1:]", "L.sort()", "X.sort()", "L.reverse()",
    "X.fill(N)", "L[0][0] = N", "L[0].append(N)", "L[0] += 1", "L[1] += [N]", "X[:, 0] = N", "X[X > 1] = N", "X[[0, 1]] = X[[1, 0]]",
    "for v in A: v += 1", "for p, q in zip(L, K): p -= q", "for i in range(2): A[i] = i", "for v in L: v[0] = N", "V = A; V[0] = N", "F(A)",
    "F(A)", "V = F(A)", "F(N)", "shuffle(A)", "rand 2", "seed N", "G.random()", "G.shuffle(A)", "A[0], A[1] = A[1], A[0]", "A", "_[0] = N",
    "time A[0] = N", "D[N] = A", "D['a'] = D.get('a', N)", "D[N] = [M]", "D.setdefault(N, []); D[M] = N", "D.pop(N, None)", "D.update({N: M, 'z': A})",
    "D |= {M: N}", "for k in list(D)[::2]: del D[k]", "for k in D: D[k] = N", "if D: D.popitem()", "D.clear()", "for n in range(N * 40): D[n] = n", "D['self'] = D",
    "S.add(N)", "S.discard(N)", "S |= {M, N}", "S -= {N}", "S ^= {1, 2, 3}", "if S: S.pop()", "S.update(range(N * 30))", "for n in range(N): S.discard(n)", "S.clear()",
    "D[N] = A; A[0] = M", "L.append(D)", "o.n = N", "o.w = A", "o.w[0] = N", "C.n = N", "C.items.append(o)", "C.items.append(N)", "del o.n", "V = next(z)",
    "for v in z: break", "vars(o)['n'] = M", "C.f = lambda self, v: self.items.append(v)", "o.f(N)", "o.n += N", "setattr(o, 'w', L)",
]
FAILING = [
    "A[0] = N; B[0] = M; 1 / 0", "for i in range(9): A[i] = N", "L.append(N); L.append(missing)", "A.sort(); L.reverse(); 1 / 0",
    "rand 2; A[0] = 5; A[99] = 1", "X += 1; L.pop(); missing", "shuffle(A); L.append(rand(1)); 1 / 0", "F(A); F(B); 1 / 0",
    "G.random(); A[0] = G.random(); 1 / 0", "L.extend(L); del L[0]; L.remove('none')", "for v in A: v += 1; v[99] = 0",
    "V = [A]; V[0].append(N); assert V is A", "del A; B[0] = 3; 1 / 0", "X.fill(8); Y[:] = X; X.fill(missing)", "X[:] = X[::-1]; missing",
    "L[0] += 1; L[0].append(2); K.clear(); 1 / 0", "V = A; V[0] = N; W = [V]; missing", "L[0][0] = N; X[0] = M; seed 3; missing",
    "D[N] = A; D.pop(N); D[M] = 1; missing", "D.clear(); S.clear(); 1 / 0", "for n in range(99): D[n] = S.add(n); D[[]] = 1", "S.pop(); S.add(N); S.add([])",
    "o.n = N; o.w = A; missing", "C.n = 5; C.items.append(N); o.missing", "next(z); next(z); 1 / 0", "del o.n; o.m = N; assert o.m < 0",
]
INTERRUPTED = [
    "while True: X[0] += 1", "while True: L.append(1); L.pop()", "A[0] = 9; V = sum(range(10 ** 9))", "for i in range(10 ** 9): A[0] = rand(1)[0]",
    "while True: L.reverse()", "while True: F(A)", "while True: shuffle(A)", "V = [A]; A[0] = 5; W = sum(range(10 ** 9))", "while True: X += 1; Y[:] = X",
    "while True: G.random()", "while True: pass", "while True: D[N] = D.pop(N, M)", "while True: S.add(N); S.discard(N)",
]
TRAVEL = ["undo", "undo", "undo", "undo 2", "undo 3", "redo", "redo", "redo 2", "goto P", "goto P", "rerun P", "rerun P Q", "edit P", "edit P"]
NAMES = "acde"


class Traveller(Typist):
    """Someone who changes things through other names, and looks who sees it."""

    interrupted, interrupts = INTERRUPTED, 12

    def __init__(self, binary, seed):
        self.known, self.endless = {}, set()
        super().__init__(binary, seed)
        self.knows_sharing = "error" not in self.cell("np.shares_memory(zeros(1), zeros(1));")
        self.look()

    def interrupt(self):
        super().interrupt()
        self.endless.add(self.number)

    def look(self):
        """Takes from `whos` the names that there are, by kind."""
        rows = re.findall(r"(?m)^(\w+) +(\(.*?\)|\d+ (?:items?|keys?)|\S+)? +(\w+)", self.cell("whos"))
        letters = {"list": "L", "dict": "D", "set": "S"}
        kinds = {name: "X" if (shape or "").startswith("(") else letters.get(kind, "") for name, shape, kind in rows if name in NAMES}
        functions = ["f"] if any(name == "f" for name, _, _ in rows) else []
        generators = [name for name, _, _ in rows if name in "gh"]
        self.known = {"X": [n for n in kinds if kinds[n] == "X"], "L": [n for n in kinds if kinds[n] == "L"], "all": list(kinds), "F": functions, "G": generators}
        self.known |= {letter: [n for n in kinds if kinds[n] == kind] for letter, kind in (("D", "D"), ("E", "D"), ("S", "S"))}
        self.known |= {"Y": self.known["X"], "K": self.known["L"], "A": self.known["X"] + self.known["L"]}
        self.known["B"] = self.known["A"]

    def random_text(self):
        roll = self.random.random()
        if roll < 0.2:
            text = self.filled(self.random.choice(TRAVEL))
            # A cell that never ends would never end again.
            numbers = [int(number) for number in re.findall(r"\d+", text)]
            runs_again = text.startswith(("rerun", "edit")) and self.endless & set(range(numbers[0], numbers[-1] + 1))
            return "undo" if runs_again else text
        if roll < 0.22:
            return self.filled(self.random.choice(["goto 0", "reset", "reset; V = N"]))
        return self.filled(self.random.choice(MAKING if roll < 0.45 else CHANGING if roll < 0.8 else FAILING))

    def filled(self, text):
        """The text with names in its places; where there are no names of the kind, a cell that makes some."""
        if any(place in self.known and not self.known[place] for place in re.findall(r"\b[A-Z]\b", text)):
            text = self.random.choice(STARTING)
        first = self.random.randrange(max(1, self.number - 40), self.number + 1)
        numbers = {"N": self.random.randrange(1, 9), "M": self.random.randrange(1, 9), "P": first, "Q": first + self.random.randrange(3)}
        names = {place: self.random.choice(self.known.get(place) or NAMES) for place in "XYLKABFGVWDES"}
        return re.sub(r"\b[A-Z]\b", lambda place: str((numbers | names).get(place[0], place[0])), text)

    def probe(self):
        """A cell that prints values to the last bit, and who is who."""
        self.look()
        names = self.known["all"]
        if not names:
            return
        pairs = [(one, other) for i, one in enumerate(names) for other in names[i + 1:]]
        parts = [f"{name}.tolist()" if name in self.known["X"] else name for name in names]
        parts += [f"{one} is {other}" for one, other in pairs]
        parts += [f"[[v is w for v in {one}] for w in {other}]" for one, other in pairs if one in self.known["L"] and other in self.known["L"]]
        if self.knows_sharing:
            parts += [f"np.shares_memory({one}, {other})" for one, other in pairs if one in self.known["X"] and other in self.known["X"]]
        self.cell(f"print({', '.join(parts)})")

    def check(self):
        self.probe()
        return super().check()


if __name__ == "__main__":
    sys.exit(main(Traveller, __doc__, every=1))
