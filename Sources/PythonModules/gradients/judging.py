# Data before a training, and what to think of it afterwards.


def split(*arrays, test=0.25, shuffle=True):
    if not arrays:
        raise TypeError('split takes arrays of as many rows each')
    if len(arrays) > 1 and (isinstance(arrays[1], int) or isinstance(arrays[1], (list, tuple))
                            and len(arrays[1]) != len(arrays[0])):
        # NumPy's function of the name.
        return np.split(*arrays)
    arrays = [np.asarray(one) for one in arrays]
    lengths = {len(one) for one in arrays}
    if len(lengths) > 1:
        raise ValueError('split takes arrays of as many rows each, and these have '
                         + ' and '.join(str(len(one)) for one in arrays))
    count = len(arrays[0])
    taken = test if isinstance(test, int) else int(np.ceil(count * test))
    if isinstance(test, bool) or not 0 < taken < count:
        raise ValueError(f'test={test} of {count} rows leaves none for one of the two')
    order = np.random.permutation(count) if shuffle else np.arange(count)
    # The order that scikit-learn's function gives them in.
    rows, others = (order[taken:], order[:taken]) if shuffle else (order[:-taken], order[-taken:])
    return tuple(part for one in arrays for part in (one[rows], one[others]))


class Scale:
    """What standardises columns, and undoes it."""

    def __init__(self, mean, deviation):
        self.mean = mean
        self.deviation = deviation

    def __call__(self, x):
        return (np.asarray(x) - self.mean) / self.deviation

    def undo(self, z):
        return z * self.deviation + self.mean

    def __repr__(self):
        return f'z = (x - {self.mean}) / {self.deviation}'


def standardize(x):
    x = np.asarray(x)
    if x.dtype.kind not in 'fiub' or x.size == 0:
        raise ValueError('standardize takes numbers, a row each')
    mean, deviation = np.mean(x, axis=0), np.std(x, axis=0)
    # A column that is the same everywhere stays so.
    scale = Scale(mean, np.where(deviation == 0, 1.0, deviation)[()])
    return scale(x), scale


def polynomial_features(x, degree=2):
    x = np.asarray(x)
    if len(x.shape) == 1:
        x = x.reshape(-1, 1)
    if len(x.shape) != 2 or degree < 1:
        raise ValueError('polynomial_features takes rows of numbers, and a degree of at least 1')
    columns, last = [], [(None, 0)]
    for _ in range(degree):
        # Each product goes on with the columns from its last factor's on.
        last = [(x[:, place] if one is None else one * x[:, place], place)
                for one, first in last for place in range(first, x.shape[1])]
        columns += [one for one, _ in last]
    return np.stack(columns, axis=1)


class Score:
    """How good a prediction is: its numbers are attributes."""

    def __init__(self, names, **values):
        self._names = names
        for name, value in values.items():
            setattr(self, name, value)

    def __repr__(self):
        lines = []
        for name in self._names:
            value = getattr(self, name)
            if isinstance(value, np.ndarray):
                rows = str(value).split('\n')
                lines += [f'{name:<10} {rows[0]}'] + [' ' * 11 + row for row in rows[1:]]
            else:
                lines.append(f'{name:<10} {value:.6g}' if isinstance(value, float) else f'{name:<10} {value}')
        return '\n'.join(lines)


def score(y, y_hat, kind=None):
    y, y_hat = np.asarray(y), np.asarray(y_hat)
    if kind not in (None, 'numbers', 'classes'):
        raise ValueError("kind is 'numbers' or 'classes'")
    if kind is None:
        rows = len(y_hat.shape) == 2 and y_hat.shape[1] > 1 and y.size == len(y_hat)
        kind = 'classes' if rows or y.dtype.kind in 'bui' and y_hat.dtype.kind in 'bui' else 'numbers'
    return _score_of_classes(y, y_hat) if kind == 'classes' else _score_of_numbers(y, y_hat)


def _score_of_numbers(y, y_hat):
    if y.shape != y_hat.shape:
        raise ValueError(f'score needs equal shapes: y is {y.shape}, y_hat is {y_hat.shape}')
    rest, spread = np.sum((y - y_hat) ** 2), np.sum((y - np.mean(y)) ** 2)
    return Score(['r2', 'rmse', 'mae'], r2=float(1 - rest / spread) if spread else float('nan'),
                 rmse=float(np.sqrt(rest / y.size)), mae=float(np.mean(np.abs(y - y_hat))))


def _classes(values, count):
    """The class of each row: of scores the place of the largest, of shares those from a half on, of others those above 0."""
    if len(values.shape) == 2 and values.shape[1] > 1:
        return np.argmax(values, axis=1)
    values = values.reshape(-1)
    if values.dtype.kind in 'bui' or np.all(values == np.floor(values)) and np.all(values >= 0):
        return values.astype(int)
    return (values >= 0.5 if np.all((values >= 0) & (values <= 1)) else values > 0).astype(int)


def _score_of_classes(y, y_hat):
    true, guessed = _classes(y, None), _classes(y_hat, None)
    if len(true) != len(guessed) or len(true) == 0:
        raise ValueError(f'score needs as many rows: y is {y.shape}, y_hat is {y_hat.shape}')
    if np.any(true < 0) or np.any(guessed < 0):
        raise ValueError('classes are whole numbers from 0 on')
    count = int(max(true.max(), guessed.max())) + 1
    confusion = np.bincount(true * count + guessed, minlength=count * count).reshape(count, count)
    right = np.diag(confusion)
    # Where nothing was guessed, or nothing is there, the share is taken as 0.
    precision = right / np.maximum(confusion.sum(axis=0), 1)
    recall = right / np.maximum(confusion.sum(axis=1), 1)
    if count == 2:
        precision, recall = precision[1:], recall[1:]
    return Score(['accuracy', 'precision', 'recall', 'confusion'], accuracy=float(np.sum(right) / len(true)),
                 precision=float(np.mean(precision)), recall=float(np.mean(recall)), confusion=confusion)


# What code that is exported calls by name.
_WORDS = ('grad value_and_grad check_grad sigmoid relu softmax log_softmax logsumexp cross_entropy one_hot split '
          'standardize polynomial_features score train_model').split()
