extension HelpExamples {
    /// Examples of what Python has of its own.
    static let python = #"""
        ## print
        loss_now = 0.25
        print("Epoch", 10, ": loss", loss_now)
        #> Epoch 10 : loss 0.25
        print(1, 2, 3, sep=", ", end=".\n")
        #> 1, 2, 3.

        ## len
        x = zeros 10 5
        len x
        #> 10
        len([1, 2, 3])
        #> 3

        ## range
        for epoch in range(1, 4): print(epoch)
        #> 1
        #> 2
        #> 3
        list(range(10, 0, -3))
        #> [10, 7, 4, 1]

        ## slice
        first_rows = slice(0, 2)
        x = arange(8).reshape(4, 2)
        x[first_rows]
        #> [[0 1]
        #>  [2 3]]

        ## abs
        abs(-2.5)
        #> 2.5
        abs(array([-1, 2]))
        #> [1 2]

        ## pow
        pow 2 10
        #> 1024

        ## divmod
        minutes, seconds = divmod(137, 60)
        print(f"{minutes}:{seconds:02}")
        #> 2:17

        ## round
        round(2.71828, 2)
        #> 2.72
        round 2.5
        #> 2
        round(array([0.123, 4.567]), 1)
        #> [0.1 4.6]

        ## sum
        sum([1, 2, 3])
        #> 6
        sum([n ** 2 for n in range(4)])
        #> 14
        x = array([[1, 2], [3, 4]])
        sum x axis=0
        #> [4 6]

        ## min
        min 3 1 2
        #> 1
        min(['pear', 'fig'], key=len)
        #> fig

        ## max
        max([0.2, 0.9, 0.5])
        #> 0.9
        x = array([[1, 9], [5, 3]])
        max x axis=0
        #> [5 9]

        ## any
        losses = [0.5, 0.3, 0.01]
        any([value < 0.1 for value in losses])
        #> True

        ## all
        losses = [0.5, 0.3, 0.01]
        all([a > b for a, b in zip(losses, losses[1:])])
        #> True

        ## sorted
        sorted([3, 1, 2], reverse=True)
        #> [3, 2, 1]
        runs = [('lr=0.1', 0.03), ('lr=0.01', 0.2)]
        sorted(runs, key=lambda run: run[1])[0]
        #> ('lr=0.1', 0.03)

        ## reversed
        reversed([1, 2, 3])
        #> [3, 2, 1]

        ## zip
        for name, size in zip(['x', 'w'], [10, 5]): print(name, size)
        #> x 10
        #> w 5

        ## enumerate
        for i, row in enumerate(eye(2)): print(i, row)
        #> 0 [1. 0.]
        #> 1 [0. 1.]
        enumerate(['a', 'b'], start=1)
        #> [(1, 'a'), (2, 'b')]

        ## isinstance
        isinstance(0.01, float)
        #> True
        isinstance(3, (int, float))
        #> True
        isinstance(zeros(2), np.ndarray)
        #> True

        ## type
        type(0.5)
        #> <class 'float'>
        type(array([1]))
        #> <class 'numpy.ndarray'>

        ## callable
        callable(mean)
        #> True

        ## repr
        print(repr('two words'), repr(0.1))
        #> 'two words' 0.1

        ## format
        format(3.14159, '.2f')
        #> 3.14
        format(1234567, ',')
        #> 1,234,567

        ## int
        int(2.9)
        #> 2
        int('42') + 1
        #> 43
        int('ff', 16)
        #> 255

        ## float
        float('1e-3')
        #> 0.001
        float(array([2]).sum())
        #> 2.0

        ## bool
        bool([])
        #> False
        bool(0.1)
        #> True

        ## str
        'lr = ' + str(0.01)
        #> lr = 0.01

        ## list
        list((1, 2))
        #> [1, 2]
        list('abc')
        #> ['a', 'b', 'c']

        ## tuple
        tuple([10, 5])
        #> (10, 5)
        x = arange(6).reshape(tuple([2, 3]))
        x
        #> [[0 1 2]
        #>  [3 4 5]]

        ## ord
        ord('a')
        #> 97

        ## chr
        chr(955)
        #> λ
        ''.join([chr(97 + i) for i in range(3)])
        #> abc

        ## np.float64
        np.float64(1) / 3
        #> 0.3333333333333333
        np.float64('0.25')
        #> 0.25

        ## np.int64
        np.int64(7.9)
        #> 7

        ## np.bool_
        np.bool_(3)
        #> True
        """#
}
