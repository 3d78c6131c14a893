def _present(array):
    """The elements that aren't missing."""
    if isinstance(array, np.ndarray) and array.dtype.kind != 'f': return array
    gone = _isna(array)
    return array[~gone] if gone.any() else array


def _reduced(array, how, skipna=True, ddof=1):
    """A number that sums an array up: sum, mean, std, min and so on."""
    if how == 'count': return np.int64(len(array) - int(_isna(array).sum()))
    if how == 'nunique': return len(_factorized(array)[1])
    if how in ('first', 'last'):
        present = _present(array)
        return nan if not len(present) else present[0 if how == 'first' else -1]
    if how == 'size': return len(array)
    if not isinstance(array, np.ndarray): return _reduced_objects(array, how, skipna)
    if array.dtype.kind == 'f' and not skipna and np.isnan(array).any() and how not in ('any', 'all'): return nan
    return _NUMBER_REDUCTIONS[how](_present(array), array, ddof)


def _reduced_objects(array, how, skipna):
    present, gone = _present(array), _isna(array)
    if how in ('any', 'all'): return np.bool((any if how == 'any' else all)([bool(item) for item in present]))
    if gone.any() and not skipna: return nan
    if isinstance(array, StringArray):
        if how == 'sum': return ''.join(present.tolist()) if len(present) else ''
        if how in ('min', 'max'):
            return nan if not len(present) else str(np.sort(present._texts)[0 if how == 'min' else -1])
        name = {'product': 'prod'}.get(how, how)
        raise TypeError(f"Cannot perform reduction '{name}' with string dtype")
    items = present.tolist()
    if how in ('min', 'max'): return nan if not items else (min if how == 'min' else max)(items)
    if how == 'sum':
        total = 0 if not items else items[0]
        for item in items[1:]: total = total + item
        return total
    return _reduced(np.array(items, dtype=float), how)


def _variance(present, ddof):
    if len(present) - ddof <= 0: return np.float64(nan)
    values = present.astype(float)
    mean = values.sum() / len(values)
    return ((mean - values) ** 2).sum() / (len(values) - ddof)


def _extreme(present, array, find):
    if not len(present): return nan
    return getattr(present, find)()


def _mean(present):
    return present.sum(dtype=float) / len(present) if len(present) else nan


def _median(present): return nan if not len(present) else np.median(present.astype(float))


def _whole_sum(present, array):
    # The places of missing numbers count as zeros, so that the order of the additions is pandas'.
    if array.dtype.kind == 'f': return np.where(np.isnan(array), array.dtype.type(0), array).sum()
    return array.sum()


def _whole_mean(present, array):
    if not len(present): return nan
    return np.where(np.isnan(array), 0.0, array).sum() / len(present) if array.dtype.kind == 'f' else _mean(present)


def _whole_variance(present, array, ddof):
    if not len(array): return nan
    if array.dtype.kind != 'f' or len(present) == len(array): return _variance(present, ddof)
    if len(present) - ddof <= 0: return np.float64(nan)
    gone = np.isnan(array)
    mean = np.where(gone, 0.0, array).sum() / len(present)
    return np.where(gone, 0.0, (mean - array) ** 2).sum() / (len(present) - ddof)


def _skewness(present):
    count = len(present)
    if count < 3: return nan
    adjusted = present - present.sum() / count
    second, third = (adjusted ** 2).sum(), (adjusted ** 3).sum()
    if second == 0: return np.float64(0)
    return count * (count - 1) ** 0.5 / (count - 2) * (third / second ** 1.5)


def _kurtosis(present):
    count = len(present)
    if count < 4: return nan
    adjusted = (present - present.sum() / count) ** 2
    second, fourth = adjusted.sum(), (adjusted ** 2).sum()
    if second == 0: return np.float64(0)
    correction = 3 * (count - 1) ** 2 / ((count - 2) * (count - 3))
    return count * (count + 1) * (count - 1) * fourth / ((count - 2) * (count - 3) * second ** 2) - correction


def _root(variance): return variance if type(variance) is float else np.sqrt(variance)


