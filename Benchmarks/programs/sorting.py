def insertion_sort(items):
    for i in range(1, len(items)):
        value = items[i]
        j = i - 1
        while j >= 0 and items[j] > value:
            items[j + 1] = items[j]
            j -= 1
        items[j + 1] = value
    return items


def merge_sort(items):
    if len(items) < 2:
        return items
    middle = len(items) // 2
    left, right = merge_sort(items[:middle]), merge_sort(items[middle:])
    merged = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    return merged + left[i:] + right[j:]


state = 1
numbers = []
for _ in range(40000):
    state = (state * 1103515245 + 12345) % 2147483648
    numbers.append(state // 65536)
pairs = sorted([(n % 100, n) for n in numbers], key=lambda pair: (pair[0], -pair[1]))
print(pairs[:2], pairs[-1])
print(insertion_sort(numbers[:1200])[:5])
print(merge_sort(numbers) == sorted(numbers), sorted(numbers, key=lambda n: -n)[:3])
