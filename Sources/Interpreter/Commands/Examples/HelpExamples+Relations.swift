extension HelpExamples {
    /// What is worth reading beside what: each name of a line leads to the others of its lines, those
    /// of lines that it begins first.
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
        meshgrid linspace
        meshgrid broadcast_to
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
        loss mean
        shape show whos stats help
        stats mean std percentile
        whos why reset
        why extract diff whos
        undo redo history goto
        redo undo goto
        goto history undo
        history undo goto rerun
        diff goto why np.diff
        rerun edit history
        edit rerun undo
        record save extract
        extract why record export
        export record save extract
        reset undo whos
        time show
        check replay record
        replay check record
        load save loadtxt np.load
        save load savez savetxt
        np.load np.save load
        savez savez_compressed load
        loadtxt genfromtxt savetxt
        shape np.shape
        help quit exit
        tutorial help
        exp log expm1 exp2
        log log1p log2 log10
        expm1 log1p
        exp2 log2
        sqrt square power
        reciprocal divide
        negative positive sign
        np.abs abs absolute fabs sign
        sin cos tan
        arcsin arccos arctan arctan2
        sin arcsin
        cos arccos
        tan arctan
        sinh cosh tanh exp
        hypot norm
        deg2rad rad2deg sin
        np.round round around rint
        rint floor ceil trunc
        floor floor_divide
        trunc int
        isnan isinf isfinite nan_to_num
        isnan nanmean nansum
        add subtract multiply divide
        divide true_divide floor_divide
        multiply matmul
        floor_divide mod np.divmod
        mod remainder
        np.divmod divmod
        power square sqrt float_power pow
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
        left_shift right_shift
        where nonzero
        where clip
        heaviside sign
        heaviside where
        interp polyfit
        interp searchsorted
        np.sum sum cumsum
        prod np.sum cumprod
        mean average median std np.sum
        std var cov
        np.max np.min ptp argmax
        argmax argmin argsort
        np.max max
        np.min min argmin
        np.any np.all
        np.any any
        np.all all
        count_nonzero nonzero
        count_nonzero np.sum
        nansum nanprod np.sum
        nanprod prod
        nanmean mean
        nanmax nanmin np.max
        nanmin np.min
        nanvar var
        nanstd std
        nansum nanmean
        nanvar nanstd
        cumsum cumprod np.diff np.sum
        np.diff gradient
        gradient trapezoid
        median quantile percentile
        sort argsort unique
        sort sorted tensor.sort
        unique bincount isin
        union1d intersect1d setdiff1d isin
        nonzero argwhere flatnonzero where
        searchsorted digitize
        searchsorted sort
        digitize histogram bincount
        cov corrcoef var
        histogram bincount
        histogram percentile
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
        append concatenate
        append list.append
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
        matrix_power matmul
        norm square sqrt
        cond matrix_rank svd
        svd svdvals pinv eigh
        eigh eigvalsh
        qr cholesky solve
        print format
        repr str
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
        tensor.item tensor.tolist
        tensor.item float
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
