# The words of learning, and the training of any model.


def sigmoid(x):
    return record('sigmoid', _sigmoid_value, (x,))


def relu(x):
    return record('relu', lambda x: np.maximum(x, 0.0), (x,))


def _shifted(x, axis):
    return x - np.max(np.asarray(plain(x)), axis=axis, keepdims=True)


def softmax(x, axis=-1):
    e = np.exp(_shifted(x, axis))
    return e / np.sum(e, axis=axis, keepdims=True)


def log_softmax(x, axis=-1):
    shifted = _shifted(x, axis)
    return shifted - np.log(np.sum(np.exp(shifted), axis=axis, keepdims=True))


def logsumexp(x, axis=None, keepdims=False):
    top = np.max(np.asarray(plain(x)), axis=axis, keepdims=True)
    top = np.where(np.isfinite(top), top, 0.0)
    total = np.log(np.sum(np.exp(x - top), axis=axis, keepdims=True)) + top
    if keepdims:
        return total
    return np.reshape(total, ()) if axis is None else np.squeeze(total, axis=axis)


def cross_entropy(y, scores):
    return -np.mean(np.sum(_targets(y, _shape(scores)) * log_softmax(scores), axis=-1))


def one_hot(labels, classes=None):
    labels = np.asarray(plain(labels))
    if labels.size and (labels.min() < 0 or np.any(labels != np.floor(labels))):
        raise ValueError('labels are whole numbers from 0 on; np.unique(labels, return_inverse=True)[1] makes them')
    labels = labels.astype(int)
    count = (int(labels.max()) + 1 if labels.size else 0) if classes is None else classes
    if labels.size and labels.max() >= count:
        raise ValueError(f'there are {count} classes, and a label is {labels.max()}')
    return np.eye(count)[labels]


def _targets(y, shape):
    """Classes as rows of zeros with a one, of the shape of scores."""
    y = np.asarray(plain(y))
    if y.shape == shape:
        return y
    if len(shape) == 2 and y.size == shape[0]:
        return one_hot(y.reshape(-1), shape[1])
    raise ValueError(f'softmax takes a class a row, or rows of scores\' shape {shape}; y is {y.shape}')


# Losses by name: each gives the loss, and its slope in each prediction. The slope of mse leaves out the factor 2, and
# counts rows, as `backward` does.


def _mse(y, p):
    return np.mean((y - p) ** 2), (p - y) / (len(p) if _shape(p) else 1)


def _mae(y, p):
    return np.mean(np.abs(y - p)), np.sign(p - y) / np.size(p)


def _huber(y, p):
    r = p - y
    return np.mean(np.where(np.abs(r) <= 1, r * r / 2, np.abs(r) - 0.5)), np.clip(r, -1.0, 1.0) / np.size(p)


def _logistic(y, p):
    return np.mean(np.logaddexp(0.0, p) - y * p), (_sigmoid_value(p) - y) / np.size(p)


def _softmax_loss(y, p):
    logs = log_softmax(p)
    return -np.mean(np.sum(y * logs, axis=-1)), (np.exp(logs) * np.sum(y, axis=-1, keepdims=True) - y) / len(p)


_LOSSES = {'mse': _mse, 'mae': _mae, 'huber': _huber, 'logistic': _logistic, 'softmax': _softmax_loss}
