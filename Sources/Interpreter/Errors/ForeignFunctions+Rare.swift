extension ForeignFunctions {
    /// Names of NumPy's that few learners ask for; that one of them is NumPy's is said only where it stands behind `np.`.
    static let rare = Set(
        """
        ScalarType acosh apply_over_axes arccosh arcsinh arctanh array_str asarray_chkfinite asfortranarray asinh
        astype atanh bartlett base_repr binary_repr bitwise_count bitwise_invert bitwise_left_shift
        bitwise_right_shift bmat broadcast busday_offset busdaycalendar byte bytes_ character clongdouble
        common_type complex256 cumulative_prod cumulative_sum datetime_as_string
        datetime_data diag_indices diag_indices_from dsplit dstack dtypes einsum_path euler_gamma exceptions f2py
        flatiter flexible float128 fmod format_float_positional format_float_scientific from_dlpack fromregex
        generic get_include getbufsize geterr geterrcall half histogram_bin_edges index_exp inexact info intc intp
        is_busday isdtype isfortran isnat isscalar issubdtype iterable little_endian long
        longdouble longlong mask_indices matrix_transpose matvec min_scalar_type mintypecode nanargmax nanargmin
        nancumprod nested_iters object_ permute_dims poly polydiv polymul polysub printoptions put_along_axis
        real_if_close recarray record row_stack s_ sctypeDict setbufsize seterrcall short show_config show_runtime
        signedinteger single sort_complex str_ take_along_axis tril_indices_from triu_indices_from typecodes
        typename typing ubyte uint uint16 uint32 uint64 uintc uintp ulong ulonglong unique_all unique_counts
        unique_inverse unique_values unsignedinteger unstack ushort vecdot vecmat void linalg.trace linalg.diagonal
        linalg.cross linalg.outer linalg.matmul linalg.matrix_transpose linalg.matrix_norm linalg.vector_norm
        linalg.vecdot random.f random.gumbel random.logseries random.negative_binomial random.noncentral_chisquare
        random.noncentral_f random.power random.random_integers random.standard_cauchy random.standard_exponential
        random.standard_gamma random.Generator random.SeedSequence random.MT19937 random.Philox random.PCG64
        random.PCG64DXSM random.SFC64 random.BitGenerator
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
