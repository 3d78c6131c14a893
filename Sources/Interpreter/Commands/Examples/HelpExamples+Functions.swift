extension HelpExamples {
    /// Examples of the functions of one tensor that work element by element.
    static let functions = #"""
        ## exp
        exp 1
        #> 2.718281828459045
        logits = array([0.0, 1.0, 2.0])
        exp(logits) / np.sum(exp(logits))
        #> [0.09003057 0.24472847 0.66524096]

        ## exp2
        exp2(arange(5))
        #> [ 1.  2.  4.  8. 16.]

        ## expm1
        expm1 1e-12
        #> 1.0000000000005e-12
        exp(1e-12) - 1
        #> 1.000088900582341e-12

        ## log
        log(array([1, e, 10]))
        #> [0.         1.         2.30258509]
        p = array([0.9, 0.2])
        -log(p)
        #> [0.10536052 1.60943791]

        ## log2
        log2(array([1, 2, 8, 1024]))
        #> [ 0.  1.  3. 10.]

        ## log10
        log10(array([0.001, 1, 100]))
        #> [-3.  0.  2.]

        ## log1p
        log1p 1e-12
        #> 9.999999999995e-13
        log(1 + 1e-12)
        #> 1.000088900581841e-12

        ## sqrt
        sqrt 2
        #> 1.4142135623730951
        errors = array([3.0, -4.0])
        sqrt(mean(errors ** 2))
        #> 3.5355339059327378

        ## square
        residuals = array([0.5, -1.0, 2.0])
        square residuals
        #> [0.25 1.   4.  ]

        ## reciprocal
        reciprocal(array([2.0, 4.0, 0.5]))
        #> [0.5  0.25 2.  ]

        ## negative
        negative(array([1, -2, 0]))
        #> [-1  2  0]

        ## positive
        x = array([-1, 2])
        positive x
        #> [-1  2]

        ## np.abs
        np.abs(array([[-1.5, 2.0], [0.0, -3.0]]))
        #> [[1.5 2. ]
        #>  [0.  3. ]]

        ## absolute
        residuals = array([0.5, -1.5])
        absolute residuals
        #> [0.5 1.5]
        mean(absolute(residuals))
        #> 1.0

        ## fabs
        fabs(array([-2, 3]))
        #> [2. 3.]

        ## sign
        sign(array([-2.5, 0.0, 3.0]))
        #> [-1.  0.  1.]

        ## sin
        sin(array([0, pi / 6, pi / 2]))
        #> [0.  0.5 1. ]
        x = linspace 0 1 5
        y = 3 * sin(2 * pi * x) + 1
        y.round(6)
        #> [ 1.  4.  1. -2.  1.]

        ## cos
        cos(array([0, pi]))
        #> [ 1. -1.]

        ## tan
        tan(array([0, pi / 4]))
        #> [0. 1.]

        ## arcsin
        rad2deg(arcsin(array([0.5, 1.0])))
        #> [30. 90.]

        ## arccos
        rad2deg(arccos(array([1.0, 0.0, -1.0])))
        #> [  0.  90. 180.]

        ## arctan
        arctan(array([0, 1, inf]))
        #> [0.         0.78539816 1.57079633]

        ## arctan2
        rad2deg(arctan2(array([1, -1]), array([-1, -1])))
        #> [ 135. -135.]

        ## sinh
        sinh(array([0, 1]))
        #> [0.         1.17520119]

        ## cosh
        cosh(array([-1, 0, 1]))
        #> [1.54308063 1.         1.54308063]

        ## tanh
        tanh(array([-100, 0, 0.5]))
        #> [-1.          0.          0.46211716]

        ## hypot
        hypot 3 4
        #> 5.0

        ## deg2rad
        deg2rad 180
        #> 3.141592653589793

        ## rad2deg
        rad2deg(array([pi / 2, pi]))
        #> [ 90. 180.]

        ## np.round
        np.round(array([0.125, 2.5, 3.14159]), 2)
        #> [0.12 2.5  3.14]
        np.round(array([0.5, 1.5, 2.5]))
        #> [0. 2. 2.]

        ## around
        around(array([12.345, 67.891]), decimals=1)
        #> [12.3 67.9]
        around(array([1234, 5678]), -2)
        #> [1200 5700]

        ## rint
        rint(array([-1.7, 0.5, 1.5]))
        #> [-2.  0.  2.]

        ## floor
        floor(array([-1.5, 1.5, 2.0]))
        #> [-2.  1.  2.]

        ## ceil
        ceil(array([-1.5, 1.5, 2.0]))
        #> [-1.  2.  2.]

        ## trunc
        trunc(array([-1.7, 1.7]))
        #> [-1.  1.]

        ## isnan
        y = array([1.0, nan, 3.0])
        isnan y
        #> [False  True False]
        y[~isnan(y)]
        #> [1. 3.]

        ## isinf
        isinf(array([1.0, -inf, nan]))
        #> [False  True False]

        ## isfinite
        losses = array([0.5, inf, nan])
        isfinite losses
        #> [ True False False]
        all(isfinite(losses))
        #> False
        """#
}
