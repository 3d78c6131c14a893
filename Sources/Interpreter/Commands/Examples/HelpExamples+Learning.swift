extension HelpExamples {
    /// Examples of learning, and of looking at what was learnt.
    static let learning = #"""
        ## forward
        x = array([[1.0, 2.0], [3.0, 4.0]])
        w = array([[0.5], [-1.0]])
        b = array([[2.0]])
        y_hat = forward x w b
        y_hat
        #> [[ 0.5]
        #>  [-0.5]]

        ## loss
        y = array([[1.0], [2.0], [3.0]])
        y_hat = array([[1.5], [2.0], [2.0]])
        loss y y_hat
        #> 0.4166666666666667
        mean((y - y_hat) ** 2)
        #> 0.4166666666666667

        ## backward
        x, y = array([[1.0], [2.0]]), array([[3.0], [5.0]])
        w, b = zeros(1, 1), zeros(1, 1)
        w, b = backward(y, forward(x, w, b), w, b, x, 0.1)
        show w b
        #> w  (1, 1) float64, 8 bytes
        #>       [0]
        #> [0]  0.65
        #> b  (1, 1) float64, 8 bytes
        #>      [0]
        #> [0]  0.4

        ## step
        x, y = array([[1.0], [2.0]]), array([[3.0], [5.0]])
        w, b = zeros(1, 1), zeros(1, 1)
        step 0.1
        #> Epoch  1  : MSE Loss 17.0
        step 0.1
        #> Epoch  1  : MSE Loss 7.3462499999999995

        ## train
        seed 0
        x = rand 20 2
        y = x @ array([[2.0], [-1.0]]) + 0.5
        w, b = zeros(2, 1), zeros(1, 1)
        train 400 lr=0.5 every=200
        #> Epoch  1  : MSE Loss 1.0570387847210125
        #> Epoch  200  : MSE Loss 7.509331719604689e-05
        #> Epoch  400  : MSE Loss 2.694934616556009e-07
        round(w.ravel(), 2)
        #> [ 2. -1.]

        ## plot
        x = array([1.0, 2.0, 4.0])
        plot x (x ** 2)
        #> x ** 2 over x: 3 values, x 1 to 4, from 1 to 16, rising all the way
        losses = array([2.0, 0.5, 0.25, 0.2])
        plot losses
        #> losses: 4 values, 2 to 0.2, falling all the way
        plot losses log=True to="loss.svg"
        #> losses: 4 values, 2 to 0.2, falling all the way

        ## hist
        v = array([1.0, 2.0, 2.5, 9.0])
        hist v
        #> v: 4 values in 10 bins from 1 to 9, most (2) from 1.8 to 2.6
        hist v bins=2 range=(0, 4)
        #> v: 3 values in 2 bins from 0 to 4, most (2) from 2 to 4, 1 left out

        ## heat
        w = array([[0.5, -1.0], [2.0, 0.0]])
        heat w
        #> w: (2, 2), -1 at [0, 1] to 2 at [1, 0]

        ## surface
        x, y = array([[0.0], [1.0]]), array([[1.0], [3.0]])
        w, b = zeros(1, 1), zeros(1, 1)
        surface w b
        #> loss over w and b: 5 here at (0, 0), least 0 at (2, 1)
        w = ones 1 1
        surface b w
        #> loss over b and w: 2.5 here at (0, 1), least 0 at (1, 2)

        ## shape
        x, w = zeros(10, 5), zeros(5, 1)
        shape x w
        #> x.shape (10, 5)
        #> w.shape (5, 1)
        shape(x @ w)
        #> (x @ w).shape (10, 1)

        ## show
        w = array([[2.0], [-1.0]])
        show w
        #> w  (2, 1) float64, 16 bytes
        #>      [0]
        #> [0]   2.
        #> [1]  -1.

        ## why
        x = arange(6).reshape(3, 2)
        w = ones 2 1
        y = x @ w
        why y
        #> y  (3, 1)  [3] y = x @ w
        #> ├ x  (3, 2)  [1] x = arange(6).reshape(3, 2)
        #> └ w  (2, 1)  [2] w = ones 2 1

        ## whos
        lr = 0.01
        w = array([[2.0], [-1.0]])
        whos
        #> name  shape   type     bytes  cell  range or value
        #> lr            float        8  [1]   0.01
        #> w     (2, 1)  float64     16  [2]   -1.0 to 2.0
        #> 2 names, 24 bytes held
        """#
}
