"""What the sweep calls: large values of each kind, the calls that are written out, and what is short."""

VALUES = {
    "N": "N = {n}", "K": "K = int(N ** 0.5)", "V": "V = np.arange(N) * 0.5 - 100", "I": "I = np.arange(N) % 1000",
    "B": "B = np.arange(N) % 2 == 0", "M": "M = (np.arange(K * K) % 7.5).reshape(K, K) + eye(K)", "L": "L = [0.5] * N",
    "S": "S = 'ab c,' * (N // 5)", "U": "U = 'äb c,' * (N // 5)", "T": "T = list(range(N))", "W": "W = ['ab', 'cd'] * (N // 2)",
    "P": "P = tuple(range(N))", "J": "J = (1 << 8 * N) // 7", "R": "R = [[1.0, 2.0] for i in range(N // 10)]", "rng": "rng = np.random.default_rng(1)",
    "F": "save f.npy (np.arange(N) * 0.5); save f.csv (np.arange(N // 10) * 0.5)", "x": "x = rand(N // 10, 10)", "w": "w = rand(10, 1)", "y": "y = rand(N // 10, 1)", "b": "b = zeros(1, 1)", "y_hat": "y_hat = zeros(N // 10, 1)",
}
"""Large values of each kind; calls name them."""

ARGUMENTS = [["V"], ["I"], ["B"], ["M"], ["L"], ["T"], ["N"], ["S"], ["R"], ["V", "V"], ["I", "I"], ["M", "M"], ["M", "V[:K]"], ["K"], ["K", "K"], ["N", "1"],
             ["V", "2"], ["V", "N"], ["N", "N"], ["2", "N"], ["S", "'q'"], ["(N,)"], ["V", "(-1, 1)"], ["[V, V]"], ["[M, M]"], ["M", "0", "1"],
             ["V", "0", "1"], ["V", "V", "1"], ["V", "2", "0"], ["V > 0", "V", "V"], ["V", "V", "V"], ["0", "N"], ["0", "1", "N"], ["N", "0.5"],
             ["'c'"], ["W"], ["'q'", "'w'"], ["V[:, None]", "V[:, None]"], ["I", "V"], ["(2, N)"], ["T", "2"], ["V", "int"], ["1", "0.5"],
             ["0", "9"], ["N // 2", "'q'"], ["M", "axis=0"], ["M", "axis=1"], ["V", "size=N"], ["size=N"], ["size=(K, K)"], []]
"""What is tried for the needed parameters; of all that a small call takes, the slowest are tried on large values."""

