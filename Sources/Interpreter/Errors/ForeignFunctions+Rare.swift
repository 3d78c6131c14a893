extension ForeignFunctions {
    /// NumPy names that are rarely used. They are recognized only after `np.`.
    static let rare = Set(
        """
        ScalarType asarray_chkfinite bitwise_invert bitwise_left_shift bitwise_right_shift bmat broadcast
        busday_offset busdaycalendar bytes_ character clongdouble complex256
        datetime_as_string datetime_data dtypes einsum_path f2py flatiter flexible float128
        format_float_positional format_float_scientific from_dlpack fromregex get_include getbufsize geterrcall
        half info is_busday isfortran isnat little_endian longdouble mintypecode nested_iters object_
        real_if_close recarray record row_stack sctypeDict setbufsize seterrcall show_config show_runtime
        sort_complex typecodes typing unsignedinteger void linalg.trace linalg.diagonal linalg.cross
        linalg.outer linalg.matmul linalg.matrix_transpose linalg.matrix_norm linalg.vector_norm linalg.vecdot
        linalg.tensordot random.random_integers random.standard_exponential random.Generator random.SeedSequence
        random.MT19937 random.Philox random.PCG64 random.PCG64DXSM random.SFC64 random.BitGenerator
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
