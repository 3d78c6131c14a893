"""The calls that breadth.py asks about; see there what the letters make."""

SHAPING = [
    "np.pad({A}, {N})", "np.pad({A}, ({P}, {P}), mode={:'edge'|'reflect'|'symmetric'|'wrap'|'constant'|'linear_ramp'})",
    "np.pad({A}, {P}, mode={:'mean'|'maximum'|'minimum'|'median'})", "np.pad({A}, {P}, constant_values={R})",
    "np.pad({A}, {Z})", "np.pad({A}, 1, mode='x')", "np.pad({A}, {P}, 'reflect', reflect_type='odd')",
    "np.apply_along_axis({:np.sum|np.sort|lambda r: r[:1]|lambda r: np.outer(r, r)|np.cumsum}, {X}, {A})",
    "np.apply_over_axes(np.sum, {A}, {:0|[0]|[0, 1]})", "list(np.ndindex({S}))", "list(np.ndenumerate({A}))",
    "np.dstack(({A}, {B}))", "np.dstack([{A}, {A}])", "np.dsplit({C}, {P})", "np.rollaxis({A}, {X}, {N})",
    "np.block([[{M}, {M}]])", "np.block([{V}, {V}])", "np.block({A})", "np.unstack({A})", "np.matrix_transpose({A})",
    "np.broadcast_shapes({S}, {S})", "np.broadcast_arrays({A}, {A})", "np.resize({A}, {S})", "np.trim_zeros({V})",
    "np.trim_zeros({I}, {:'f'|'b'|'fb'|'q'})", "np.diagflat({A}, {N})", "np.diag_indices({P})",
    "np.tril_indices({P}, {N})", "np.triu_indices({P}, {N}, {P})", "np.tril_indices_from({A})",
    "np.triu_indices_from({M}, {N})", "np.mask_indices(3, np.tril, {N})", "np.diag_indices_from({A})",
    "(lambda a: (np.fill_diagonal(a, {R}), a))(np.array({A}))",
    "(lambda a: (np.fill_diagonal(a, {V}, {:True|False}), a))(np.zeros({S}))",
]

INDEXING = [
    "np.unravel_index({I}, {S})", "np.unravel_index({N}, {S}, order={:'C'|'F'})", "np.unravel_index({Z}, (2, 3))",
    "np.ravel_multi_index(({I}, {B}), ({P}, {P}), mode={:'wrap'|'clip'|'raise'})", "np.indices({S})",
    "np.indices({S}, dtype={T})", "np.ix_({V}, {V})", "np.ix_({A})",
    "np.take_along_axis({A}, np.argsort({B}, axis={X}, kind='stable'), axis={X})", "np.lexsort(({V}, {B}))", "np.lexsort({M})",
    "(lambda a: (np.put(a, {V}, {A}, mode={:'raise'|'wrap'|'clip'}), a))(np.array({A}))",
    "(lambda a: (np.place(a, {K}, {V}), a))(np.array({A}))", "(lambda a: (np.putmask(a, {K}, {A}), a))(np.array({A}))",
    "(lambda a: (np.copyto(a, {A}), a))(np.array({A}))", "(lambda a: (np.copyto(a, {R}, where={K}), a))(np.array({A}))",
    "np.choose({I}, [{R}, {R}, {R}], mode={:'raise'|'wrap'|'clip'})", "np.choose([0, 1], [{V}, {V}])",
    "np.compress({V}, {A}, axis={Y})", "np.extract({A}, {B})", "np.select([{K}], [{A}], {R})",
    "(lambda a: np.select([a > 1, a < 0], [a, a * 2]))(np.array({A}))",
    "(lambda a: np.piecewise(a, [a > 1, a < 0], [lambda v: v * 2, {R}]))(np.array({A}))",
    "np.partition({A}, {N}, axis={Y}).shape", "np.argpartition({A}, {N}).shape", "np.mgrid[{N}:{P}, {N}:{P}]",
    "np.ogrid[{N}:{P}, 0:{P}:{P}]", "np.s_[{N}:{P}, ...]", "np.index_exp[{N}]",
]

