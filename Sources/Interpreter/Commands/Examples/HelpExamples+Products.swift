extension HelpExamples {
    /// Examples of products and linear algebra.
    static let products = #"""
        ## dot
        dot(array([1, 2, 3]), array([4, 5, 6]))
        #> 32
        x, w = array([[1, 2], [3, 4]]), array([10, 1])
        dot x w
        #> [12 34]

        ## matmul
        x, w = array([[1, 2], [3, 4]]), array([[10], [1]])
        matmul x w
        #> [[12]
        #>  [34]]
        x @ w
        #> [[12]
        #>  [34]]

        ## outer
        outer([1, 2, 3], [10, 100])
        #> [[ 10 100]
        #>  [ 20 200]
        #>  [ 30 300]]

        ## inner
        inner([1, 2, 3], [0, 1, 0])
        #> 2

        ## vdot
        vdot([[1, 2], [3, 4]], [[1, 1], [2, 2]])
        #> 17

        ## kron
        kron(eye(2), [1, 5])
        #> [[1. 5. 0. 0.]
        #>  [0. 0. 1. 5.]]

        ## cross
        cross([1, 0, 0], [0, 1, 0])
        #> [0 0 1]

        ## trace
        x = array([[1, 2], [3, 4]])
        trace x
        #> 5

        ## isclose
        0.1 + 0.2 == 0.3
        #> False
        isclose(0.1 + 0.2, 0.3)
        #> True
        isclose([1.0, 2.0], [1.0, 2.1])
        #> [ True False]

        ## allclose
        x = array([[2.0, 1.0], [1.0, 3.0]])
        allclose(x @ inv(x), eye(2))
        #> True
        allclose([100, 200], [101, 199], rtol=0.05)
        #> True

        ## array_equal
        array_equal([1, 2], [1, 2])
        #> True
        array_equal(zeros(2), zeros(2, 1))
        #> False

        ## array_equiv
        array_equiv([1, 2], [[1, 2], [1, 2]])
        #> True

        ## solve
        A = array([[2.0, 1.0], [1.0, 3.0]])
        solve(A, [3, 5])
        #> [0.8 1.4]

        ## inv
        A = array([[2.0, 0.0], [0.0, 4.0]])
        inv A
        #> [[0.5  0.  ]
        #>  [0.   0.25]]

        ## det
        det(array([[1.0, 2.0], [2.0, 4.0]]))
        #> 0.0
        round(det(array([[3.0, 1.0], [1.0, 2.0]])), 6)
        #> 5.0

        ## slogdet
        sign_of, log_size = slogdet(0.1 * eye(400))
        print(sign_of, round(log_size, 6))
        #> 1.0 -921.034037
        det(0.1 * eye(400))
        #> 0.0

        ## matrix_power
        A = array([[1, 1], [1, 0]])
        matrix_power A 10
        #> [[89 55]
        #>  [55 34]]

        ## lstsq
        x = array([[1.0, 1.0], [1.0, 2.0], [1.0, 3.0]])
        y = array([3.0, 5.0, 7.0])
        w = lstsq(x, y)[0]
        round(w, 6)
        #> [1. 2.]

        ## polyfit
        x = array([0.0, 1.0, 2.0, 3.0])
        slope, intercept = polyfit(x, 2 * x + 1, 1)
        print(round(slope, 6), round(intercept, 6))
        #> 2.0 1.0

        ## norm
        norm(array([3.0, 4.0]))
        #> 5.0
        norm(array([3.0, -4.0]), 1)
        #> 7.0
        x = array([[3.0, 4.0], [6.0, 8.0]])
        norm x axis=1
        #> [ 5. 10.]

        ## cond
        cond(diag([100.0, 1.0]))
        #> 100.0

        ## matrix_rank
        matrix_rank(array([[1, 2], [2, 4]]))
        #> 1

        ## pinv
        x = array([[1.0, 0.0], [0.0, 2.0], [0.0, 0.0]])
        pinv(x).round(6)
        #> [[1.  0.  0. ]
        #>  [0.  0.5 0. ]]

        ## svd
        U, S, Vt = svd(array([[3.0, 0.0], [0.0, 2.0], [0.0, 0.0]]))
        S
        #> [3. 2.]
        shape U S Vt
        #> U.shape (3, 3)
        #> S.shape (2,)
        #> Vt.shape (2, 2)

        ## svdvals
        svdvals(diag([1.0, -5.0, 3.0]))
        #> [5. 3. 1.]

        ## eigh
        A = array([[2.0, 1.0], [1.0, 2.0]])
        values, vectors = eigh A
        values.round(6)
        #> [1. 3.]
        allclose(vectors @ diag(values) @ vectors.T, A)
        #> True

        ## eigvalsh
        x = array([[1.0, 1.0], [1.0, 2.0], [1.0, 3.0]])
        largest = eigvalsh(x.T @ x / len(x))[-1]
        print(f"stable below lr = {2 / largest:.4f}")
        #> stable below lr = 0.3606

        ## qr
        A = array([[3.0, 1.0], [4.0, 2.0]])
        Q, R = qr A
        round(Q @ R, 6)
        #> [[3. 1.]
        #>  [4. 2.]]
        allclose(Q.T @ Q, eye(2))
        #> True

        ## cholesky
        A = array([[4.0, 2.0], [2.0, 5.0]])
        L = cholesky A
        L
        #> [[2. 0.]
        #>  [1. 2.]]
        """#
}
