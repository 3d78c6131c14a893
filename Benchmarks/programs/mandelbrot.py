def depth(x, y, limit):
    a = b = 0.0
    for n in range(limit):
        a, b = a * a - b * b + x, 2.0 * a * b + y
        if a * a + b * b > 4.0:
            return n
    return limit


total = 0
for row in range(120):
    line = ""
    for column in range(200):
        n = depth(column / 80 - 2.0, row / 50 - 1.2, 120)
        total += n
        line += " .:-=+*#%@"[n % 10]
    if row % 12 == 0:
        print(line)
print(total)