TYPES = [
    "np.issubdtype({T}, {T})", "np.issubdtype({T}, np.{:integer|floating|number|generic|inexact|signedinteger})",
    "np.result_type({A}, {R})", "np.result_type({T}, {T}, {R})", "np.promote_types({T}, {T})",
    "np.can_cast({T}, {T}, {:'safe'|'same_kind'|'no'|'unsafe'|'x'})", "np.min_scalar_type({N})",
    "np.common_type({A}, {A})", "np.isscalar({R})", "np.iterable({A})", "str(np.iinfo({T}))", "str(np.finfo({T}))",
    "np.binary_repr({N}, {P})", "np.base_repr({N}, {P})", "np.isdtype(np.dtype({T}), {:'integral'|'real floating'|'q'})",
    "np.isreal({A})", "np.iscomplexobj({A})", "np.astype(np.array({A}), {T})",
]

STATISTICS = [
    "np.{:nanargmax|nanargmin|nancumsum|nancumprod|nanmedian}({W}, axis={Y})", "np.nanpercentile({W}, {P}, axis={Y})",
    "np.nanquantile({W}, [0.1, 0.75], axis={X})", "np.nanmedian({W}, axis={X}, keepdims=True)",
    "np.histogram2d({V}, {B}, bins={P})", "np.histogram2d({V}, {B}, bins=[{P}, {P}], density=True)",
    "np.histogramdd({M}, bins={P})", "np.histogram_bin_edges({V}, {P})",
    "np.convolve({V}, {V}, mode={:'full'|'same'|'valid'|'q'})", "np.correlate({V}, {V}, mode={:'full'|'same'|'valid'})",
    "np.convolve({F}, {F})", "np.ediff1d({A})", "np.ediff1d({V}, {R}, {R})", "np.unwrap({A}, axis={X})",
    "np.unwrap({V}, period={P})", "np.sinc({A})", "np.{:bartlett|hanning|hamming|blackman}({N})",
    "np.setxor1d({V}, {V})", "np.cumulative_sum({A}, axis={X})", "np.cumulative_prod({V}, include_initial=True)",
    "np.nanmax({W}, axis={Y})", "np.nanmin({W}, axis={Y})", "np.nansum({W}, axis={Y})", "np.nanmean({W}, axis={Y})",
    "np.nanstd({W}, axis={Y})", "np.nanvar({W}, axis={Y})", "np.nanprod({W}, axis={Y})",
]

FUNCTIONS = [
    "np.vectorize(lambda a: a * {R})({A})", "np.vectorize(lambda a, b: a if a > b else b)({A}, {R})",
    "np.vectorize(lambda a, b: (a, b))({A}, {A})", "np.vectorize(lambda a: a, otypes=[{T}])({A})",
    "np.vectorize(lambda a: a.sum(), signature='(n)->()')({A})", "np.fromfunction(lambda i, j: i - j, ({P}, {P}))",
    "np.fromiter([{R}, {R}], {T})", "np.poly({V})", "np.{:polyadd|polysub|polymul}({V}, {V})", "np.polydiv({V}, {V})",
    "np.polyder({V}, {N})", "np.polyint({V}, {N})", "np.vander({V})", "np.vander({V}, {P}, {:True|False})",
    "str(np.poly1d({V}))", "repr(np.poly1d({V}) * np.poly1d({V}))", "np.poly1d({V})({R})", "np.poly1d({V})({A})",
    "np.tensordot({M}, {M}, axes={N})", "np.tensordot({A}, {B}, axes={P})", "np.tensordot({C}, {M}, ([{N}], [{N}]))",
    "np.vecdot({A}, {B})", "np.matvec({M}, {V})", "np.vecmat({V}, {M})", "np.polyval({V}, {A})",
]

