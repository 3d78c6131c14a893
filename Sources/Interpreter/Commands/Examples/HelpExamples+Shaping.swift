extension HelpExamples {
    /// Examples of the functions that change shapes.
    static let shaping = #"""
        ## transpose
        x = array([[1, 2, 3], [4, 5, 6]])
        transpose x
        #> [[1 4]
        #>  [2 5]
        #>  [3 6]]
        shape x x.T
        #> x.shape (2, 3)
        #> x.T.shape (3, 2)

        ## swapaxes
        x = zeros 2 3 4
        swapaxes(x, 0, 2).shape
        #> (4, 3, 2)

        ## moveaxis
        images = zeros 10 3 8 8
        moveaxis(images, 1, -1).shape
        #> (10, 8, 8, 3)

        ## flip
        flip(array([1, 2, 3]))
        #> [3 2 1]
        x = array([[1, 2], [3, 4]])
        flip x
        #> [[4 3]
        #>  [2 1]]

        ## fliplr
        fliplr(array([[1, 2, 3], [4, 5, 6]]))
        #> [[3 2 1]
        #>  [6 5 4]]

        ## flipud
        flipud(array([[1, 2, 3], [4, 5, 6]]))
        #> [[4 5 6]
        #>  [1 2 3]]

        ## rot90
        rot90(array([[1, 2], [3, 4]]))
        #> [[2 4]
        #>  [1 3]]

        ## diag
        diag(array([1, 2, 3]))
        #> [[1 0 0]
        #>  [0 2 0]
        #>  [0 0 3]]
        diag(array([[1, 2], [3, 4]]))
        #> [1 4]

        ## diagonal
        x = arange(9).reshape(3, 3)
        diagonal x
        #> [0 4 8]
        diagonal(x, offset=1)
        #> [1 5]

        ## tril
        x = arange(1, 10).reshape(3, 3)
        tril x
        #> [[1 0 0]
        #>  [4 5 0]
        #>  [7 8 9]]

        ## triu
        x = arange(1, 10).reshape(3, 3)
        triu(x, k=1)
        #> [[0 2 3]
        #>  [0 0 6]
        #>  [0 0 0]]

        ## reshape
        y = arange 6
        reshape(y, 2, 3)
        #> [[0 1 2]
        #>  [3 4 5]]
        y.reshape(-1, 1).shape
        #> (6, 1)

        ## ravel
        x = array([[1, 2], [3, 4]])
        ravel x
        #> [1 2 3 4]

        ## flatten
        w = array([[0.5], [-1.0]])
        flatten w
        #> [ 0.5 -1. ]

        ## expand_dims
        y = array([1.0, 2.0, 3.0])
        expand_dims y 1
        #> [[1.]
        #>  [2.]
        #>  [3.]]
        shape y y[:, None]
        #> y.shape (3,)
        #> y[:, None].shape (3, 1)

        ## squeeze
        y = zeros 5 1
        squeeze(y).shape
        #> (5,)

        ## atleast_1d
        atleast_1d 3.5
        #> [3.5]

        ## atleast_2d
        atleast_2d([1, 2, 3])
        #> [[1 2 3]]

        ## atleast_3d
        atleast_3d([1, 2, 3]).shape
        #> (1, 3, 1)

        ## broadcast_to
        b = array([10, 20])
        broadcast_to b (3, 2)
        #> [[10 20]
        #>  [10 20]
        #>  [10 20]]

        ## np.shape
        x = [[1, 2, 3], [4, 5, 6]]
        np.shape(x)
        #> (2, 3)

        ## ndim
        x = zeros 2 3
        ndim x
        #> 2

        ## size
        x = zeros 2 3
        size x
        #> 6
        size x 0
        #> 2

        ## copy
        w = array([1.0, 2.0])
        w_start = copy w
        w -= 0.5
        print(w, w_start)
        #> [0.5 1.5] [1. 2.]

        ## ascontiguousarray
        x = array([[1, 2], [3, 4]])
        ascontiguousarray(x.T)
        #> [[1 3]
        #>  [2 4]]

        ## concatenate
        old, new = array([[1, 2]]), array([[3, 4], [5, 6]])
        concatenate old new
        #> [[1 2]
        #>  [3 4]
        #>  [5 6]]
        concatenate([[1, 2], [3]])
        #> [1 2 3]

        ## stack
        a, b = array([1, 2]), array([3, 4])
        stack a b
        #> [[1 2]
        #>  [3 4]]
        stack([a, b], axis=1)
        #> [[1 3]
        #>  [2 4]]

        ## vstack
        x = array([[1, 2], [3, 4]])
        vstack(x, [5, 6])
        #> [[1 2]
        #>  [3 4]
        #>  [5 6]]

        ## hstack
        x = array([[2.0], [3.0]])
        hstack(ones(2, 1), x)
        #> [[1. 2.]
        #>  [1. 3.]]

        ## column_stack
        height, weight = array([1.7, 1.8]), array([65, 80])
        column_stack height weight
        #> [[ 1.7 65. ]
        #>  [ 1.8 80. ]]

        ## append
        losses = array([0.5, 0.4])
        losses = append losses 0.3
        losses
        #> [0.5 0.4 0.3]

        ## repeat
        repeat(array([1, 2]), 3)
        #> [1 1 1 2 2 2]
        repeat(array([[1, 2]]), 2, axis=0)
        #> [[1 2]
        #>  [1 2]]

        ## tile
        tile(array([1, 2]), 3)
        #> [1 2 1 2 1 2]
        tile(array([1, 2]), (2, 2))
        #> [[1 2 1 2]
        #>  [1 2 1 2]]

        ## roll
        roll(array([1, 2, 3, 4]), 1)
        #> [4 1 2 3]

        ## split
        split(arange(6), 3)
        #> [array([0, 1]), array([2, 3]), array([4, 5])]
        train_rows, test_rows = split(arange(10), [8])
        test_rows
        #> [8 9]

        ## array_split
        array_split(arange(7), 3)
        #> [array([0, 1, 2]), array([3, 4]), array([5, 6])]

        ## vsplit
        top, bottom = vsplit(arange(8).reshape(4, 2), 2)
        bottom
        #> [[4 5]
        #>  [6 7]]

        ## hsplit
        data = array([[1, 2, 10], [3, 4, 20]])
        x, y = hsplit(data, [2])
        shape x y
        #> x.shape (2, 2)
        #> y.shape (2, 1)
        y
        #> [[10]
        #>  [20]]

        ## take
        x = array([10, 20, 30, 40])
        take(x, [0, 3])
        #> [10 40]

        ## delete
        x = array([[1, 2, 3], [4, 5, 6]])
        delete(x, 1, axis=1)
        #> [[1 3]
        #>  [4 6]]

        ## insert
        insert(array([1, 2, 4]), 2, 3)
        #> [1 2 3 4]
        """#
}
