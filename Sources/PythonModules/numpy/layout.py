# Memory layouts of arrays, and views.
import math
import numpy as np
from _numpy_shaping import axes_of


class flagsobj:
    def __init__(self, array):
        self.__dict__['_array'] = array

    @property
    def c_contiguous(self):
        return _flags(self._array)[0]

    @property
    def f_contiguous(self):
        return _flags(self._array)[1]

    @property
    def contiguous(self):
        return self.c_contiguous

    @property
    def owndata(self):
        return self._array.base is None

    @property
    def writeable(self):
        return _flags(self._array)[2]

    @property
    def aligned(self):
        return True

    @property
    def writebackifcopy(self):
        return False

    @property
    def fnc(self):
        return self.f_contiguous and not self.c_contiguous

    @property
    def forc(self):
        return self.f_contiguous or self.c_contiguous

    @property
    def behaved(self):
        return self.writeable

    @property
    def carray(self):
        return self.writeable and self.c_contiguous

    @property
    def farray(self):
        return self.writeable and self.fnc

    def __setattr__(self, name, value):
        if name not in ('writeable', 'aligned', 'writebackifcopy'):
            raise AttributeError(f"attribute '{name}' of 'numpy.ndarray.flags' objects is not writable")
        if name == 'writeable':
            _set_writeable(self._array, bool(value))

    def __getitem__(self, name):
        names = {'C_CONTIGUOUS': 'c_contiguous', 'F_CONTIGUOUS': 'f_contiguous', 'OWNDATA': 'owndata',
                 'WRITEABLE': 'writeable', 'ALIGNED': 'aligned', 'WRITEBACKIFCOPY': 'writebackifcopy', 'FNC': 'fnc',
                 'FORC': 'forc', 'C': 'c_contiguous', 'F': 'f_contiguous', 'O': 'owndata', 'W': 'writeable',
                 'A': 'aligned', 'X': 'writebackifcopy', 'CONTIGUOUS': 'c_contiguous', 'FORTRAN': 'f_contiguous',
                 'BEHAVED': 'behaved', 'B': 'behaved', 'CARRAY': 'carray', 'CA': 'carray', 'FARRAY': 'farray', 'FA': 'farray'}
        if name not in names:
            raise KeyError('Unknown flag')
        return getattr(self, names[name])

    def __setitem__(self, name, value):
        if name not in ('WRITEABLE', 'W'):
            raise KeyError('Unknown flag')
        _set_writeable(self._array, bool(value))

    def __repr__(self):
        return (f'  C_CONTIGUOUS : {self.c_contiguous}\n  F_CONTIGUOUS : {self.f_contiguous}\n'
                f'  OWNDATA : {self.owndata}\n  WRITEABLE : {self.writeable}\n  ALIGNED : True\n'
                '  WRITEBACKIFCOPY : False\n')


class flatiter:
    def __init__(self, array):
        self._array = array
        self._next = 0

    @property
    def base(self):
        return self._array

    @property
    def index(self):
        return self._next

    @property
    def coords(self):
        return tuple(int(part) for part in np.unravel_index(self._next, self._array.shape))

    def copy(self):
        return self._array.flatten()

    def __array__(self, dtype=None, copy=None):
        return self._array.flatten()

    def __len__(self):
        return self._array.size

    def __iter__(self):
        return self

    def __next__(self):
        if self._next >= self._array.size:
            raise StopIteration
        place = self._next
        self._next += 1
        return self._array[np.unravel_index(place, self._array.shape)]

    def _places(self, key):
        if isinstance(key, tuple) and len(key) == 1:
            key = key[0]
        if isinstance(key, (int, np.integer)) and not -self._array.size <= key < self._array.size:
            raise IndexError(f'index {key} is out of bounds for size {self._array.size}')
        return np.arange(self._array.size)[key]

    def __getitem__(self, key):
        return self._array.ravel()[self._places(key)]

    def __setitem__(self, key, value):
        places = np.ravel(self._places(key))
        values = np.ravel(value) if isinstance(value, np.ndarray) else np.ravel(np.array(value, dtype=self._array.dtype))
        if places.size == 0:
            return
        if values.size == 0:
            raise ValueError('Error setting single item of array.')
        chosen = values[np.arange(places.size) % values.size]
        if self._array.ndim == 0:
            self._array[...] = chosen[-1]
        else:
            self._array[np.unravel_index(places, self._array.shape)] = chosen

    def __eq__(self, other):
        return self._array.ravel() == other

    def __ne__(self, other):
        return self._array.ravel() != other

    def __lt__(self, other):
        return self._array.ravel() < other

    def __le__(self, other):
        return self._array.ravel() <= other

    def __gt__(self, other):
        return self._array.ravel() > other

    def __ge__(self, other):
        return self._array.ravel() >= other

    __hash__ = None


