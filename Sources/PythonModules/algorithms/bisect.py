"""Places in sorted lists."""
def _place(a, x, lo, hi, key, isAfter):
    if lo < 0: raise ValueError("lo must be non-negative")
    if hi is None: hi = len(a)
    while lo < hi:
        middle = (lo + hi) // 2
        item = a[middle] if key is None else key(a[middle])
        if not x < item if isAfter else item < x: lo = middle + 1
        else: hi = middle
    return lo

def bisect_left(a, x, lo=0, hi=None, *, key=None): return _place(a, x, lo, hi, key, False)

def bisect_right(a, x, lo=0, hi=None, *, key=None): return _place(a, x, lo, hi, key, True)

def insort_left(a, x, lo=0, hi=None, *, key=None):
    a.insert(_place(a, x if key is None else key(x), lo, hi, key, False), x)

def insort_right(a, x, lo=0, hi=None, *, key=None):
    a.insert(_place(a, x if key is None else key(x), lo, hi, key, True), x)

bisect, insort = bisect_right, insort_right