_NUMBER_REDUCTIONS = {
    'sum': lambda present, array, ddof: _whole_sum(present, array),
    'mean': lambda present, array, ddof: _whole_mean(present, array),
    'median': lambda present, array, ddof: _median(present) if len(present) or not len(array) else np.float64(nan),
    'std': lambda present, array, ddof: _root(_whole_variance(present, array, ddof)),
    'var': lambda present, array, ddof: _whole_variance(present, array, ddof),
    'sem': lambda present, array, ddof: np.sqrt(_whole_variance(present, array, ddof)) / np.sqrt(float(len(present))),
    'min': lambda present, array, ddof: _extreme(present, array, 'min'),
    'max': lambda present, array, ddof: _extreme(present, array, 'max'),
    'prod': lambda present, array, ddof: present.prod(),
    'any': lambda present, array, ddof: present.any(),
    'all': lambda present, array, ddof: present.all(),
    'skew': lambda present, array, ddof: _skewness(present.astype(float)),
    'kurt': lambda present, array, ddof: _kurtosis(present.astype(float)),
}


def _quantiles(array, parts):
    """Numbers below which parts of an array lie, between neighbours in a straight line."""
    if not isinstance(array, np.ndarray) or array.dtype.kind == 'b':
        raise TypeError(f"Cannot perform reduction 'quantile' with {'string' if isinstance(array, StringArray) else array.dtype} dtype")
    if np.any((np.asarray(parts) < 0) | (np.asarray(parts) > 1)):
        raise ValueError("percentiles should all be in the interval [0, 1]")
    present = _present(array)
    if not len(present): return np.full(np.shape(parts), nan) if np.ndim(parts) else nan
    return np.percentile(present, np.asarray(parts) * 100)


def _ranks(array, method='average', ascending=True, pct=False):
    """The places that elements would take in order, from 1; of equal ones by the method."""
    codes, values = _sorted_codes(array)
    present = codes >= 0
    kept = codes[present]
    if not ascending: kept = len(values) - 1 - kept
    counts = np.bincount(kept, minlength=len(values))
    last = np.cumsum(counts)
    if method == 'average': found = ((last - counts + 1 + last) / 2)[kept]
    elif method == 'min': found = (last - counts + 1)[kept]
    elif method == 'max': found = last[kept]
    elif method == 'dense': found = kept + 1
    elif method == 'first':
        found = np.empty(len(kept))
        found[np.argsort(kept, kind='stable')] = np.arange(1, len(kept) + 1)
    else: raise KeyError(method)
    result = np.full(len(array), nan)
    result[present] = found
    return result / (len(values) if method == 'dense' else len(kept)) if pct else result


def _cumulated(array, how):
    """Sums, products, minima or maxima of all elements up to each; missing ones stay missing."""
    if not isinstance(array, np.ndarray): raise TypeError(f"Cannot perform reduction '{how}' with string dtype")
    functions = {'cumsum': np.add, 'cumprod': np.multiply, 'cummin': np.minimum, 'cummax': np.maximum}
    if array.dtype.kind == 'b' and how in ('cumsum', 'cumprod'): array = array.astype(np.int64)
    if array.dtype.kind != 'f': return functions[how].accumulate(array)
    gone = np.isnan(array)
    neutral = {'cumsum': 0.0, 'cumprod': 1.0, 'cummin': np.inf, 'cummax': -np.inf}[how]
    return np.where(gone, nan, functions[how].accumulate(np.where(gone, neutral, array)))


def _correlation(first, second):
    """Pearson's coefficient of the rows where both are there; of deviations that are scaled to 1, so that none overflows."""
    first, second = first.astype(float), second.astype(float)
    both = ~(np.isnan(first) | np.isnan(second))
    first, second = first[both], second[both]
    count = len(first) - 1
    if count < 1: return nan
    scaled = []
    for values in (first, second):
        values = values - values.mean()
        largest = np.abs(values).max()
        if largest == 0: return nan
        scaled.append(values / largest)
    spreads = [np.sqrt(np.dot(values, values) / count) for values in scaled]
    return np.clip(np.dot(*scaled) / count / spreads[0] / spreads[1], -1.0, 1.0)


def _covariance(first, second, ddof=1):
    first, second = first.astype(float), second.astype(float)
    both = ~(np.isnan(first) | np.isnan(second))
    first, second = first[both], second[both]
    if len(first) - ddof <= 0: return nan
    return np.cov(first, second, ddof=ddof)[0, 1]