UFUNCS = [
    "np.{:add|subtract|multiply|maximum|minimum|logical_and|logical_or|bitwise_or|hypot|arctan2}.reduce({A}, {Y})",
    "np.{:add|subtract|multiply|maximum|logical_or|bitwise_and|floor_divide}.accumulate({A}, {X})",
    "np.{:add|subtract|multiply|maximum|less|divide|equal}.outer({A}, {A})",
    "np.add.reduce({A}, axis={X}, keepdims=True)", "np.add.reduce({A}, dtype={T})", "np.add.reduce({A}, initial={R})",
    "np.{:add|multiply|maximum|subtract}.reduceat({A}, [{N}, {N}, {P}])",
    "(lambda a: (np.{:add|subtract|multiply|maximum}.at(a, [{N}, {N}, 0], {R}), a))(np.array({A}))",
    "(lambda a: (np.{:negative|sqrt|square}.at(a, [0, 0]), a))(np.array({F}))",
    "np.{:add|subtract|multiply|divide|maximum|power|less}({A}, {B}, out=np.zeros({S}))",
    "np.{:add|subtract|multiply|divide|maximum}({A}, {R}, out=np.zeros(3, dtype={T}))",
    "np.{:exp|sqrt|negative|floor|isnan|sign}({A}, out=np.zeros({S}, dtype={T}))",
    "np.{:add|multiply|divide|sqrt}({A}, {R}, dtype={T})", "np.{:sqrt|exp|absolute|negative}({A}, dtype={T})",
    "(lambda a: np.divide(1.0, a, out=np.zeros(a.shape), where=a != 0))(np.array({A}))",
    "(lambda a: np.add(a, a, out=a, where={K}))(np.array({A}))", "np.add({A}, {B}, {A})", "np.sqrt({A}, {B})",
    "np.{:sum|prod}({A}, axis={Y}, initial={R})", "np.{:max|min}({A}, initial={R}, axis={X})",
    "np.{:sum|prod|mean|any|all|std|var}({A}, where={K})", "np.{:sum|mean|max}({A}, axis=0, out=np.zeros({S}))",
    "np.{:sum|any|mean}({A}, axis={X}, where={K}, keepdims=True)", "np.max({A}, where={K}, initial={R})",
    "np.{:cumsum|cumprod}({V}, out=np.zeros({S}))", "np.add({A}, {A}, foo=1)", "np.add({A}, {A}, where={R})",
    "np.add.reduce({Z})", "np.sum({A}, out={Z})", "np.add({A}, 1, out={Z})", "(np.add.nin, np.exp.nin, np.add.nout)",
    "np.array({A}).sum(axis={Y}, initial={R})", "np.array({A}).mean(where={K})", "np.var({A}, correction=1)",
]

DRAWS = [
    "np.random.RandomState({P}).{name}", "np.random.default_rng({P}).{name}",
]
DISTRIBUTIONS = [
    "gamma({:0.3|0.999|1|2.5|7|[0.5, 2]}, {:1|2.5}, size={:3|(2, 2)|None})", "standard_gamma({:0.2|1|4}, size=4)",
    "beta({:0.5|2|0.1|1}, {:0.3|0.5|5|1}, size=4)", "chisquare({:1|2|3.5}, size=4)",
    "noncentral_chisquare({:0.5|1|3}, {:0|1.5|4}, size=4)", "f({:1|4}, {:2|9}, size=4)",
    "noncentral_f({:1|4}, {:2|9}, {:0.5|2}, size=4)", "standard_t({:1|2.5|10}, size=4)", "standard_cauchy(size=4)",
    "pareto({:0.5|3}, size=4)", "weibull({:0|0.5|2}, size=4)", "power({:0.5|3}, size=4)",
    "laplace({:0|1.5}, {:1|0.2}, size=4)", "gumbel({:0|1.5}, {:1|0.2}, size=4)", "logistic({:0|1.5}, {:1|0.2}, size=4)",
    "lognormal({:0|1}, {:1|0.3}, size=4)", "rayleigh({:1|2.5}, size=4)", "wald({:1|3}, {:2|0.5}, size=4)",
    "triangular({:0|-1}, {:1|2|0}, {:3|2}, size=4)", "vonmises({:0|1|-3}, {:0|1e-9|1e-6|0.5|4|30}, size=4)",
    "binomial({:0|1|10|50|100|1000|100000}, {:0|0.1|0.5|0.77|1|0.0003}, size=6)", "binomial([10, 200], [0.3, 0.9])",
    "negative_binomial({:1|5|0.5}, {:0.1|0.5|1}, size=5)", "geometric({:0.01|0.2|0.35|0.9|1}, size=5)",
    "zipf({:1.5|2|4}, size=5)", "logseries({:0.1|0.6|0.99}, size=5)", "poisson({:0|1|12|200}, size=4)",
    "binomial({Z}, 0.5)", "binomial(10, {:-0.1|1.5|np.nan})", "gamma({:-1|2}, {:-1|None})", "beta({:0|-1}, 1)",
    "geometric({:0|2})", "zipf({:1|0.5})", "triangular(3, 2, 1)", "triangular(1, 1, 1)", "gamma(2)", "binomial(5, 0.5)",
    "normal(size={:3|(2, 2)})", "permutation(5)", "uniform(-1, 1, size=3)", "choice(7, size=3)", "exponential(2, 3)",
]
RANDOM = [draw.replace("{name}", distribution) for draw in DRAWS for distribution in DISTRIBUTIONS]

