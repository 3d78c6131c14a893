extension HelpExamples {
    /// Examples of the functions that make tensors.
    static let making = #"""
        ## zeros
        w = zeros 3 1
        w
        #> [[0.]
        #>  [0.]
        #>  [0.]]
        zeros(2, dtype=int)
        #> [0 0]

        ## ones
        ones 2 3
        #> [[1. 1. 1.]
        #>  [1. 1. 1.]]
        X = hstack([ones(3, 1), arange(3).reshape(-1, 1)])
        X
        #> [[1. 0.]
        #>  [1. 1.]
        #>  [1. 2.]]

        ## empty
        losses = empty 3
        losses[0] = 0.5
        losses.shape
        #> (3,)

        ## full
        full (2, 3) 0.5
        #> [[0.5 0.5 0.5]
        #>  [0.5 0.5 0.5]]
        full(3, 7)
        #> [7 7 7]

        ## zeros_like
        w = array([[0.5], [-1.5]])
        zeros_like w
        #> [[0.]
        #>  [0.]]

        ## ones_like
        x = array([2, 4, 6])
        column_stack([ones_like(x), x])
        #> [[1 2]
        #>  [1 4]
        #>  [1 6]]

        ## empty_like
        y = array([1.5, 2.5])
        y_hat = empty_like y
        shape y y_hat
        #> y.shape (2,)
        #> y_hat.shape (2,)

        ## full_like
        y = array([1.0, 2.0, 6.0])
        full_like(y, mean(y))
        #> [3. 3. 3.]

        ## eye
        eye 3
        #> [[1. 0. 0.]
        #>  [0. 1. 0.]
        #>  [0. 0. 1.]]
        eye(2, 3, k=1)
        #> [[0. 1. 0.]
        #>  [0. 0. 1.]]

        ## identity
        x = array([[1.0, 1.0], [1.0, 2.0], [1.0, 3.0]])
        x.T @ x + 0.1 * identity(2)
        #> [[ 3.1  6. ]
        #>  [ 6.  14.1]]

        ## tri
        tri 3
        #> [[1. 0. 0.]
        #>  [1. 1. 0.]
        #>  [1. 1. 1.]]
        tri(3, dtype=int) @ array([1, 2, 3])
        #> [1 3 6]

        ## array
        array([1, 2, 3])
        #> [1 2 3]
        x = array([[1, 2], [3, 4.5]])
        x
        #> [[1.  2. ]
        #>  [3.  4.5]]
        array([0, 1, 2], dtype=float)
        #> [0. 1. 2.]

        ## asarray
        y = asarray([3, 1, 2])
        y.mean()
        #> 2.0
        asarray(y, dtype=float)
        #> [3. 1. 2.]

        ## meshgrid
        w, b = meshgrid([0, 1, 2], [-1, 1])
        w
        #> [[0 1 2]
        #>  [0 1 2]]
        b
        #> [[-1 -1 -1]
        #>  [ 1  1  1]]

        ## arange
        arange 5
        #> [0 1 2 3 4]
        arange 0 1 0.25
        #> [0.   0.25 0.5  0.75]
        arange(10, 0, -3)
        #> [10  7  4  1]

        ## linspace
        linspace 0 1 5
        #> [0.   0.25 0.5  0.75 1.  ]
        linspace(0, 1, 4, endpoint=False)
        #> [0.   0.25 0.5  0.75]

        ## logspace
        rates = logspace -3 0 4
        rates
        #> [0.001 0.01  0.1   1.   ]

        ## geomspace
        geomspace 1 1000 4
        #> [   1.   10.  100. 1000.]
        geomspace(0.1, 0.8, 4)
        #> [0.1 0.2 0.4 0.8]
        """#
}