class _Reductions:
    """What sums columns and tables up; `_reduce` carries one out."""

    def sum(self, axis=None, skipna=True, numeric_only=False, min_count=0): return self._reduce('sum', axis, skipna, numeric_only)

    def mean(self, axis=None, skipna=True, numeric_only=False): return self._reduce('mean', axis, skipna, numeric_only)

    def median(self, axis=None, skipna=True, numeric_only=False): return self._reduce('median', axis, skipna, numeric_only)

    def std(self, axis=None, skipna=True, ddof=1, numeric_only=False): return self._reduce('std', axis, skipna, numeric_only, ddof)

    def var(self, axis=None, skipna=True, ddof=1, numeric_only=False): return self._reduce('var', axis, skipna, numeric_only, ddof)

    def sem(self, axis=None, skipna=True, ddof=1, numeric_only=False): return self._reduce('sem', axis, skipna, numeric_only, ddof)

    def min(self, axis=None, skipna=True, numeric_only=False): return self._reduce('min', axis, skipna, numeric_only)

    def max(self, axis=None, skipna=True, numeric_only=False): return self._reduce('max', axis, skipna, numeric_only)

    def prod(self, axis=None, skipna=True, numeric_only=False): return self._reduce('prod', axis, skipna, numeric_only)

    product = prod

    def skew(self, axis=None, skipna=True, numeric_only=False): return self._reduce('skew', axis, skipna, numeric_only)

    def kurt(self, axis=None, skipna=True, numeric_only=False): return self._reduce('kurt', axis, skipna, numeric_only)

    kurtosis = kurt

    def any(self, axis=None, skipna=True): return self._reduce('any', axis, skipna, False)

    def all(self, axis=None, skipna=True): return self._reduce('all', axis, skipna, False)

    def cumsum(self, axis=0, skipna=True): return self._mapped_arrays(lambda array: _cumulated(array, 'cumsum'))

    def cumprod(self, axis=0, skipna=True): return self._mapped_arrays(lambda array: _cumulated(array, 'cumprod'))

    def cummin(self, axis=0, skipna=True): return self._mapped_arrays(lambda array: _cumulated(array, 'cummin'))

    def cummax(self, axis=0, skipna=True): return self._mapped_arrays(lambda array: _cumulated(array, 'cummax'))

    def round(self, decimals=0):
        if isinstance(decimals, (dict, Series)):
            return self.assign(**{name: self[name].round(number) for name, number in decimals.items() if name in self._columns})
        return self._mapped_arrays(lambda array: np.round(array, decimals) if isinstance(array, np.ndarray) and array.dtype.kind != 'b' else array)

    def clip(self, lower=None, upper=None):
        def limited(array):
            if isinstance(lower, float) or isinstance(upper, float): array = array.astype(float) if array.dtype.kind in 'iu' and any(
                bound is not None and bound != int(bound) for bound in (lower, upper)) else array
            gone = _isna(array)
            made = np.clip(array, lower, upper)
            return np.where(gone, array, made) if gone.any() else made
        return self._mapped_arrays(limited)

    def __round__(self, decimals=0): return self.round(decimals)

    def isna(self): return self._mapped_arrays(_isna)

    def notna(self): return self._mapped_arrays(lambda array: ~_isna(array))

    isnull, notnull = isna, notna

    def shift(self, periods=1, fill_value=None):
        def moved(array):
            count = len(array)
            places = np.arange(count) - periods
            places = np.where((places < 0) | (places >= count), -1, places)
            made = _taken(array, places)
            return made if fill_value is None else _replaced(array[np.where(places < 0, 0, places)], places < 0, fill_value)
        return self._mapped_arrays(moved)

    def diff(self, periods=1):
        def differences(array):
            if not isinstance(array, np.ndarray): raise TypeError("unsupported operand type(s) for -: 'str' and 'str'")
            if array.dtype.kind == 'b': return _ObjectArray([nan] + (array[1:] ^ array[:-1]).tolist())
            values, made = array.astype(float), np.full(len(array), nan)
            if 0 <= periods < len(values): made[periods:] = values[periods:] - values[:len(values) - periods]
            elif -len(values) < periods < 0: made[:periods] = values[:periods] - values[-periods:]
            return made
        return self._mapped_arrays(differences)

    def pct_change(self, periods=1): return self / self.shift(periods) - 1

    def rank(self, axis=0, method='average', ascending=True, pct=False, numeric_only=False):
        return self._mapped_arrays(lambda array: _ranks(array, method, ascending, pct))


# Functions that pandas takes for its own methods, which leave missing values out.
_REDUCING = {np.sum: 'sum', np.mean: 'mean', np.std: 'std', np.var: 'var', np.median: 'median', np.min: 'min', np.max: 'max', np.prod: 'prod', sum: 'sum', min: 'min', max: 'max'}


def _is_ufunc(function): return getattr(function, 'nin', None) is not None