FORMS = [
    "np.{:gcd|lcm|fmod}({A}, {R})", "np.gcd({I}, {I})", "np.{:signbit|isneginf|isposinf|modf|frexp|bitwise_count}({A})",
    "np.ldexp({A}, {N})", "np.unique_counts({A})", "np.unique_inverse({A})", "np.require({A}, requirements=['F']).strides",
    "np.permute_dims({A})",
    "np.array({A}, order={:'F'|'C'|'K'}).strides", "np.ravel({A}, order={:'F'|'C'})",
    "np.array({A}).reshape(-1, order='F')", "np.reshape({A}, {S}, order='F')", "np.array({A}).flatten('F')",
    "np.array({A}).astype({T}, copy=False)", "np.array({A}).astype({T}, casting='same_kind')", "np.full_like({A}, 2, order='F')",
    "np.unique({I}, axis={X}, return_counts=True, return_inverse={:True|False})", "np.unique({M}, axis=0)",
    "np.interp({A}, [1, 2, 3], [3, 2, 0], left={R}, right={R})", "np.interp({V}, [1, 2, 3], [3, 2, 0], period={P})",
    "np.diff({V}, prepend={R}, append={R})", "np.diff({M}, axis={X}, prepend=0)", "np.logspace(0, 2, {P}, dtype={T})",
    "np.diagonal({C}, {N}, axis1={X}, axis2={X})", "np.trace({C}, axis1={X}, axis2={X})", "np.rot90({C}, {N}, axes=({X}, {X}))",
    "np.concatenate([{V}, {V}], dtype={T})", "np.stack([{A}, {B}], out=np.zeros({S}))", "np.vstack([{V}, {V}], dtype=float)",
    "np.take({A}, [{N}, {P}], mode={:'wrap'|'clip'|'raise'})", "np.meshgrid({V}, {V}, sparse=True)",
    "np.searchsorted([3, 1, 2], {V}, sorter=[1, 2, 0])", "np.intersect1d({I}, {I}, return_indices=True)",
    "np.setdiff1d({V}, {V}, assume_unique=True)", "np.array({A}).view({T})", "np.array({A}).strides",
    "np.array({A}).flat[{N}]", "np.array({A}).flat[{N}:{P}]", "list(np.array({A}).flat)", "np.array({A}).tobytes()",
    "(lambda a: (a.flat.__setitem__(slice({N}, {P}), {V}), a))(np.array({A}))", "np.array({A}).byteswap()",
    "np.packbits({I})", "np.packbits({A}, axis={X}, bitorder='little')", "np.unpackbits(np.array({I}).astype(np.uint8))",
    "np.lib.stride_tricks.sliding_window_view({A}, {P})", "np.frombuffer(np.array({V}).tobytes(), dtype={T})",
    "np.einsum('i,i', {V}, {B})", "np.einsum('ij->', {M})", "np.einsum('ij,jk->ik', {M}, {M})", "np.einsum('ii', {M})",
    "np.einsum('i,j->ij', {V}, {V})", "np.einsum('...i->...', {A})", "np.einsum('ij,kj->ik', {I}, {I})",
    "np.{:arcsinh|arccosh|arctanh}({A})", "np.{:copysign|nextafter|logaddexp|logaddexp2}({A}, {R})",
    "np.array_str({A}, precision={P})", "np.array_repr({A}, precision={P}, suppress_small=True)",
    "np.array2string({A}, separator=', ', threshold={P}, edgeitems={P})", "np.array({A})[{N}][()]",
    "str(np.array({A}).flags)",
]

TEMPLATES = FORMS + RANDOM + UFUNCS + SHAPING + INDEXING + TYPES + STATISTICS + FUNCTIONS
