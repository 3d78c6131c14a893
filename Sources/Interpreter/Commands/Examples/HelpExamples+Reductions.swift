extension HelpExamples {
    /// Examples of the functions that reduce, sort and search.
    static let reductions = #"""
        ## np.sum
        x = array([[1, 2, 3], [4, 5, 6]])
        np.sum(x)
        #> 21
        np.sum(x, axis=0)
        #> [5 7 9]
        x.sum(axis=1, keepdims=True)
        #> [[ 6]
        #>  [15]]

        ## prod
        prod(array([1, 2, 3, 4]))
        #> 24
        x = zeros 10 5
        prod(x.shape)
        #> 50

        ## mean
        x = array([[1.0, 2.0], [3.0, 6.0]])
        mean x
        #> 3.0
        mean x axis=0
        #> [2. 4.]

        ## std
        x = array([2, 4, 4, 4, 5, 5, 7, 9])
        std x
        #> 2.0
        x_scaled = (x - x.mean()) / x.std()
        x_scaled[:3]
        #> [-1.5 -0.5 -0.5]

        ## var
        x = array([1.0, 2.0, 3.0, 4.0])
        var x
        #> 1.25
        var(x, ddof=1)
        #> 1.6666666666666667

        ## median
        prices = array([100, 120, 110, 2000])
        median prices
        #> 115.0
        mean prices
        #> 582.5

        ## np.max
        x = array([[1, 9], [5, 3]])
        np.max(x)
        #> 9
        x.max(axis=0)
        #> [5 9]

        ## np.min
        x = array([[1, 9], [5, 3]])
        np.min(x)
        #> 1
        x.min(axis=1)
        #> [1 3]

        ## ptp
        x = array([[1, 10], [4, 50], [2, 30]])
        ptp x axis=0
        #> [ 3 40]

        ## np.any
        x = array([[0, 0], [0, 3]])
        np.any(x)
        #> True
        np.any(x > 2, axis=1)
        #> [False  True]

        ## np.all
        x = array([[1, 2], [0, 3]])
        np.all(x > -1)
        #> True
        (x > 0).all(axis=0)
        #> [False  True]

        ## count_nonzero
        y, y_hat = array([0, 1, 1, 0]), array([0, 1, 0, 0])
        count_nonzero(y == y_hat)
        #> 3

        ## argmax
        scores = array([[0.1, 0.7, 0.2], [0.5, 0.3, 0.2]])
        argmax scores
        #> 1
        argmax(scores, axis=1)
        #> [1 0]

        ## argmin
        losses = array([0.9, 0.2, 0.4])
        argmin losses
        #> 1
        losses[argmin(losses)]
        #> 0.2

        ## nansum
        nansum(array([1.0, nan, 2.0]))
        #> 3.0

        ## nanprod
        nanprod(array([2.0, nan, 3.0]))
        #> 6.0

        ## nanmean
        x = array([[1.0, nan], [3.0, 4.0]])
        nanmean x axis=0
        #> [2. 4.]
        mean x axis=0
        #> [ 2. nan]

        ## nanmax
        nanmax(array([1.0, nan, 2.0]))
        #> 2.0

        ## nanmin
        nanmin(array([1.0, nan, 2.0]))
        #> 1.0

        ## nanvar
        nanvar(array([1.0, nan, 3.0]))
        #> 1.0

        ## nanstd
        nanstd(array([1.0, nan, 3.0]))
        #> 1.0

        ## cumsum
        cumsum(array([1, 2, 3, 4]))
        #> [ 1  3  6 10]
        losses = array([4.0, 2.0, 1.0, 1.0])
        cumsum(losses) / arange(1, 5)
        #> [4.         3.         2.33333333 2.        ]

        ## cumprod
        cumprod(array([1, 2, 3, 4]))
        #> [ 1  2  6 24]
        0.1 * cumprod(full(3, 0.5))
        #> [0.05   0.025  0.0125]

        ## np.diff
        losses = array([4.0, 2.0, 1.5, 1.25])
        np.diff(losses)
        #> [-2.   -0.5  -0.25]

        ## average
        grades = array([1.0, 2.0, 4.0])
        average grades
        #> 2.3333333333333335
        average(grades, weights=[3, 2, 1])
        #> 1.8333333333333333

        ## percentile
        x = array([1, 2, 3, 4, 5])
        percentile x 50
        #> 3.0
        percentile(x, [10, 90])
        #> [1.4 4.6]

        ## quantile
        x = array([1.0, 2.0, 4.0, 8.0])
        quantile(x, [0, 0.5, 1])
        #> [1. 3. 8.]

        ## sort
        sort(array([3, 1, 2]))
        #> [1 2 3]
        x = array([[3, 1], [0, 2]])
        sort x axis=0
        #> [[0 1]
        #>  [3 2]]

        ## argsort
        names = ['ann', 'bob', 'cy']
        losses = array([0.3, 0.1, 0.2])
        order = argsort losses
        order
        #> [1 2 0]
        [names[i] for i in order]
        #> ['bob', 'cy', 'ann']

        ## unique
        unique(array([3, 1, 3, 2]))
        #> [1 2 3]
        labels, counts = unique([1, 0, 1, 1], return_counts=True)
        print(labels, counts)
        #> [0 1] [1 3]

        ## isin
        x = array([1, 2, 3, 4])
        isin(x, [2, 4])
        #> [False  True False  True]

        ## union1d
        union1d([3, 1], [1, 2])
        #> [1 2 3]

        ## intersect1d
        intersect1d([1, 2, 3, 4], [4, 2, 9])
        #> [2 4]

        ## setdiff1d
        test = array([1, 4])
        setdiff1d(arange(6), test)
        #> [0 2 3 5]

        ## nonzero
        nonzero(array([0, 3, 0, 5]))
        #> (array([1, 3]),)
        x = array([[0, 1], [2, 0]])
        x[nonzero(x)]
        #> [1 2]

        ## argwhere
        x = array([[1.0, nan], [nan, 4.0]])
        argwhere(isnan(x))
        #> [[0 1]
        #>  [1 0]]

        ## flatnonzero
        losses = array([0.9, 0.4, 0.1, 0.05])
        flatnonzero(losses < 0.2)[0]
        #> 2

        ## searchsorted
        edges = array([10, 20, 30])
        searchsorted edges 25
        #> 2
        searchsorted(edges, [20, 99], side='right')
        #> [2 3]

        ## digitize
        ages = array([5, 18, 40])
        digitize(ages, [13, 20, 65])
        #> [0 1 2]

        ## cov
        x = array([1.0, 2.0, 3.0])
        y = array([2.0, 4.0, 7.0])
        cov x y
        #> [[1.         2.5       ]
        #>  [2.5        6.33333333]]

        ## corrcoef
        x = array([1.0, 2.0, 3.0, 4.0])
        y = array([2.1, 3.9, 6.2, 7.8])
        corrcoef x y
        #> [[1.         0.99782833]
        #>  [0.99782833 1.        ]]

        ## bincount
        labels = array([0, 2, 1, 2, 2])
        bincount labels
        #> [1 1 3]

        ## histogram
        counts, edges = histogram([1, 2, 2, 3, 5], bins=4)
        counts
        #> [1 2 1 1]
        edges
        #> [1. 2. 3. 4. 5.]

        ## trapezoid
        x = linspace 0 1 101
        trapezoid(x ** 2, x)
        #> 0.33335000000000004

        ## gradient
        y = array([0.0, 1.0, 4.0, 9.0])
        gradient y
        #> [1. 2. 4. 5.]
        gradient(y, 0.5)
        #> [ 2.  4.  8. 10.]

        ## polyval
        polyval([2, 0, 1], 3)
        #> 19
        """#
}
