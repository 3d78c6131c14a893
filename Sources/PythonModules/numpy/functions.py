# Higher-order functions and polynomials, on top of built-ins.
import numpy as np


# Python functions, applied element by element


_MISSING = object()


class vectorize:
    def __init__(self, pyfunc=_MISSING, otypes=None, doc=None, excluded=None, cache=False, signature=None):
        if pyfunc is None:
            raise TypeError('When used as a decorator, only accepts keyword arguments.')
        pyfunc = None if pyfunc is _MISSING else pyfunc
        if pyfunc is not None and not callable(pyfunc):
            raise TypeError('When used as a decorator, the first argument must be callable.' if isinstance(
                pyfunc, str) else 'pyfunc must be callable')
        self.pyfunc = pyfunc
        self.signature = signature
        self.cache = cache
        self.excluded = set() if excluded is None else set(excluded)
        self.__doc__ = getattr(pyfunc, '__doc__', None) if doc is None else doc
        if isinstance(otypes, str):
            for letter in otypes:
                if letter not in '?bBhHiIlLqQfd':
                    raise ValueError(f'Invalid otype specified: {letter}')
            self._types = [np.dtype(letter) for letter in otypes]
        elif otypes is None:
            self._types = None
        elif not np.iterable(otypes):
            raise ValueError('Invalid otype specification')
        else:
            self._types = [np.dtype(one) for one in otypes]
        if signature is not None:
            self._inputs, self._outputs = _signature(signature)
        if pyfunc is not None:
            self.__name__ = getattr(pyfunc, '__name__', 'vectorized')

    def __call__(self, *args, **kwargs):
        if self.pyfunc is None:
            # The decorator form, with arguments before the function.
            return vectorize(args[0], self._types, self.__doc__, self.excluded, self.cache, self.signature)
        names = [name for name in kwargs if name not in self.excluded]
        places = [place for place in range(len(args)) if place not in self.excluded]
        if not self.excluded and not kwargs:
            function, values = self.pyfunc, list(args)
        else:
            given, options = list(args), dict(kwargs)

            def function(*parts):
                for number, place in enumerate(places):
                    given[place] = parts[number]
                for number, name in enumerate(names):
                    options[name] = parts[len(places) + number]
                return self.pyfunc(*given, **options)

            values = [args[place] for place in places] + [kwargs[name] for name in names]
        if self.signature is not None:
            return self._by_signature(function, values)
        if not values:
            return function()
        return self._each(function, values)

    def _each(self, function, values):
        arrays = [np.asarray(value) for value in values]
        try:
            arrays = np.broadcast_arrays(*arrays)
        except ValueError:
            shapes = ' '.join(str(array.shape).replace(' ', '') for array in arrays)
            raise ValueError(f'operands could not be broadcast together with shapes {shapes} ') from None
        shape = arrays[0].shape
        # The elements are passed as Python numbers, as in NumPy.
        columns = [array.ravel() for array in arrays]
        count = columns[0].size
        if count == 0 and self._types is None:
            raise ValueError('cannot call `vectorize` on size 0 inputs unless `otypes` is set')
        if self._types is None:
            first = function(*[column[0] for column in columns])
            several = isinstance(first, tuple)
            parts = list(first) if several else [first]
            kinds = [np.asarray(part).dtype for part in parts]
            for part in parts:
                if np.ndim(part) > 0:
                    raise ValueError('setting an array element with a sequence.')
        else:
            several = len(self._types) > 1
            kinds = self._types
        found = [np.zeros(count, kind) for kind in kinds]
        lists = [column.tolist() for column in columns]
        for place in range(count):
            result = function(*[row[place] for row in lists])
            if several:
                for number, part in enumerate(result):
                    found[number][place] = _fitting(part, kinds[number])
            else:
                found[0][place] = _fitting(result, kinds[0])
        results = tuple(part.reshape(shape) for part in found)
        return results if several else results[0]

    def _by_signature(self, function, values):
        if len(values) != len(self._inputs):
            raise TypeError(f'wrong number of positional arguments: expected {len(self._inputs)}, got {len(values)}')
        arrays = [np.asarray(value) for value in values]
        lengths = {}
        loops = []
        for array, names in zip(arrays, self._inputs):
            if array.ndim < len(names):
                raise ValueError(f'{array.ndim}-dimensional argument does not have enough dimensions for all core '
                                 f'dimensions {_shown(names)}')
            core = array.shape[array.ndim - len(names):]
            for name, length in zip(names, core):
                if lengths.setdefault(name, length) != length:
                    raise ValueError(f'inconsistent size for core dimension {name!r}: {length} vs {lengths[name]}')
            loops.append(array.shape[:array.ndim - len(names)])
        outer = np.broadcast_shapes(*loops)
        arrays = [np.broadcast_to(array, outer + tuple(lengths[name] for name in names))
                  for array, names in zip(arrays, self._inputs)]
        found = None
        for place in np.ndindex(*outer):
            results = function(*[array[place] for array in arrays])
            count = len(results) if isinstance(results, tuple) else 1
            if count != len(self._outputs):
                raise ValueError(f'wrong number of outputs from pyfunc: expected {len(self._outputs)}, got {count}')
            parts = [np.asarray(part) for part in (results if len(self._outputs) > 1 else [results])]
            if found is None:
                for part, names in zip(parts, self._outputs):
                    for name, length in zip(names, part.shape[part.ndim - len(names):]):
                        if lengths.setdefault(name, length) != length:
                            raise ValueError(
                                f'inconsistent size for core dimension {name!r}: {length} vs {lengths[name]}')
                kinds = self._types or [part.dtype for part in parts]
                found = [np.zeros(outer + tuple(lengths[name] for name in names), kind)
                         for names, kind in zip(self._outputs, kinds)]
            for whole, part in zip(found, parts):
                whole[place] = part
        if found is None:
            if self._types is None:
                raise ValueError('cannot call `vectorize` on size 0 inputs unless `otypes` is set')
            if any(name not in lengths for names in self._outputs for name in names):
                raise ValueError(
                    'cannot call `vectorize` with a signature including new output dimensions on size 0 inputs')
            found = [np.zeros(outer + tuple(lengths[name] for name in names), kind)
                     for names, kind in zip(self._outputs, self._types)]
        return found[0] if len(found) == 1 else tuple(found)


