/// The lessons of `tutorial`: their texts, the cells to type, and how these are judged.
///
/// Each begins with `## ` and its title. Running text is wrapped to the window. Lines indented by two spaces are the
/// cells to type, one per line; together they are the lesson's solution, which the tests run. Then follow:
///
/// - `check: CONDITION`: a condition for completing the lesson; if there are several, all must hold.
/// - `hint: CONDITION :: words`: the remark on a cell that doesn't complete the lesson; the first that holds.
/// - `done: words`: the remark on completion.
/// - `skip: runs`: if the user skips the lesson, its solution is run, since later lessons need it.
/// - `with: NAME` or `without: NAME`: the lesson is included only if a built-in of this name exists, or doesn't.
///
/// A condition is an expression, evaluated in the learner's workspace (`x.shape == (10, 5)`; false if it fails), or a
/// word and a text about the last cell: `printed (10, 5)`, `failed cannot multiply`, or `ran undo`, which holds if
/// the cell begins with the name and succeeds. For a cell that failed, only `failed` can hold.
enum Lessons {
    static let text = """
        ## Numbers that come again
        Type the lines that stand indented, each with Enter behind it. First some data: `seed` starts a stream of random numbers that is the same whenever this runs, and `rand 10 5` draws 10 rows of 5.

          seed 42
          x = rand 10 5

        skip: runs
        check: x.shape == (10, 5) and x[0, 0] == 0.3745401188473625
        hint: rand(1)[0] == 0.3745401188473625 :: The stream begins. Now the data: x = rand 10 5
        hint: x.shape == (5, 10) :: These are 5 rows of 10, and rows come first: seed 42 again, then x = rand 10 5
        hint: x.shape == (10, 5) :: This is data, but from another place of the stream. So that your numbers are those told here: seed 42, then x = rand 10 5
        hint: x.shape != (10, 5) :: x has another shape than 10 rows of 5: seed 42, then x = rand 10 5
        hint: ran seed :: Any seed gives numbers that come again; those told here are from seed 42
        done: The right edge says what a cell has set: x, of 10 rows and 5 columns.

        ## What is to be learnt
        y is made of the columns of x, each times a weight of its own, and a little noise. From now on pretend that you don't know w_true: training will look for it. `@` is the product of matrices.

          w_true = randn 5 1
          y = x @ w_true + 0.05 * randn(10, 1)

        skip: runs
        check: y.shape == (10, 1) and w_true.shape == (5, 1)
        hint: w_true.shape == (5,) :: w_true has one axis, and is neither row nor column. A column is wanted: w_true = randn 5 1
        hint: w_true.shape == (1, 5) :: w_true is a row, and x @ w_true wants a column: w_true = randn 5 1
        hint: w_true.shape != (5, 1) :: x has 5 columns, so there must be 5 weights: w_true = randn 5 1
        hint: y.shape == (10, 10) :: Something with one axis was added to each row, and made y (10, 10). With columns only it is y = x @ w_true + 0.05 * randn(10, 1)
        hint: w_true.shape == (5, 1) :: One true weight for each column of x. Now y = x @ w_true + 0.05 * randn(10, 1)

        ## Shapes
        Most mistakes are mistakes of shape, so look whenever you like. A name alone shows its numbers, `whos` lists all names, and Tab completes a word.

          shape x w_true y

        check: printed (10, 5)
        hint: printed (5, 1) :: Look at x, too: shape x w_true y
        done: (10, 5) is 10 rows of 5 columns; (10, 1) is one column.

        ## A first guess
        Training begins with any weights w and a bias b. `forward` predicts with them: it is x @ w + b.

          w = rand 5 1
          b = rand 1 1
          y_hat = forward x w b

        skip: runs
        check: y_hat.shape == (10, 1) and w.shape == (5, 1) and b.shape == (1, 1)
        hint: w.shape == (1, 5) :: w is a row, and x @ w wants a column: w = rand 5 1
        hint: w.shape == (5,) :: w has one axis, and the prediction would be no column: w = rand 5 1
        hint: w.shape != (5, 1) :: x has 5 columns, so there must be 5 weights: w = rand 5 1
        hint: b.shape == (1, 1) :: Both are there. Now predict: y_hat = forward x w b
        hint: b != None :: b is to be a tensor of one row and one column: b = rand 1 1
        hint: w.shape == (5, 1) :: Now the bias: b = rand 1 1

        ## How wrong it is
        The loss is the mean of the squared differences of y and y_hat.

          loss y y_hat

        check: _ == loss(y, y_hat)
        hint: _.shape == (10, 1) :: These are single numbers for each row; the mean of their squares is loss y y_hat
        done: Remember this number: training makes it smaller.

        ## A mistake on purpose
        Multiply what doesn't fit, and read what the message says. Nothing breaks: a cell that fails changes nothing. Then type what it proposes.

          x @ y
          x.T @ y

        check: _.shape == (5, 1) or _.shape == (1, 5)
        hint: failed cannot multiply :: x has 5 columns and y 10 rows. The last line of the message says what fits: x.T @ y, with rows and columns of x exchanged
        done: Messages name the shapes, and what would fit.

        ## Training
        `step` goes a little way down the slope of the loss, and its lr says how far. `train` repeats that, and sets losses.

          step 0.01
          train 2000 lr=0.01

        skip: runs
        check: len(losses) >= 500 and losses[-1] < losses[0]
        hint: not (losses[-1] < losses[0]) :: The loss has grown, so the rate is too large. Take it back with undo, then train 2000 lr=0.01
        hint: len(losses) < 500 :: The loss falls, but it takes more epochs. This goes on from here: train 2000 lr=0.01
        hint: printed MSE Loss :: That was one step. Now two thousand: train 2000 lr=0.01
        done: The loss has fallen a long way. `show w w_true` sets the weights found beside the true ones.

        ## Look at the losses
        losses holds the loss of each epoch, and a picture says more than numbers.

          plot losses

        with: plot
        check: ran plot
        done: Steep first, then flat: most is learnt early.

        ## Look at the losses
        losses holds the loss of each epoch. These are the last five:

          losses[-5:]

        without: plot
        check: ravel(_)[-1] == losses[-1]

        ## And back
        Every cell can be taken back: its names, values and random numbers. `undo` takes back the training, and `redo` does it again.

          undo
          redo

        check: ran redo
        check: len(losses) > 0
        hint: ran undo :: w is what it was before. Now forward again: redo

        ## Keep it
        A session is a text file of your cells and what they printed. It can be run again, changed in any editor, and checked: `descent check` says whether it still prints the same.

          save first.session

        check: ran save
        hint: failed there is a file :: Another name keeps that file, too: save second.session
        done: `replay first.session` runs its cells again here; from your system's shell, `descent first.session` does. Another model next? Sessions/logistic.session, xor.session and digits.session of Descent are lessons on them: `page Sessions/xor.session` reads one.
        """
}
