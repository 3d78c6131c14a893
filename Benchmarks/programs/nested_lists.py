def product(a, b):
    n, m, k = len(a), len(b[0]), len(b)
    c = [[0] * m for _ in range(n)]
    for i in range(n):
        row = a[i]
        for j in range(m):
            total = 0
            for p in range(k):
                total += row[p] * b[p][j]
            c[i][j] = total
    return c


def transposed(a):
    return [[row[j] for row in a] for j in range(len(a[0]))]


n = 115
a = [[(i * j) % 7 - 3 for j in range(n)] for i in range(n)]
b = [[(i + j) % 5 - 2 for j in range(n)] for i in range(n)]
c = product(a, product(transposed(b), a))
print(c[0][:5], sum([sum(row) for row in c]), c[n - 1][n - 1])
