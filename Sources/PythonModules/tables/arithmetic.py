_COMPARISONS = (_operator.eq, _operator.ne, _operator.lt, _operator.le, _operator.gt, _operator.ge)


def _operated(left, right, operation):
    """An operation between an array and an array or one value, element by element."""
    if _is_array(right) and len(right) != len(left):
        if operation in _COMPARISONS: raise ValueError("Lengths must match to compare")
        raise ValueError(
            f"operands could not be broadcast together with shapes ({len(left)},) ({len(right)},) ")
    if isinstance(left, StringArray) or isinstance(right, StringArray) or isinstance(right, str):
        return _operated_texts(left, right, operation)
    if isinstance(left, _ObjectArray) or isinstance(right, _ObjectArray) or not isinstance(right, (np.ndarray, bool, np.bool) + _NUMBERS + (complex,)):
        return _operated_objects(left, right, operation)
    if not len(left) and operation in (_operator.and_, _operator.or_, _operator.xor): return np.zeros(0, dtype=bool)
    with np.errstate(all='ignore'):
        result = operation(left, right)
        if operation in (_operator.floordiv, _operator.mod): result = _with_zeros(result, left, right, operation)
    return result


def _is_array(value): return isinstance(value, (np.ndarray, StringArray, _ObjectArray))


def _with_zeros(result, left, right, operation):
    """What dividing by zero gives: infinity of the sign, and nan for 0 / 0; for ints too, which are floats then."""
    zero = np.asarray(right) == 0
    if not zero.any(): return result
    result = result.astype(float)
    if operation is _operator.mod: quotient = np.full(len(left), nan)
    else: quotient = np.true_divide(left, np.abs(right))
    return np.where(zero, quotient, result)


def _operated_texts(left, right, operation):
    if operation in _COMPARISONS:
        if isinstance(left, StringArray): return left._compared(right, operation)
        if isinstance(right, StringArray) and not isinstance(left, _ObjectArray):
            swapped = {_operator.lt: _operator.gt, _operator.gt: _operator.lt, _operator.le: _operator.ge, _operator.ge: _operator.le}
            return right._compared(left, swapped.get(operation, operation))
        if operation in (_operator.eq, _operator.ne) and isinstance(left, np.ndarray):
            return np.full(len(left), operation is _operator.ne)
        return _operated_objects(left, right, operation)
    items = left.tolist() if not _is_array(right) else zip(left.tolist(), right.tolist())
    if _is_array(right): made = [nan if _is_missing(a) or _is_missing(b) else operation(a, b) for a, b in items]
    else: made = [nan if _is_missing(a) else operation(a, right) for a in items]
    whole = _of_list(made)
    return whole if isinstance(whole, StringArray) or not isinstance(left, StringArray) else _as_words(whole, 'str')


def _operated_objects(left, right, operation):
    if _is_array(right): made = [_operated_items(a, b, operation) for a, b in zip(left.tolist(), right.tolist())]
    elif isinstance(right, (list, tuple)): raise TypeError("an operation takes a column, an array or one value")
    else: made = [_operated_items(a, right, operation) for a in left.tolist()]
    return np.array(made, dtype=bool) if operation in _COMPARISONS else _ObjectArray(made)


def _operated_items(first, second, operation):
    if operation in _COMPARISONS and (first is None or second is None): return operation is _operator.ne
    if first is None or second is None: return nan
    return operation(first, second)


def _flipped(operation): return lambda first, second: operation(second, first)


