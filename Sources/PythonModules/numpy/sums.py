# Einstein summation, in NumPy's order of additions without `optimize`.
import numpy as np


def _letters(subscripts, operands):
    """The letters of each operand and of the result, with a letter of its own for each axis of an ellipsis."""
    text = subscripts.replace(' ', '')
    for letter in text:
        if letter not in '.,->' and not letter.isalpha():
            raise ValueError(f"invalid subscript '{letter}' in einstein sum subscripts string, subscripts must be letters")
    left, arrow, right = text.partition('->')
    parts = left.split(',')
    if len(parts) != len(operands):
        raise ValueError(f"{'more' if len(parts) > len(operands) else 'fewer'} operands provided to einstein sum function "
                         'than specified in the subscripts string')
    longest = 0
    for part, operand in zip(parts, operands):
        if '...' in part:
            longest = max(longest, operand.ndim - (len(part) - 3))
    spare = [chr(0x4e00 + place) for place in range(longest)]
    inputs = []
    for number, (part, operand) in enumerate(zip(parts, operands)):
        named = part.replace('...', '')
        if '.' in named:
            raise ValueError("einstein sum subscripts string contains a '.' that is not part of an ellipsis ('...')")
        if '...' in part:
            count = operand.ndim - len(named)
            if count < 0:
                raise ValueError(f'einstein sum subscripts string contains too many subscripts for operand {number}')
            front, back = part.split('...')
            letters = list(front) + spare[longest - count:] + list(back)
        else:
            letters = list(named)
            if len(letters) > operand.ndim:
                raise ValueError(f'einstein sum subscripts string contains too many subscripts for operand {number}')
            if len(letters) < operand.ndim:
                raise ValueError(
                    'operand has more dimensions than subscripts given in einstein sum, but no \'...\' ellipsis provided '
                    'to broadcast the extra dimensions.')
        inputs.append(letters)
    every = [letter for letters in inputs for letter in letters]
    if arrow:
        named = right.replace('...', '')
        if longest and '...' not in right:
            raise ValueError("output has more dimensions than subscripts given in einstein sum, but no '...' ellipsis "
                             'provided to broadcast the extra dimensions.')
        front, _, back = right.partition('...')
        output = list(front) + (spare if '...' in right else []) + list(back)
        for letter in named:
            if letter not in every:
                raise ValueError('einstein sum subscripts string included output subscript '
                                 f"'{letter}' which never appeared in an input")
            if named.count(letter) > 1:
                raise ValueError(f"einstein sum subscripts string includes output subscript '{letter}' multiple times")
    else:
        output = spare + sorted(letter for letter in set(every) if letter not in spare and every.count(letter) == 1)
    return inputs, output


def _diagonal(operand, letters, number):
    """The operand with each letter once."""
    while len(set(letters)) < len(letters):
        for place, letter in enumerate(letters):
            other = letters.index(letter)
            if other != place:
                if operand.shape[other] != operand.shape[place]:
                    raise ValueError(
                        f"dimensions in operand {number} for collapsing index '{letter}' don't match "
                        f'({operand.shape[other]} != {operand.shape[place]})')
                operand = np.moveaxis(np.diagonal(operand, axis1=other, axis2=place), -1, other)
                letters = letters[:place] + letters[place + 1:]
                break
    return operand, letters


def _ordered(steps):
    """The axes, the outermost first, as NumPy's iterator puts them: by the steps of the operands."""
    order = list(range(len(steps[0]) if steps else 0))[::-1]
    # Insertion sort of the axes, which begin with the innermost.
    for first in range(1, len(order)):
        axis, place = order[first], first
        for before in range(first - 1, -1, -1):
            other = order[before]
            is_ambiguous, swaps = True, False
            for step in steps:
                if step[axis] != 0 and step[other] != 0:
                    if abs(step[other]) <= abs(step[axis]):
                        swaps = False
                    elif is_ambiguous:
                        swaps = True
                    is_ambiguous = False
            if not is_ambiguous:
                if swaps:
                    place = before
                else:
                    break
        if place != first:
            order.insert(place, order.pop(first))
    return order[::-1]