def set_flat(array, value):
    flatiter(array)[:] = value


def viewed(array, dtype):
    kind = np.dtype(dtype)
    found = _view(array, kind)
    if found is not None:
        return found
    if array.ndim == 0:
        raise ValueError('Changing the dtype of a 0d array is only supported if the itemsize is unchanged')
    if array.strides[-1] != array.itemsize and array.shape[-1] != 1:
        raise ValueError('To change to a dtype of a different size, the last axis must be contiguous')
    if kind.kind == 'b':
        raise ValueError('Descent views bytes as bool only where all of them are 0 or 1')
    if kind.itemsize < array.itemsize:
        raise ValueError('When changing to a smaller dtype, its size must be a divisor of the size of original dtype')
    raise ValueError('When changing to a larger dtype, its size must be a divisor of the total size in bytes of the last '
                     'axis of the array.')


def as_strided(x, shape=None, strides=None, subok=False, writeable=True):
    x = np.asarray(x)
    shape = x.shape if shape is None else (shape,) if isinstance(shape, (int, np.integer)) else tuple(shape)
    strides = x.strides if strides is None else (strides,) if isinstance(strides, (int, np.integer)) else tuple(strides)
    if len(shape) != len(strides):
        raise ValueError('mismatch in length of strides and shape')
    if min(shape, default=0) < 0:
        raise ValueError('negative dimensions are not allowed')
    found = _strided(x, shape, strides)
    if found is None:
        raise ValueError('as_strided: the view would reach beyond the memory of the array, or part its elements')
    if not writeable:
        _set_writeable(found, False)
    return found


def sliding_window_view(x, window_shape, axis=None, *, subok=False, writeable=False):
    x = np.asarray(x)
    window = tuple(window_shape) if np.iterable(window_shape) else (window_shape,)
    if min(window, default=0) < 0:
        raise ValueError('`window_shape` cannot contain negative values')
    if axis is None:
        axes = tuple(range(x.ndim))
        if len(window) != len(axes):
            raise ValueError('Since axis is None, must provide window_shape for all dimensions of `x`; got '
                             f'{len(window)} window_shape elements and `x.ndim` is {x.ndim}.')
    else:
        axes = axes_of(axis, x.ndim)
        if len(window) != len(axes):
            raise ValueError('Must provide matching length window_shape and axis; got '
                             f'{len(window)} window_shape elements and {len(axes)} axes elements.')
    shape = list(x.shape)
    for one, length in zip(axes, window):
        if shape[one] < length:
            raise ValueError('window shape cannot be larger than input array shape')
        shape[one] -= length - 1
    return as_strided(x, tuple(shape) + window, x.strides + tuple(x.strides[one] for one in axes), writeable=writeable)


# Bytes


def tobytes(self, order='C'):
    return _bytes(self.T if order == 'F' else self)


def tofile(self, fid, sep='', format='%s'):
    if sep:
        with open(fid, 'w') as file:
            file.write(sep.join(format % value for value in self.ravel().tolist()))
        return
    with open(fid, 'wb') as file:
        file.write(_bytes(self))


def byteswap(self, inplace=False):
    if inplace and not isinstance(self, np.ndarray):
        raise ValueError('cannot byteswap a scalar in-place')
    scalar = isinstance(self, np.generic)
    self = np.asarray(self)
    swapped = _view(np.ascontiguousarray(self).reshape(-1), np.dtype(np.uint8))
    swapped = swapped.reshape(-1, self.itemsize)[:, ::-1].copy().reshape(-1)
    found = _view(swapped, self.dtype).reshape(self.shape)
    if inplace:
        self[...] = found
        return self
    return found[()] if scalar else found


def frombuffer(buffer, dtype=float, count=-1, offset=0, *, like=None):
    kind = np.dtype(dtype)
    if isinstance(buffer, np.ndarray):
        buffer = _bytes(buffer)
    elif not isinstance(buffer, (bytes, bytearray)):
        raise TypeError(f"a bytes-like object is required, not '{type(buffer).__name__}'")
    if not 0 <= offset <= len(buffer):
        raise ValueError(f'offset must be non-negative and no greater than buffer length ({len(buffer)})')
    rest = len(buffer) - offset
    if count < 0:
        if rest % kind.itemsize:
            raise ValueError('buffer size must be a multiple of element size')
        count = rest // kind.itemsize
    elif count * kind.itemsize > rest:
        raise ValueError('buffer is smaller than requested size')
    found = _from_bytes(buffer[offset:offset + count * kind.itemsize], kind)
    if isinstance(buffer, bytes):
        _set_writeable(found, False)
    return found


