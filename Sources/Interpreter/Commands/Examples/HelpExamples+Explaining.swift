extension HelpExamples {
    /// Examples of seeing what numbers do.
    static let explaining = #"""
        ## explain
        x, w, b = array([[1.0], [2.0]]), array([[0.5]]), zeros(1)
        explain x @ w + b
        #> x @ w + b  (2, 1) float64  b stretched from (1,) to (2, 1)
        #> ├ x @ w  (2, 1) float64
        #> │ │  each element sums 1 product, over the columns of x and the rows of w
        #> │ ├ x  (2, 1) float64
        #> │ └ w  (1, 1) float64 0.5
        #> └ b  (1,) float64 0.0
        explain w * 2 > 0.5
        #> w * 2 > 0.5  (1, 1) bool 1 of 1 True
        #> └ w * 2  (1, 1) float64 1.0
        #>   └ w  (1, 1) float64 0.5

        ## diagnose
        x = array([[1.0, 200.0], [2.0, 100.0], [3.0, 300.0]])
        y = array([[2.0], [3.0], [5.0]])
        w, b = zeros(2, 1), zeros(1, 1)
        diagnose
        #> rate limit  lr < 4.285e-05 = 2/λmax of ZᵀZ/n, Z being x (3, 2) with a
        #>             column of ones
        #> condition   4.448e+05 = λmax/λmin, 4.667e+04/0.1049
        #> lr=0.01     grows: the steepest direction's error is multiplied by 465.7
        #>             an epoch
        #> fastest     lr=4.285e-05, a tenth in 512134 epochs
        #> loss        12.67 now, 0 is possible
        #> advice      lr ≤ 4.2e-05, or standardise columns 0 and 1 of x: then the
        #>             condition is 3 and lr ≤ 1.3 does

        ## head
        x = arange(24).reshape(12, 2) / 10
        head x n=2
        #> x  (12, 2) float64, 192 bytes
        #>      [0]  [1]
        #> [0]  0.   0.1
        #> [1]  0.2  0.3
        #> …

        ## tail
        x = arange(24).reshape(12, 2) / 10
        tail x n=2
        #> x  (12, 2) float64, 192 bytes
        #>       [0]  [1]
        #> …
        #> [10]  2.   2.1
        #> [11]  2.2  2.3

        ## find
        x = array([[1.0, nan], [2.0, 4.0], [inf, nan]])
        find x
        #> x has 2 nan and 1 infinite of 6 elements, shape (3, 2)
        #>   [0, 1] nan, [2, 0] inf, [2, 1] nan
        find(x > 1.5)
        #> x > 1.5 is True in 3 of 6 elements, shape (3, 2)
        #>   [1, 0], [1, 1], [2, 0]

        ## page
        x = arange 3
        page x
        #> x  (3,) int64, 24 bytes
        #> [0]  0
        #> [1]  1
        #> [2]  2
        """#
}
