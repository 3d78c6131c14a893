"""Writes sharing.cells: of each function that takes an array and gives one, what the result shares with its argument.

Each line goes over the arrays that the function takes, and gives a number whose bits say whether the result is the
argument, shares its memory, has it as its base, and lies row after row or column after column. make_builtins.py runs them.

Usage: python3 make_sharing.py
"""
import pathlib

import numpy as np

LOOK = "look = lambda r, x: (r is x) + 2 * np.shares_memory(r, x) + 4 * (r.base is x) + 8 * np.shares_memory(r.ravel(), r) + 16 * np.shares_memory(r.T.ravel(), r)"
BASE = "owner = lambda r, x: look(r, x) + 32 * (r.base is None)"
ARRAYS = """
v = np.array([2.0, 0.5, 1.0, 0.5])
i = np.array([3, 1, 2, 1])
b = np.array([True, False, True])
m = np.array([[1.0, 0.25, 0.5], [0.75, 0.125, 1.0]])
t = np.array([[1.0, 0.25, 0.5], [0.75, 0.125, 1.0]]).T.copy().T
j = np.array([[4, 1], [2, 3]])
q = np.array([[4.0, 1.0], [2.0, 3.0]])
r = np.array([[4.0, 2.0, 1.0]])
w = np.array([1.0, 0.0, 2.0, 0.0, 3.0, 0.0])[::2]
c = np.arange(24.0).reshape(2, 3, 4).copy()
d = np.arange(24.0).reshape(2, 3, 4).copy().transpose(1, 0, 2)
z = np.array(2.5)
""".strip().split("\n")
# Each array replaces X.
ELEMENTWISE = """abs absolute acos arccos arcsin arctan  asin atan  cbrt ceil cos cosh deg2rad degrees exp exp2 expm1
fabs fix floor isfinite isinf isnan log log10 log1p log2 logical_not negative positive rad2deg radians reciprocal rint round around
sign  sin sinh sqrt square tan tanh trunc nan_to_num invert    heaviside""".split()
SHAPES = """ravel transpose squeeze atleast_1d atleast_2d atleast_3d asarray asanyarray ascontiguousarray array copy flip fliplr flipud rot90 diag
diagonal  tril triu zeros_like ones_like empty_like sort argsort unique cumsum cumprod  diff  gradient nonzero argwhere
flatnonzero  cov corrcoef vstack hstack column_stack concatenate stack""".split()
REDUCTIONS = "sum mean prod max min amax amin std var median any all argmax argmin nansum nanmean nanmax nanmin ptp average".split()
LINEAR = """linalg.inv(X) linalg.pinv(X) linalg.cholesky(X@X.T) linalg.matrix_power(X,1) linalg.matrix_power(X,2) linalg.matrix_power(X,0)
linalg.solve(X,X) linalg.svd(X)[0] linalg.svd(X)[2] linalg.qr(X)[0] linalg.qr(X)[1] linalg.eigh(X@X.T)[1] linalg.eigh(X@X.T)[0]
linalg.lstsq(X,X)[0] linalg.norm(X,axis=0) matmul(X,X) dot(X,X) outer(X,X) inner(X,X) kron(X,X) vdot(X,X)""".split()
CALLS = """reshape(X,-1) reshape(X,(-1,1)) reshape(X,X.shape) swapaxes(X,0,1) swapaxes(X,0,0) moveaxis(X,0,-1) moveaxis(X,0,0) expand_dims(X,0)
expand_dims(X,1) squeeze(X,axis=0) broadcast_to(X,X.shape) broadcast_to(X,(2,)+X.shape) split(X,1)[0] split(X,2)[1] array_split(X,2)[0] hsplit(X,1)[0]
vsplit(X,1)[0] array(X,copy=False) array(X,dtype=float) array(X,dtype=int) array(X,ndmin=2) array(X,ndmin=3) asarray(X,dtype=float) asarray(X,dtype=int)
asarray(X,dtype=bool) full_like(X,2) clip(X,0,1) clip(X,None,1) clip(X,-9,99) where(X>0,X,X) where(X>9,1,X) minimum(X,1) maximum(X,X) add(X,0) multiply(X,1)
power(X,1) power(X,2) power(X,0) divide(X,1) subtract(X,0) mod(X,5) floor_divide(X,1) round(X,2) round(X,0) sort(X,axis=0) sort(X,axis=None) sort(X,kind='stable')
argsort(X,axis=0) roll(X,0) roll(X,1) roll(X,1,axis=0) repeat(X,1) repeat(X,1,axis=0) repeat(X,2,axis=0) tile(X,1) tile(X,(1,1)) tile(X,2) take(X,[0]) take(X,[0],axis=0)
take(X,slice(1)) delete(X,0,axis=0) delete(X,[],axis=0) insert(X,0,1,axis=0) append(X,1) append(X,[]) append(X,X,axis=0)
concatenate([X]) concatenate([X,X]) concatenate([X,X],axis=1) stack([X]) stack([X,X],axis=1) vstack([X]) vstack([X,X]) hstack([X]) hstack([X,X])
column_stack([X]) column_stack([X,X]) cumsum(X,axis=0) cumprod(X,axis=0) diff(X,0) diff(X,axis=0) nan_to_num(X,copy=True)
sum(X,axis=()) sum(X,axis=0) sum(X,axis=0,keepdims=True) sum(X,axis=-1) mean(X,axis=0) max(X,axis=0) max(X,axis=-1) min(X,axis=()) std(X,axis=0) median(X,axis=0) median(X,axis=-1,keepdims=True) any(X,axis=0)
argmax(X,axis=0) quantile(X,0.5,axis=0) percentile(X,[0,50],axis=0) interp(X,[0,1],[0,1]) digitize(X,[0,1]) searchsorted([0.0,1.0],X) histogram(X)[0] histogram(X)[1] bincount(X)
meshgrid(X,X)[0] meshgrid(X)[0] meshgrid(X,X,indexing='ij')[1] unique(X,return_inverse=True)[0] unique(X,return_inverse=True)[1] isin(X,[1]) union1d(X,X) intersect1d(X,X) setdiff1d(X,[])
r_[X] r_[X,X] c_[X] c_[X,X] tri(2) eye(2) fmax(X,X) fmin(X,1) hypot(X,X) arctan2(X,X) logical_and(X,X) isclose(X,X)
 remainder(X,5) greater(X,0) equal(X,X) bitwise_and(X,X) left_shift(X,1) triu(X,1) diag(X,1) diagonal(X,1)
 trapezoid(X,axis=0) average(X,axis=0) nanmean(X,axis=0) array_split(X,1)[0] unravel_index(0,(2,))""".split()
