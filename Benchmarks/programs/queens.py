def solve(n, row, columns, down, up, found):
    if row == n:
        found.append(1)
        return
    for column in range(n):
        if not columns[column] and not down[row + column] and not up[row - column + n]:
            columns[column] = down[row + column] = up[row - column + n] = True
            solve(n, row + 1, columns, down, up, found)
            columns[column] = down[row + column] = up[row - column + n] = False


def queens(n):
    found = []
    solve(n, 0, [False] * n, [False] * (2 * n), [False] * (2 * n + 1), found)
    return len(found)


print([queens(n) for n in range(1, 12)])