class _Operators:
    """The operators of columns and of tables; `_operate` carries one out."""

    def __add__(self, other): return self._operate(other, _operator.add)

    def __radd__(self, other): return self._operate(other, _operator.add, True)

    def __sub__(self, other): return self._operate(other, _operator.sub)

    def __rsub__(self, other): return self._operate(other, _operator.sub, True)

    def __mul__(self, other): return self._operate(other, _operator.mul)

    def __rmul__(self, other): return self._operate(other, _operator.mul, True)

    def __truediv__(self, other): return self._operate(other, _operator.truediv)

    def __rtruediv__(self, other): return self._operate(other, _operator.truediv, True)

    def __floordiv__(self, other): return self._operate(other, _operator.floordiv)

    def __rfloordiv__(self, other): return self._operate(other, _operator.floordiv, True)

    def __mod__(self, other): return self._operate(other, _operator.mod)

    def __rmod__(self, other): return self._operate(other, _operator.mod, True)

    def __pow__(self, other): return self._operate(other, _operator.pow)

    def __rpow__(self, other): return self._operate(other, _operator.pow, True)

    def __and__(self, other): return self._operate(other, _operator.and_)

    def __rand__(self, other): return self._operate(other, _operator.and_, True)

    def __or__(self, other): return self._operate(other, _operator.or_)

    def __ror__(self, other): return self._operate(other, _operator.or_, True)

    def __xor__(self, other): return self._operate(other, _operator.xor)

    def __rxor__(self, other): return self._operate(other, _operator.xor, True)

    def __eq__(self, other): return self._operate(other, _operator.eq)

    def __ne__(self, other): return self._operate(other, _operator.ne)

    def __lt__(self, other): return self._operate(other, _operator.lt)

    def __le__(self, other): return self._operate(other, _operator.le)

    def __gt__(self, other): return self._operate(other, _operator.gt)

    def __ge__(self, other): return self._operate(other, _operator.ge)

    def add(self, other, fill_value=None, axis=None): return self._filled_operation(other, _operator.add, fill_value, axis)

    def sub(self, other, fill_value=None, axis=None): return self._filled_operation(other, _operator.sub, fill_value, axis)

    def mul(self, other, fill_value=None, axis=None): return self._filled_operation(other, _operator.mul, fill_value, axis)

    def div(self, other, fill_value=None, axis=None): return self._filled_operation(other, _operator.truediv, fill_value, axis)

    def pow(self, other, fill_value=None, axis=None): return self._filled_operation(other, _operator.pow, fill_value, axis)

    def mod(self, other, fill_value=None, axis=None): return self._filled_operation(other, _operator.mod, fill_value, axis)

    def eq(self, other, axis=None): return self._filled_operation(other, _operator.eq, None, axis)

    def ne(self, other, axis=None): return self._filled_operation(other, _operator.ne, None, axis)

    def lt(self, other, axis=None): return self._filled_operation(other, _operator.lt, None, axis)

    def le(self, other, axis=None): return self._filled_operation(other, _operator.le, None, axis)

    def gt(self, other, axis=None): return self._filled_operation(other, _operator.gt, None, axis)

    def ge(self, other, axis=None): return self._filled_operation(other, _operator.ge, None, axis)

    subtract, multiply, divide, truediv = sub, mul, div, div

    def __neg__(self): return self._mapped_arrays(lambda array: -array)

    def __pos__(self): return self

    def __abs__(self): return self._mapped_arrays(np.abs)

    def __invert__(self): return self._mapped_arrays(lambda array: ~array)

    def abs(self): return self._mapped_arrays(np.abs)

    def __hash__(self): raise TypeError(f"unhashable type: '{type(self).__name__}'")

    def __bool__(self):
        raise ValueError(
            f"The truth value of a {type(self).__name__} is ambiguous. Use a.empty, a.item(), a.any() or a.all().")

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        """NumPy's functions of elements, on columns and tables."""
        if method != '__call__':
            return getattr(ufunc, method)(*[_as_numbers(given) for given in inputs], **options)
        if len(inputs) == 1: return self._mapped_arrays(lambda array: ufunc(array, **options))
        first, second = inputs
        if isinstance(first, _Operators): return first._operate(second, lambda a, b: ufunc(a, b, **options))
        return second._operate(first, lambda a, b: ufunc(a, b, **options), True)


def _as_numbers(value): return value.to_numpy() if isinstance(value, _Operators) else value