METHODS = """X.copy() X.ravel() X.flatten() X.reshape(-1) X.reshape(X.shape) X.T X.transpose() X.squeeze() X.astype(float) X.astype(int) X.astype(bool) X.real X.round() X.round(1) X.clip(0,1)
X.cumsum() X.cumsum(0) X.cumprod() X.sum(0) X.mean(0) X.max(0) X.repeat(1) X.take([0]) X.diagonal() X.swapaxes(0,-1) X.view() X.argsort() X.nonzero()[0] X.dot(X) X.std(0) X.any(0) X.argmax(0)
X[...] X[:] X[::1] X[::-1] X[1:] X[0] X[...,0] X[None] X[:,None] X[X>0] X[X>99] X[[0]] X[[0,0]] X[:,[0]] X[:,0] X[[]] X[True] X[()] X[0:1] X[...,None] X[0,...] X[[[0]]] X[np.array(0)] X[np.argsort(X)]
X+0 X*1 -X +X X**1 X**2 X**0 X/1 X//1 X%3 X+X X-X.copy() X+X.T X*X.T X@X X>0 X==X ~(X>0) X.T+0 X.T.copy() X.T.ravel() X.T.reshape(-1) X.T*X X[::-1]+0 X[::-1].copy() (X.T+1).T (X+1).T
X.reshape(-1).reshape(X.shape) X.ravel()[1:] X.T.T X[1:][1:] X.reshape(-1,1).T X.reshape(-1)[::2] X.T.reshape(X.shape) X.T[:1].ravel() X[:1].reshape(-1)""".split()


def texts():
    """The expressions, and whether what owns their elements is looked at, too; functions often give views of arrays of their own."""
    for name in ELEMENTWISE + SHAPES + REDUCTIONS:
        yield f"np.{name}(X)", "look"
    for call in LINEAR + CALLS:
        yield f"np.{call}", "look"
    for call in METHODS:
        yield call, "owner"


def gives_array(text, array, names):
    try:
        result = eval(text.replace("X", array), names)
    except Exception:
        return False
    return isinstance(result, np.ndarray) and result.dtype in (float, int, bool)


def main():
    names = {"np": np}
    lines = [LOOK, BASE] + ARRAYS
    for line in lines:
        exec(line, names)
    for text, look in texts():
        arrays = [array for array in "vibmtjqrwcdz" if gives_array(text, array, names)]
        if "linalg" in text:
            arrays = [array for array in arrays if names[array].ndim <= 2]
        if arrays:
            lines.append(f"[{look}({text.replace('X', 'x')}, x) for x in ({', '.join(arrays)},)]")
    pathlib.Path(__file__).with_name("sharing.cells").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    import warnings
    warnings.simplefilter("ignore")
    main()
