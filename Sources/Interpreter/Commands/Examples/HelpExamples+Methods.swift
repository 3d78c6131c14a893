extension HelpExamples {
    /// Examples of the methods of tensors, lists, tuples and strings.
    static let methods = #"""
        ## tensor.item
        loss_now = array([[0.25]])
        loss_now.item()
        #> 0.25
        x = array([[1, 2], [3, 4]])
        x.item(1, 0)
        #> 3

        ## tensor.tolist
        array([[1, 2], [3, 4]]).tolist()
        #> [[1, 2], [3, 4]]

        ## tensor.copy
        w = array([1.0, 2.0])
        best = w.copy()
        w[0] = 9
        best
        #> [1. 2.]

        ## tensor.astype
        labels = array([True, False, True])
        labels.astype(float)
        #> [1. 0. 1.]
        array([1.7, -1.7]).astype(int)
        #> [ 1 -1]

        ## tensor.flatten
        w = array([[0.5], [-1.0]])
        w.flatten()
        #> [ 0.5 -1. ]

        ## tensor.fill
        w = zeros 3
        w.fill(0.5)
        w
        #> [0.5 0.5 0.5]

        ## tensor.sort
        x = array([3, 1, 2])
        x.sort()
        x
        #> [1 2 3]

        ## list.append
        losses = []
        for epoch in range(3): losses.append(1 / 2 ** epoch)
        losses
        #> [1.0, 0.5, 0.25]

        ## list.extend
        rates = [0.1]
        rates.extend([0.01, 0.001])
        rates
        #> [0.1, 0.01, 0.001]

        ## list.insert
        names = ['w', 'b']
        names.insert(0, 'x')
        names
        #> ['x', 'w', 'b']

        ## list.pop
        queue = [1, 2, 3]
        queue.pop()
        #> 3
        queue.pop(0)
        #> 1
        queue
        #> [2]

        ## list.remove
        names = ['x', 'w', 'b']
        names.remove('w')
        names
        #> ['x', 'b']

        ## list.clear
        losses = [0.5, 0.4]
        losses.clear()
        len(losses)
        #> 0

        ## list.reverse
        steps = [1, 2, 3]
        steps.reverse()
        steps
        #> [3, 2, 1]

        ## list.sort
        runs = ['lr=0.1', 'lr=1', 'lr=0.01']
        runs.sort(key=len)
        runs
        #> ['lr=1', 'lr=0.1', 'lr=0.01']

        ## list.copy
        losses = [0.5, 0.4]
        before = losses.copy()
        losses.append(0.3)
        before
        #> [0.5, 0.4]

        ## list.count
        [0, 1, 1, 0, 1].count(1)
        #> 3

        ## list.index
        losses = [0.5, 0.1, 0.4]
        losses.index(min(losses))
        #> 1

        ## tuple.count
        (1, 2, 1).count(1)
        #> 2

        ## tuple.index
        ('x', 'w', 'b').index('w')
        #> 1

        ## string.format
        'epoch {} of {}'.format(3, 10)
        #> epoch 3 of 10
        '{name}: {value:.3f}'.format(name='loss', value=0.123456)
        #> loss: 0.123

        ## string.upper
        'mse'.upper()
        #> MSE

        ## string.lower
        'MSE Loss'.lower()
        #> mse loss

        ## string.title
        'mean squared error'.title()
        #> Mean Squared Error

        ## string.capitalize
        'linear regression'.capitalize()
        #> Linear regression

        ## string.swapcase
        'aB'.swapcase()
        #> Ab

        ## string.strip
        '  0.25  '.strip()
        #> 0.25
        '--w--'.strip('-')
        #> w

        ## string.lstrip
        '007'.lstrip('0')
        #> 7

        ## string.rstrip
        '0.2500'.rstrip('0')
        #> 0.25

        ## string.split
        'x w b'.split()
        #> ['x', 'w', 'b']
        [float(part) for part in '1.5,2,3'.split(',')]
        #> [1.5, 2.0, 3.0]

        ## string.splitlines
        'first\nsecond'.splitlines()
        #> ['first', 'second']

        ## string.join
        ', '.join(['x', 'w', 'b'])
        #> x, w, b
        ' '.join([str(n) for n in range(4)])
        #> 0 1 2 3

        ## string.replace
        '1,5'.replace(',', '.')
        #> 1.5

        ## string.startswith
        'loss_train'.startswith('loss')
        #> True

        ## string.endswith
        'weights.npy'.endswith(('.npy', '.npz'))
        #> True

        ## string.find
        'lr=0.01'.find('=')
        #> 2
        'lr'.find('=')
        #> -1

        ## string.index
        'lr=0.01'.index('=')
        #> 2

        ## string.count
        '1,2,,4'.count(',')
        #> 3

        ## string.ljust
        for name in ['w', 'y_hat']: print(name.ljust(8) + '|')
        #> w       |
        #> y_hat   |

        ## string.rjust
        for n in [1, 10, 100]: print(str(n).rjust(5))
        #>     1
        #>    10
        #>   100

        ## string.center
        ' results '.center(21, '-')
        #> ------ results ------

        ## string.zfill
        '7'.zfill(3)
        #> 007
        '-1.5'.zfill(6)
        #> -001.5

        ## string.isdigit
        '42'.isdigit()
        #> True
        '4.2'.isdigit()
        #> False

        ## string.isalpha
        'loss'.isalpha()
        #> True

        ## string.isalnum
        'layer2'.isalnum()
        #> True

        ## string.isspace
        ' \t'.isspace()
        #> True

        ## string.isupper
        'MSE'.isupper()
        #> True

        ## string.islower
        'MSE'.islower()
        #> False
        """#
}
