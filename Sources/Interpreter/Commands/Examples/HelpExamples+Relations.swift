extension HelpExamples {
    /// What is worth reading beside what: each name of a line leads to the others of its lines, in this order.
    static let families = """
        zeros ones full empty
        zeros zeros_like
        ones ones_like
        full full_like
        empty empty_like
        zeros_like ones_like full_like empty_like
        eye identity diag tri
        array asarray tensor.tolist
        array arange linspace zeros
        asarray tensor.astype
        arange linspace range
        linspace logspace geomspace
        meshgrid broadcast_to linspace
        seed rand randn default_rng
        rand random uniform randint
        randn standard_normal normal
        uniform normal exponential poisson
        randint choice permutation
        permutation shuffle choice
        default_rng generator.random generator.normal generator.integers generator.choice
        generator.random generator.uniform rand
        generator.normal generator.standard_normal normal
        generator.exponential generator.standard_exponential generator.poisson exponential
        generator.integers generator.choice randint
        generator.choice generator.permutation generator.shuffle choice
        forward loss backward step train
        loss mean square
        shape show whos help
        shape np.shape
        help quit exit
        exp log expm1 exp2
        log log1p log2 log10
        expm1 log1p
        exp2 log2 power
        sqrt square power norm
        reciprocal divide
        negative positive sign
        np.abs abs absolute fabs sign
        sin cos tan
        arcsin arccos arctan arctan2
        sin arcsin
        cos arccos
        tan arctan
        sinh cosh tanh exp
        hypot norm arctan2
        deg2rad rad2deg sin
        np.round round around rint
        rint floor ceil trunc
        floor floor_divide
        trunc int
        isnan isinf isfinite nan_to_num
        isnan nanmean
        add subtract multiply divide
        divide true_divide floor_divide
        multiply matmul
        floor_divide mod np.divmod
        mod remainder
        np.divmod divmod
        power float_power pow
        maximum np.max fmax
        minimum np.min fmin
        maximum minimum clip
        fmax fmin
        equal not_equal isclose array_equal
        less less_equal greater greater_equal
        logical_and logical_or logical_xor logical_not
        logical_and np.all
        logical_or np.any
        logical_and bitwise_and
        logical_not invert
        bitwise_and bitwise_or bitwise_xor invert
        left_shift right_shift power
        where nonzero clip
        heaviside where sign
        interp polyfit searchsorted
        np.sum sum mean cumsum
        prod np.sum cumprod
        mean average median std
        std var cov
        np.max np.min ptp argmax
        argmax argmin argsort
        np.max max
        np.min min argmin
        np.any np.all
        np.any any
        np.all all
        count_nonzero np.sum nonzero
        nansum np.sum
        nanprod prod
        nanmean mean isnan
        nanmax np.max
        nanmin np.min
        nanvar var
        nanstd std
        nansum nanmean
        nanvar nanstd
        cumsum cumprod diff
        diff gradient
        gradient trapezoid
        median quantile percentile
        sort argsort unique
        sort sorted tensor.sort
        unique bincount isin
        union1d intersect1d setdiff1d isin
        nonzero argwhere flatnonzero where
        searchsorted digitize sort
        digitize histogram bincount
        cov corrcoef var
        histogram bincount percentile
        polyval polyfit
        transpose swapaxes moveaxis
        flip fliplr flipud rot90
        flip reversed
        diag diagonal trace eye
        tril triu tri
        reshape ravel transpose expand_dims
        ravel flatten
        flatten tensor.flatten
        expand_dims squeeze
        atleast_1d atleast_2d atleast_3d expand_dims
        broadcast_to tile repeat
        np.shape ndim size len
        copy tensor.copy
        ascontiguousarray copy
        concatenate stack vstack hstack
        hstack column_stack
        append concatenate list.append
        roll flip
        split array_split vsplit hsplit
        split concatenate
        take delete insert
        take choice
        dot matmul inner vdot
        outer kron
        outer multiply
        cross dot
        trace diagonal
        isclose allclose
        allclose array_equal array_equiv
        solve inv lstsq
        lstsq polyfit pinv
        det slogdet inv
        matrix_power matmul power
        norm np.abs
        cond matrix_rank svd
        svd svdvals pinv eigh
        eigh eigvalsh
        qr cholesky solve
        print repr str format
        len size
        range enumerate
        slice take
        pow power
        divmod mod
        min max sorted
        any all
        sum len
        reversed sorted
        zip enumerate
        isinstance type callable
        int float bool str
        list tuple tensor.tolist
        ord chr
        format string.format round
        np.float64 np.int64 np.bool_
        np.float64 float
        np.int64 int
        np.bool_ bool
        tensor.item tensor.tolist float
        tensor.astype int float
        tensor.fill full
        list.append list.extend list.insert
        list.pop list.remove list.clear
        list.reverse list.sort reversed
        list.sort sorted
        list.copy tensor.copy
        list.index list.count
        tuple.index tuple.count
        string.upper string.lower string.title string.capitalize string.swapcase
        string.strip string.lstrip string.rstrip
        string.split string.splitlines string.join
        string.replace string.strip
        string.startswith string.endswith
        string.find string.index string.count
        string.startswith string.find
        string.ljust string.rjust string.center string.zfill
        string.rjust format
        string.isdigit string.isalpha string.isalnum string.isspace
        string.isupper string.islower
        string.isupper string.upper
        string.islower string.lower
        """
}