CALLS = {
    "arithmetic": ["V + V", "V - 1", "V * V[::-1]", "V / I", "V // 3", "V % 7", "V ** 3", "V ** V", "I // 7", "I % 7", "I ** 5", "-V", "~I",
                   "M + M.T", "M * V[:K]", "V + L", "B & B | ~B"],
    "ints of any length": [
        "J + J", "-J", "J & J >> 3", "J << 77", "J * J", "J * (J >> 6 * N)", "J * 12345678901234567890123", "J ** 5", "J // 7", "J // (J >> 3 * N)",
        "J % (J >> 7 * N)", "divmod(J, 12345678901234567890123)", "pow(3, J, J + 2)", "J / (J + 1)", "J == J + 0", "hash(J)", "len(hex(J))",
        "round(J, -N // 10)", "3 ** (3 * N)", "int('f' * N, 16)"],
    "@": ["M @ M", "M @ V[:K]", "V @ V", "M.T @ M.T", "(I[:K * K].reshape(K, K)) @ (I[:K * K].reshape(K, K))"],
    "comparison": ["V < V", "V == V", "V != 0.5", "T == T[:]", "T < T[:]", "P == tuple(T)", "S == S[:-1] + ','", "S < S[:-1] + '.'", "R == R[:]",
                   "V == 'a'", "[V, V] == [V, V]"],
    "in": ["-1 in T", "'x' in T", "-1 in L", "0.3 in V", "'q' in S", "'q' in U", "[1.0, 3.0] in R", "-1 in P", "0.5 in range(N)"],
    "+= and its kin": ["V += 1", "V[::2] *= 2.5", "M += M.T", "M @= M", "L += T", "T *= 3", "S += S", "I //= 3", "V = V + 1; V += V; V -= V",
                       "V **= 1.5", "V += 1; sum([i for i in range(10 ** 8)])", "T += T; sum([i for i in range(10 ** 8)])"],
    "assignment": ["V[:] = 3", "V[V > 0] = 1", "V[I] = 2", "M[:, 0] = 1", "M[::-1, ::2] = 5", "V[::-1] = V", "T[::2] = T[::2]", "T[5:9] = T", "L[:] = T",
                   "T[0] = 5; sum([i for i in T])", "V[0] = 1; sum([i for i in T])", "V[:] = 7; sum([i for i in T])",
                   "M[:, ::7] = 7; sum([i for i in T])", "T[::7] = T[::7]; sum([i for i in T])", "del T[::2]", "for i in range(N): T[i] = -i", "for i in range(N): V[i] = i"],
    "indices": ["V[I]", "V[V > 0]", "V[T]", "M[:, [3, 1]]", "M[I[:K] % K]", "V[::-1].copy()", "M[:, ::-1].T.copy()", "V[None, :, None] + 0", "T[::3]",
                "T[1:]", "P[::-1]", "L[::2]", "np.c_[V, V]", "np.r_[V, V, 0:N]", "M[B[:K], :]"],
    "text": ["S[1::2]", "S[::-1]", "U[::-1]", "U[5:-5]", "[S[i] for i in range(N)]", "S + S", "S * 20", "len('ab' * (N * 20))", "S % ()", "'%s' % (T,)",
             "('a' * N).find('a' * (N // 2) + 'b')", "S.find('ab c,q')", "U.find('q')", "S.replace('b', 'xyz')", "S.replace('', '-')",
             "U.replace('ä', 'a')", "S.count('ab')", "U.count('b')", "'-'.join(W)", "S.join(['a', 'b'] * 20)", "S.split(',')", "S.split()", "U.split()",
             "(S + chr(10)).splitlines()", "U.upper()", "U.title()", "U.swapcase()", "(' ' * N).strip()", "(' ' * N + 'a').strip()", "S.strip('abc ,')",
             "('1' * N).isdigit()", "('a' * N).islower()", "('ä' * N).isalpha()", "S.startswith(S)", "S.endswith(S)", "int('1' * N)", "float('1' * N)",
             "list(S)", "sorted(S)", "for c in U: pass", "max(S)", "S.zfill(10000000)", "S.center(10000000, 'ä')"],
    "formats": ["f'{T}'", "str(L)", "str(R)", "repr(S)", "repr(U)", "f'{S:>10000000}'", "f'{S!r}'", "f'{V.tolist()}'", "'{} {}'.format(T, L)",
                "'{0}'.format(S)", "format(S, '>20')", "str(P)", "f'{V}'", "'{}' * (N // 100)", "('{} ' * (N // 5)).format(*T)"],
    "printing": ["print(T)", "print(S)", "print(U)", "print(*T)", "T", "S", "U", "L", "R", "M", "for i in T: print(i)", "P", "[V] * 100000", "print(R)"],
    "loops": ["sum([i for i in range(10 ** 9)])", "[i * 2 for i in T]", "sum(range(10 ** 8))", "while True: pass", "max([v for v in V])",
              "for i in range(10 ** 9): pass", "for v in V: v + 1", "for r in M: r.sum()", "[v for v in V if v > 0]", "sum(T)", "sum(L)", "sum(V)"],
    "functions": ["f = lambda v: v + 1; sum([f(i) for i in T])", "sorted(T, key=lambda v: -v)", "T.sort(key=lambda v: -v)", "min(T, key=lambda v: v)"],
    "lists": ["sorted(T, reverse=True)", "T.sort()", "T.sort(reverse=True)", "T.index(N - 2)", "T.count(5)", "T.remove(N - 1)", "T * 10", "T + T", "L.extend(T)",
              "T.reverse()", "T.insert(0, 1)", "T.pop(0)", "T.clear()", "T.copy()", "reversed(T)", "list(reversed(T))", "reversed(S)", "reversed(V)",
              "list(zip(T, T))", "list(enumerate(T))", "tuple(T)", "list(V)", "list(P)", "V.tolist()", "M.tolist()", "for i in range(N): T.insert(0, i)",
              "array(R)", "array(T)", "array(P)", "np.array([V, V])", "any([False] * N)", "all(T[1:])"],
    "memory": ["ones(N * 5)", "np.full(N * 5, 2.5)", "zeros(N * 5) + 1", "eye(K * 4)", "eye(K * 2, K * 8)", "np.tri(K * 4)", "np.ones((K, K, 5))",
               "[0] * (N * 5)", "[[0] * 1000 for i in range(N // 100)]", "np.identity(K * 3)", "V.repeat(5)", "np.tile(V, 5)", "[zeros(3) for i in range(N)]"],
    "polyval": ["polyval([1.0] * 1000, V)", "polyval(V, V[:1000])", "polyval(V, 0.5)", "polyval(V, V)", "polyfit(V, V, 20)"],
    "interp": ["interp(V, V, V)", "interp(V, [0.0, 1.0], [1.0, 2.0])", "interp(0.5, V, V)", "interp(V, V, L)"],
    "delete": ["delete(V, 5)", "delete(V, T[:1000])", "delete(M, 1, axis=0)", "delete(M, 1, axis=1)", "insert(V, 5, 1)", "append(V, V)", "delete(V, V > 0)"],
    "training": ["x = rand 4 1; y = rand 4 1; w = rand 1 1; b = rand 1 1; train(10 ** 8, every=0)", "train(10 ** 6, every=0, x=x, y=y, w=w, b=b)",
              "train(10 ** 6, every=0, method='gram', x=x, y=y, w=w, b=b)", "diagnose(x=x, y=y, w=w, b=b)", "step(x=x, y=y, w=w, b=b)"],
    "sorting": ["V[::-1].sort()", "np.sort(V[::-1])", "np.argsort(V[::-1])", "np.sort(M, axis=0)", "np.unique(V)", "np.unique(I)", "np.median(V)",
                "np.percentile(V, [10, 50])", "np.searchsorted(V, V)", "np.histogram(V, 1000)", "np.isin(V, V)"],
    "reductions": ["V.sum()", "V[::-2].sum()", "M.sum(axis=0)", "M.T.max(axis=0)", "B.sum()", "I.sum()", "np.cumsum(V)", "np.cumsum(M, axis=0)", "V.argmax()",
                   "M.argmax(axis=0)", "np.any(V > 10 ** 9)", "np.all(V < 10 ** 9)", "V.std()", "np.cov(V, V)", "np.corrcoef(M)", "np.average(V, weights=I)",
                   "np.ptp(I)", "np.nansum(V)", "np.nanmean(M, axis=0)", "np.prod(V)", "np.count_nonzero(V)", "np.bincount(I)", "np.diff(V)", "np.gradient(V)"],
    "linear algebra": ["outer(V[:K], V[:K])", "kron(M, eye(8))", "svd(M)", "solve(M, M)", "inv(M)", "matrix_power(M, 999)", "qr(M)", "lstsq(M, V[:K])",
                       "np.linalg.eigh(M + M.T)", "np.linalg.det(M)", "np.linalg.cholesky(M @ M.T + eye(K))", "np.linalg.norm(V)", "np.linalg.pinv(M)",
                       "np.linalg.matrix_rank(M)", "np.linalg.cond(M)", "np.linalg.eigvalsh(M + M.T)", "np.linalg.eig(M + M.T)", "np.linalg.eigvals(M + M.T)", "np.linalg.multi_dot([M, M, M])",
                       "np.linalg.tensorinv(M.reshape(K, 1, K), 1)", "np.linalg.tensorsolve(M, M[0])", "np.trace(M)", "np.cross(M[:, :3], M[:, :3])"],
    "drawing": ["plot V", "hist V", "heat M", "scatter V V", "plot V to='v.png'", "scatter V V c=V to='s.svg'", "stats V", "show M", "show V", "head V", "tail V", "find (V > 5)", "page M[:99]", "plot V to='v.svg'", "plot(V, x=V)",
                "plot(V, x=V, fit=V)", "stats M", "hist I", "whos", "explain V @ V", "why V"],
    "files": ["save v.npy V", "save v.csv V", "save v.txt M", "np.savetxt('t.txt', M)", "savez('z.npz', V, M)", "savez_compressed('c.npz', V, M)",
              "np.save('w.npy', M.T)", *(f"F = {reading}" for reading in ("load 'f.csv'", "np.load('f.npy')", "loadtxt('f.csv')", "genfromtxt('f.csv')"))],
    "sessions": ["time np.sort(V[::-1])", "export e.py --force", "extract V e.session --force"],
}
"""Calls that are written out, by what they are about."""

