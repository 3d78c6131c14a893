longest, start = 0, 0
for first in range(1, 14000):
    n, steps = first, 0
    while n != 1:
        if n % 2 == 0:
            n //= 2
        else:
            n = 3 * n + 1
        steps += 1
    if steps > longest:
        longest, start = steps, first
print(longest, start)