def _chained(values, weights):
    """The sum along the last axis of values, or of their products with weights, in the lanes of NumPy's loop."""
    count = values.shape[-1]
    lanes = 4 if values.dtype == np.float32 else 2
    block = 4 * lanes
    total = np.zeros(values.shape[:-1] + (lanes,), values.dtype)
    place = 0
    while count - place >= block:
        parts = [values[..., place + lanes * k:place + lanes * (k + 1)] for k in range(4)]
        if weights is None:
            total = ((parts[0] + parts[1]) + (parts[2] + parts[3])) + total
        else:
            others = [weights[..., place + lanes * k:place + lanes * (k + 1)] for k in range(4)]
            for part, other in zip(parts[::-1], others[::-1]):
                total = part * other + total
        place += block
    while place < count:
        part = values[..., place:place + lanes]
        if weights is not None:
            part = part * weights[..., place:place + lanes]
        missing = lanes - part.shape[-1]
        if missing:
            part = np.concatenate((part, np.zeros(part.shape[:-1] + (missing,), part.dtype)), axis=-1)
        total = part + total
        place += lanes
    if lanes == 2:
        return total[..., 0] + total[..., 1]
    return (total[..., 0] + total[..., 1]) + (total[..., 2] + total[..., 3])


def einsum(subscripts, *operands, out=None, optimize=False, dtype=None, order='K', casting='safe'):
    if not operands:
        raise ValueError('must provide at least an operand and a subscripts list to einsum')
    if not isinstance(optimize, (bool, np.bool_, str, list, tuple)) and optimize is not None:
        raise TypeError(f'einsum: optimize is True, False, a name or a path, not {type(optimize).__name__}')
    if isinstance(optimize, (list, tuple)) and optimize[:1] != ['einsum_path'] and optimize[:1] != ('einsum_path',):
        raise TypeError(f'Did not understand the path: {optimize}')
    if isinstance(optimize, str) and optimize not in ('greedy', 'optimal'):
        raise KeyError('Path name %s not found' % optimize)
    if not isinstance(subscripts, str):
        subscripts, operands = _of_lists((subscripts,) + operands)
    arrays = [np.asarray(operand) for operand in operands]
    if not arrays:
        raise ValueError('must provide at least an operand to einsum')
    inputs, output = _letters(subscripts, arrays)
    kind = np.result_type(*[array.dtype for array in arrays]) if dtype is None else np.dtype(dtype)
    pairs = [_diagonal(array, letters, number) for number, (array, letters) in enumerate(zip(arrays, inputs))]
    lengths = {}
    for number, (array, letters) in enumerate(pairs):
        for letter, length in zip(letters, array.shape):
            known = lengths.get(letter, 1)
            if known != 1 and length not in (1, known):
                raise ValueError('operands could not be broadcast together with remapped shapes '
                                 '[original->remapped]: ' + _shapes(pairs, output))
            lengths[letter] = max(known, length) if length != 0 else 0
    if len(arrays) == 1 and out is None and kind == arrays[0].dtype and set(output) == set(inputs[0]) and arrays[0].size:
        return _seen(arrays[0], inputs[0], output, lengths)
    value = _summed(pairs, output, lengths, kind)
    return value[()] if value.ndim == 0 else value


def _seen(array, letters, output, lengths):
    """An operand of which nothing is summed, as a view."""
    steps = [sum(step for step, letter in zip(array.strides, letters) if letter == one) for one in output]
    found = np.lib.stride_tricks.as_strided(array, [lengths[one] for one in output], steps)
    return found[()] if found.ndim == 0 else found


def _shapes(pairs, output):
    return ' '.join(f'({",".join(str(length) for length in array.shape)})' for array, _ in pairs)


def _of_lists(given):
    """What stands in the form einsum(a, [0, 1], b, [1, 2], [0, 2])."""
    given = list(given)
    result = given.pop() if len(given) % 2 else None
    parts, operands = [], given[0::2]
    letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'

    def named(places):
        return ''.join('...' if place is Ellipsis else letters[place] for place in places)

    text = ','.join(named(places) for places in given[1::2])
    return text + ('' if result is None else '->' + named(result)), tuple(operands)


