def is_even(n):
    return n % 2 == 0


total = 0
for turn in range(120):
    numbers = [n * n + turn for n in range(5000)]
    even = [n for n in numbers if is_even(n)]
    pairs = [(i, n // (i + 1)) for i, n in enumerate(even)]
    total += sum([a * 2 - b for a, b in pairs if b > a])
    total += max([abs(a - b) for a, b in zip(numbers, numbers[1:])])
    total += len([n for n in range(turn * 10) if any(n % d == 0 for d in (2, 3, 5))])
print(total, pairs[-1])
