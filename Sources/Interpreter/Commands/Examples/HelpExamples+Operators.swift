extension HelpExamples {
    /// Examples of the functions of two tensors, and of choosing between elements.
    static let operators = #"""
        ## add
        add(array([1, 2]), 10)
        #> [11 12]
        x = array([[1], [2]])
        x + array([10, 20])
        #> [[11 21]
        #>  [12 22]]

        ## subtract
        y, y_hat = array([3.0, 5.0]), array([2.5, 5.5])
        subtract y y_hat
        #> [ 0.5 -0.5]

        ## multiply
        multiply(array([1, 2, 3]), array([2, 2, 0.5]))
        #> [2.  4.  1.5]

        ## divide
        divide(array([1, 2, 3]), 4)
        #> [0.25 0.5  0.75]

        ## true_divide
        true_divide 7 2
        #> 3.5

        ## floor_divide
        floor_divide(array([7, -7]), 2)
        #> [ 3 -4]

        ## mod
        mod(array([7, -7]), 3)
        #> [1 2]
        epoch = arange(1, 7)
        epoch[mod(epoch, 2) == 0]
        #> [2 4 6]

        ## remainder
        remainder(array([5.5, -5.5]), 2)
        #> [1.5 0.5]

        ## np.divmod
        np.divmod(array([7, -7]), 2)
        #> (array([ 3, -4]), array([1, 1]))

        ## power
        power 2 10
        #> 1024
        power(array([1, 2, 3]), 2)
        #> [1 4 9]

        ## float_power
        float_power(array([1, 2, 4]), -1)
        #> [1.   0.5  0.25]

        ## maximum
        z = array([-2.0, 0.5, 3.0])
        maximum(0, z)
        #> [0.  0.5 3. ]

        ## minimum
        minimum(array([1, 5, 3]), array([4, 2, nan]))
        #> [ 1.  2. nan]

        ## fmax
        fmax(array([1.0, nan]), array([0.5, 2.0]))
        #> [1. 2.]

        ## fmin
        fmin(array([1.0, nan]), array([0.5, 2.0]))
        #> [0.5 2. ]

        ## equal
        equal(array([1, 2, 3]), array([1, 5, 3]))
        #> [ True False  True]

        ## not_equal
        labels, guesses = array([0, 1, 1, 0]), array([0, 0, 1, 0])
        mean(not_equal(labels, guesses))
        #> 0.25

        ## less
        less(array([0.1, 0.5, 0.9]), 0.5)
        #> [ True False False]

        ## less_equal
        less_equal(array([0.1, 0.5, 0.9]), 0.5)
        #> [ True  True False]

        ## greater
        probabilities = array([0.1, 0.5, 0.9])
        greater probabilities 0.5
        #> [False False  True]

        ## greater_equal
        greater_equal(array([0.1, 0.5, 0.9]), 0.5)
        #> [False  True  True]

        ## logical_and
        x = array([1, 5, 9])
        logical_and(x > 2, x < 8)
        #> [False  True False]

        ## logical_or
        x = array([1, 5, 9])
        logical_or(x < 2, x > 8)
        #> [ True False  True]

        ## logical_xor
        logical_xor(array([True, True, False]), array([True, False, False]))
        #> [False  True False]

        ## logical_not
        logical_not(array([0, 1, 2]))
        #> [ True False False]

        ## bitwise_and
        bitwise_and 12 10
        #> 8
        x = array([1, 5, 9])
        x[(x > 2) & (x < 8)]
        #> [5]

        ## bitwise_or
        bitwise_or 12 10
        #> 14

        ## bitwise_xor
        bitwise_xor 12 10
        #> 6

        ## invert
        mask = array([True, False])
        invert mask
        #> [False  True]
        invert 5
        #> -6

        ## left_shift
        left_shift(1, arange(5))
        #> [ 1  2  4  8 16]

        ## right_shift
        right_shift 40 3
        #> 5

        ## where
        z = array([-2.0, 0.5, 3.0])
        where(z > 0, z, 0.1 * z)
        #> [-0.2  0.5  3. ]
        where(z > 0)
        #> (array([1, 2]),)

        ## clip
        clip(array([-0.5, 0.3, 1.7]), 0, 1)
        #> [0.  0.3 1. ]
        gradient = array([12.0, -0.2, -30.0])
        gradient.clip(-5, 5)
        #> [ 5.  -0.2 -5. ]

        ## nan_to_num
        nan_to_num(array([1.0, nan, 3.0]))
        #> [1. 0. 3.]
        nan_to_num(array([nan, inf]), nan=-1.0, posinf=99.0)
        #> [-1. 99.]

        ## heaviside
        heaviside(array([-1.5, 0.0, 2.0]), 0.5)
        #> [0.  0.5 1. ]

        ## interp
        interp(2.5, [1, 2, 3], [10, 20, 40])
        #> 30.0
        interp([0, 1.5, 9], [1, 2, 3], [10, 20, 40])
        #> [10. 15. 40.]
        """#
}
