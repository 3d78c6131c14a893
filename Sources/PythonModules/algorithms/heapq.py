"""A list as a heap: the first item is the smallest."""
__all__ = [
    "heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop",
]

def _rise(heap, top, place):
    item = heap[place]
    while place > top:
        above = (place - 1) >> 1
        if not item < heap[above]: break
        heap[place] = heap[above]
        place = above
    heap[place] = item

# The smaller child moves up to the leaf, and then the item up from there: the same comparisons as in Python.
def _sink(heap, place):
    end, top, item = len(heap), place, heap[place]
    child = 2 * place + 1
    while child < end:
        if child + 1 < end and not heap[child] < heap[child + 1]: child += 1
        heap[place] = heap[child]
        place = child
        child = 2 * place + 1
    heap[place] = item
    _rise(heap, top, place)

def _check(heap):
    if not isinstance(heap, list): raise TypeError(f"heap argument must be a list, not {type(heap).__name__}")

def heappush(heap, item):
    if not isinstance(heap, list):
        raise TypeError(f"heappush() argument 1 must be list, not {type(heap).__name__}")
    heap.append(item)
    _rise(heap, 0, len(heap) - 1)

def heappop(heap):
    if not isinstance(heap, list): raise TypeError(f"heappop() argument must be list, not {type(heap).__name__}")
    if not heap: raise IndexError("index out of range")
    last = heap.pop()
    if not heap: return last
    first, heap[0] = heap[0], last
    _sink(heap, 0)
    return first

def heapreplace(heap, item):
    if not heap: raise IndexError("index out of range")
    first, heap[0] = heap[0], item
    _sink(heap, 0)
    return first

def heappushpop(heap, item):
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _sink(heap, 0)
    return item

def heapify(x):
    if not isinstance(x, list): raise TypeError(f"heapify() argument must be list, not {type(x).__name__}")
    for place in range(len(x) // 2 - 1, -1, -1): _sink(x, place)

def nsmallest(n, iterable, key=None): return sorted(iterable, key=key)[:max(n, 0)]

def nlargest(n, iterable, key=None): return sorted(iterable, key=key, reverse=True)[:max(n, 0)]

def merge(*iterables, key=None, reverse=False):
    rows = []
    for number, source in enumerate(iterables):
        source = iter(source)
        for item in source:
            rows.append([item if key is None else key(item), number, item, source])
            break
    while rows:
        best = rows[0]
        for row in rows[1:]:
            if best[0] < row[0] if reverse else row[0] < best[0]: best = row
        yield best[2]
        for item in best[3]:
            best[0], best[2] = item if key is None else key(item), item
            break
        else: rows.remove(best)