def fromfile(file, dtype=float, count=-1, sep='', offset=0, *, like=None):
    kind = np.dtype(dtype)
    if sep:
        with open(file) as opened:
            return fromstring(opened.read(), kind, count, sep=sep)
    with open(file, 'rb') as opened:
        data = opened.read()
    data = data[offset:]
    size = len(data) // kind.itemsize
    if count >= 0:
        size = min(size, count)
    return _from_bytes(data[:size * kind.itemsize], kind)


def fromstring(string, dtype=float, count=-1, *, sep, like=None):
    kind = np.dtype(dtype)
    if not sep:
        raise ValueError('The binary mode of fromstring is removed, use frombuffer instead')
    parts = string.split(sep) if sep.strip() else string.split()
    parts = [part.strip() for part in parts]
    if parts and parts[-1] == '':
        parts.pop()
    try:
        values = [int(part) if kind.kind in 'iu' else float(part) for part in parts]
    except ValueError:
        raise ValueError('string or file could not be read to its end due to unmatched data') from None
    return np.array(values if count < 0 else values[:count], dtype=kind)


def packbits(a, /, axis=None, bitorder='big'):
    a = np.asarray(a)
    if a.dtype.kind not in 'biu':
        raise TypeError('Expected an input array of integer or boolean data type')
    if axis is None:
        a, axis = a.ravel(), 0
    bits = np.moveaxis(a != 0, axis, -1).astype(np.uint8)
    missing = -bits.shape[-1] % 8
    if missing:
        bits = np.concatenate((bits, np.zeros(bits.shape[:-1] + (missing,), np.uint8)), axis=-1)
    bits = bits.reshape(bits.shape[:-1] + (-1, 8)) if bits.size else bits.reshape(bits.shape[:-1] + (0, 8))
    found = np.zeros(bits.shape[:-1], np.uint8)
    for place in range(8):
        weight = 7 - place if _big(bitorder) else place
        found = found | (bits[..., place] << np.uint8(weight))
    return np.ascontiguousarray(np.moveaxis(found, -1, axis))


def _big(bitorder):
    if bitorder not in ('big', 'little'):
        raise ValueError("'order' must be either 'little' or 'big'")
    return bitorder == 'big'


def unpackbits(a, /, axis=None, count=None, bitorder='big'):
    a = np.asarray(a)
    if a.dtype != np.uint8:
        raise TypeError('Expected an input array of unsigned byte data type')
    if axis is None:
        a, axis = a.ravel(), 0
    moved = np.moveaxis(a, axis, -1)
    parts = [(moved >> np.uint8(7 - place if _big(bitorder) else place)) & np.uint8(1) for place in range(8)]
    found = np.stack(parts, axis=-1).reshape(moved.shape[:-1] + (8 * moved.shape[-1],))
    if count is not None:
        length = found.shape[-1]
        if count < 0:
            if -count > length:
                raise ValueError(f'-count larger than number of elements')
            found = found[..., :count]
        elif count > length:
            found = np.concatenate((found, np.zeros(found.shape[:-1] + (count - length,), np.uint8)), axis=-1)
        else:
            found = found[..., :count]
    return np.ascontiguousarray(np.moveaxis(found, -1, axis))


# Methods


def argpartition(self, kth, axis=-1, kind='introselect', order=None):
    return np.argpartition(self, kth, axis=axis, kind=kind, order=order)


def partition(self, kth, axis=-1, kind='introselect', order=None):
    if axis is None:
        raise TypeError("'NoneType' object cannot be interpreted as an integer")
    self[...] = np.partition(self, kth, axis=axis, kind=kind, order=order)


def choose(self, choices, out=None, mode='raise'):
    return np.choose(self, choices, out=out, mode=mode)


def compress(self, condition, axis=None, out=None):
    return np.compress(condition, self, axis=axis, out=out)


def put(self, indices, values, mode='raise'):
    np.put(self, indices, values, mode=mode)


def setflags(self, *, write=None, align=None, uic=None):
    if uic:
        raise ValueError('cannot set WRITEBACKIFCOPY flag to True')
    if write is not None:
        _set_writeable(self, bool(write))
