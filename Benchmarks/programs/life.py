import numpy as np

np.random.seed(11)
board = (np.random.rand(24, 24) < 0.3).astype(int)
counts = []
for turn in range(6000):
    padded = np.zeros((26, 26), dtype=int)
    padded[1:-1, 1:-1] = board
    around = np.zeros((24, 24), dtype=int)
    for i in range(3):
        for j in range(3):
            if i != 1 or j != 1:
                around += padded[i:i + 24, j:j + 24]
    board = ((around == 3) | ((board == 1) & (around == 2))).astype(int)
    counts.append(int(board.sum()))
print(counts[:10], counts[-1])
print(board[:4])
