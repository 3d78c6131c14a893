extension HelpExamples {
    /// Examples of the random numbers, and of the methods of a generator.
    static let drawing = #"""
        ## seed
        seed 42
        rand 2
        #> [0.37454012 0.95071431]
        seed 42
        rand 2
        #> [0.37454012 0.95071431]

        ## rand
        seed 0
        rand 2 3
        #> [[0.5488135  0.71518937 0.60276338]
        #>  [0.54488318 0.4236548  0.64589411]]
        x = rand(100, 5)
        x.shape
        #> (100, 5)

        ## randn
        seed 1
        w = randn 3 1
        w
        #> [[ 1.62434536]
        #>  [-0.61175641]
        #>  [-0.52817175]]
        randn()
        #> -1.0729686221561705

        ## random
        seed 0
        random(3)
        #> [0.5488135  0.71518937 0.60276338]
        random((2, 2))
        #> [[0.54488318 0.4236548 ]
        #>  [0.64589411 0.43758721]]

        ## standard_normal
        seed 0
        standard_normal(size=(2, 2))
        #> [[1.76405235 0.40015721]
        #>  [0.97873798 2.2408932 ]]

        ## normal
        seed 0
        noise = normal(0, 0.05, size=4)
        noise
        #> [0.08820262 0.02000786 0.0489369  0.11204466]
        y = normal(20, 2, 1000)
        round(y.mean(), 1)
        #> 19.9

        ## uniform
        seed 0
        uniform -1 1 3
        #> [0.09762701 0.43037873 0.20552675]
        w = uniform(-0.5, 0.5, size=(4, 1))
        w.shape
        #> (4, 1)

        ## exponential
        seed 0
        waits = exponential(2.0, size=3)
        waits
        #> [1.59174902 2.51186153 1.84644629]

        ## poisson
        seed 0
        poisson(4, size=8)
        #> [6 7 1 8 4 3 7 3]

        ## randint
        seed 0
        randint 10
        #> 5
        dice = randint(1, 7, size=10)
        dice
        #> [1 4 4 4 2 4 6 3 5 1]

        ## choice
        seed 0
        choice([10, 20, 30], size=4)
        #> [10 20 10 20]
        rows = choice(10, size=3, replace=False)
        rows
        #> [9 1 7]
        choice(['a', 'b'], p=[0.1, 0.9])
        #> b

        ## permutation
        seed 0
        permutation 5
        #> [2 0 1 3 4]
        x = arange(6).reshape(3, 2)
        order = permutation(len(x))
        x[order]
        #> [[0 1]
        #>  [4 5]
        #>  [2 3]]

        ## shuffle
        seed 0
        batches = [1, 2, 3, 4]
        shuffle batches
        batches
        #> [3, 4, 2, 1]

        ## default_rng
        rng = default_rng(0)
        rng.random(2)
        #> [0.63696169 0.26978671]
        rng.normal(size=2)
        #> [0.64042265 0.10490012]

        ## generator.random
        rng = default_rng(0)
        rng.random()
        #> 0.6369616873214543
        rng.random((2, 2))
        #> [[0.26978671 0.04097352]
        #>  [0.01652764 0.81327024]]

        ## generator.standard_normal
        rng = default_rng(0)
        rng.standard_normal(3)
        #> [ 0.12573022 -0.13210486  0.64042265]

        ## generator.standard_exponential
        rng = default_rng(0)
        rng.standard_exponential(3)
        #> [0.6799319  1.0195971  0.01980666]

        ## generator.normal
        rng = default_rng(0)
        noise = rng.normal(0, 0.05, size=3)
        noise
        #> [ 0.00628651 -0.00660524  0.03202113]

        ## generator.uniform
        rng = default_rng(0)
        rng.uniform(-1, 1, size=3)
        #> [ 0.27392337 -0.46042657 -0.91805295]

        ## generator.exponential
        rng = default_rng(0)
        rng.exponential(2.0, size=3)
        #> [1.35986381 2.0391942  0.03961333]

        ## generator.poisson
        rng = default_rng(0)
        rng.poisson(4, size=8)
        #> [2 0 7 3 4 4 6 6]

        ## generator.integers
        rng = default_rng(0)
        rng.integers(10, size=5)
        #> [8 6 5 2 3]
        rng.integers(1, 6, size=5, endpoint=True)
        #> [1 1 1 2 5]

        ## generator.choice
        rng = default_rng(0)
        rng.choice([10, 20, 30], size=4)
        #> [30 20 20 10]
        rng.choice(100, size=3, replace=False)
        #> [ 4  7 30]

        ## generator.permutation
        rng = default_rng(0)
        rng.permutation(5)
        #> [2 4 3 0 1]

        ## generator.shuffle
        rng = default_rng(0)
        order = arange 5
        rng.shuffle(order)
        order
        #> [2 4 3 0 1]
        """#
}