def _summed(pairs, output, lengths, kind):
    reduced = sorted(letter for letter in lengths if letter not in output)
    axes = output + reduced
    shape = [lengths[letter] for letter in axes]
    views, steps = [], []
    for array, letters in pairs:
        if array.dtype != kind:
            # NumPy converts in buffers in iteration order, with the same results.
            array = array.astype(kind)
        step = [array.strides[letters.index(letter)] if letter in letters and array.shape[letters.index(letter)] != 1 else 0
                for letter in axes]
        present = [letter for letter in axes if letter in letters]
        view = array.transpose([letters.index(letter) for letter in present]) if array.ndim else array
        index = tuple(slice(None) if letter in letters else None for letter in axes)
        views.append(view[index])
        steps.append(step)
    if 0 in shape:
        return np.zeros([lengths[letter] for letter in output], kind)
    order = [axis for axis in _ordered(steps) if shape[axis] != 1]
    count = len(output)
    inner = _inner(order, steps, shape, count)
    if kind.kind == 'f' and inner and inner[-1] >= count:
        return _by_rows(views, steps, shape, order, inner, count, kind)
    return _by_terms(views, shape, [axis for axis in order if axis >= count], count, kind)


def _inner(order, steps, shape, count):
    """The axes that NumPy's iterator makes one, innermost last."""
    if not order:
        return []
    inner = [order[-1]]
    for axis in order[-2::-1]:
        last = inner[0]
        if (axis >= count) != (last >= count):
            break
        length = 1
        for one in inner:
            length *= shape[one]
        if any(step[axis] != step[inner[-1]] * length for step in steps):
            break
        inner.insert(0, axis)
    return inner


def _product(parts):
    value = parts[0]
    for part in parts[1:]:
        value = value * part
    return value


def _by_terms(views, shape, reduced, count, kind):
    """One term after another, each for all places of the result."""
    found = np.zeros(shape[:count], kind)
    if kind.kind == 'b':
        for place in np.ndindex(*[shape[axis] for axis in reduced]):
            found = found | _product([_taken(view, reduced, place, count) for view in views])
        return np.broadcast_to(found, shape[:count]).copy()
    if kind.kind != 'f' and reduced and found.size * 4 < np.prod([shape[axis] for axis in reduced]):
        value = _product(views)
        return np.broadcast_to(value, shape).sum(axis=tuple(range(count, len(shape))), dtype=kind)
    for place in np.ndindex(*[shape[axis] for axis in reduced]):
        found = _product([_taken(view, reduced, place, count) for view in views]) + found
    return found


def _taken(view, reduced, place, count):
    """A view at places of the axes that are summed, the others of which have length 1."""
    index = [slice(None)] * count + [0] * (view.ndim - count)
    for axis, one in zip(reduced, place):
        index[axis] = one if view.shape[axis] != 1 else 0
    return view[tuple(index)]


def _by_rows(views, steps, shape, order, inner, count, kind):
    """Rows along the innermost axes, which are summed, and then one row after another."""
    outer = [axis for axis in order if axis >= count and axis not in inner]
    length = 1
    for axis in inner:
        length *= shape[axis]
    found = np.zeros(shape[:count], kind)
    size = kind.itemsize
    kinds = [step[inner[-1]] for step in steps]
    for place in np.ndindex(*[shape[axis] for axis in outer]):
        rows = []
        for view in views:
            index = [slice(None)] * count
            for axis in range(count, len(shape)):
                if axis in inner:
                    index.append(slice(None))
                elif axis in outer:
                    index.append(place[outer.index(axis)] if view.shape[axis] != 1 else 0)
                else:
                    index.append(0)
            part = view[tuple(index)]
            # The remaining axes, in iteration order.
            kept = sorted(inner)
            part = part.transpose(list(range(count)) + [count + kept.index(axis) for axis in inner])
            target = part.shape[:count] + tuple(shape[axis] for axis in inner)
            rows.append(np.broadcast_to(part, target).reshape(part.shape[:count] + (length,)))
        found = _row_sum(rows, kinds, size) + found
    return found


def _row_sum(rows, kinds, size):
    if len(rows) == 1 and kinds[0] == size:
        return _chained(rows[0], None)
    if len(rows) == 2:
        if kinds == [size, size]:
            return _chained(*np.broadcast_arrays(*rows))
        if kinds == [0, size]:
            return rows[0][..., 0] * _chained(rows[1], None)
        if kinds == [size, 0]:
            return _chained(rows[0], None) * rows[1][..., 0]
    value = _product(rows)
    total = value[..., 0] * 0
    for place in range(value.shape[-1]):
        total = value[..., place] + total
    return total