WRITTEN = {
    "load": ["F = load 'f.csv'", "F = load 'f.npy'"], "np.load": ["F = np.load('f.npy')"], "loadtxt": ["F = loadtxt('f.csv')"],
    "genfromtxt": ["F = genfromtxt('f.csv')"], "save": ["save v.csv V", "save v.npz V M"], "np.save": ["np.save('v.npy', V[::-1])"],
    "savez": ["savez('v.npz', V, M)"], "savez_compressed": ["savez_compressed('v.npz', V, M)"], "savetxt": ["savetxt('v.txt', M)"],
    "forward": ["forward(x, w, b)"], "loss": ["loss(y, y_hat)"], "backward": ["backward(y, y_hat, w, b, x, 0.1)"], "step": ["step(x=x, y=y, w=w, b=b)"],
    "train": ["train(100000, every=0, x=x, y=y, w=w, b=b)"], "diagnose": ["diagnose(x=x, y=y, w=w, b=b)"],
    "surface": ["surface(w[0], b, x=x, y=y, w=w, b=b)"], "transpose": ["transpose(M)"], "cross": ["cross(M[:, :3], M[:, 3:6])"],
    "matrix_power": ["matrix_power(M, 999)"], "cholesky": ["cholesky(M.T @ M + eye(K))"], "tensor.astype": ["V.astype(int)", "V.astype(bool)"],
    "tensor.diagonal": ["M.diagonal()"], "tensor.item": ["V.item(0)"], "tensor.swapaxes": ["M.swapaxes(0, 1)"], "tensor.trace": ["M.trace()"],
    "tensor.transpose": ["M.transpose()"],
}
"""The calls of entries that take what isn't tried, or names of the workspace."""

SHORT = {
    "quit": "leaves", "exit": "leaves", "tutorial": "waits at a prompt of its own", "help": "prints a page", "seed": "sets a number", "record": "see sessions",
    "check": "replays other cells", "replay": "runs other cells", "rerun": "runs other cells", "edit": "starts an editor", "undo": "puts back a log, as an end does",
    "redo": "as undo", "goto": "as undo", "diff": "compares what is there now, by digests", "history": "lists cells", "reset": "forgets names", "extract": "see sessions",
    "export": "writes sources", "time": "runs a statement", "explain": "prints a page", "why": "prints a page",
}
"""Entries that have no long work of their own, with the reason."""
