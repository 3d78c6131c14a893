import numpy as np

board = np.zeros((16, 16), dtype=int)
for r, c in [(1, 2), (2, 3), (3, 1), (3, 2), (3, 3), (8, 8), (8, 9), (8, 10)]:
    board[r, c] = 1


def neighbours(board, r, c):
    total = 0
    for i in range(r - 1, r + 2):
        for j in range(c - 1, c + 2):
            if (i != r or j != c) and 0 <= i < 16 and 0 <= j < 16:
                total += board[i, j]
    return total


for turn in range(300):
    new = board.copy()
    for r in range(16):
        for c in range(16):
            n = neighbours(board, r, c)
            if board[r, c] == 1 and (n < 2 or n > 3):
                new[r, c] = 0
            elif board[r, c] == 0 and n == 3:
                new[r, c] = 1
    board = new
print(board, board.sum())