def _fitting(value, kind):
    """What a cast of NumPy's leaves of a number."""
    if isinstance(value, (np.ndarray, np.generic)):
        value = value.item()
    return int(value) if kind.kind in 'iu' else bool(value) if kind.kind == 'b' else value


def _shown(names):
    return '(' + ', '.join(repr(name) for name in names) + (',)' if len(names) == 1 else ')')


def _signature(text):
    parts = text.replace(' ', '').split('->')
    if len(parts) != 2:
        raise ValueError(f'not a valid gufunc signature: {text}')
    lists = []
    for part in parts:
        if not (part.startswith('(') and part.endswith(')')):
            raise ValueError(f'not a valid gufunc signature: {text}')
        lists.append([tuple(name for name in names.split(',') if name) for names in part[1:-1].split('),(')])
    return lists


def fromfunction(function, shape, *, dtype=float, like=None, **kwargs):
    _refuse_foreign(like)
    return function(*np.indices(shape, dtype=dtype), **kwargs)


def _refuse_foreign(like):
    if like is not None and not isinstance(like, np.ndarray):
        raise TypeError(
            'The `like` argument must be an array-like that implements the `__array_function__` protocol.')


def fromiter(iter, dtype, count=-1, *, like=None):
    _refuse_foreign(like)
    kind = np.dtype(dtype)
    values = []
    for value in iter:
        if len(values) == count:
            break
        values.append(value)
    if count > len(values):
        raise ValueError(f'iterator too short: Expected {count} but iterator had only {len(values)} items.')
    found = np.zeros(len(values), kind)
    for place, value in enumerate(values):
        found[place] = value
    return found
