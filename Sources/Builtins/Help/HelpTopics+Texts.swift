internal import Interpreter

extension HelpTopics {
    /// The topics.
    static let topics: [String: String] = [
        "language": """
        The language is Python, without async, metaclasses, eval and exec. Each of these words has its own page.

        blocks :: if elif else for while match def
        generators :: yield, and values made one by one: the page generators
        classes :: class, and what belongs to objects: the page class
        exceptions :: try raise with: the pages try and with
        statements :: assert del global nonlocal import pass return break continue
        values :: lambda True False None and or not in is
        containers :: list tuple dict set, and the page dictionaries

        A line that leaves a bracket open or opens a block continues on the next line. A `;` after an expression hides its value. `_` is the value shown last.
        """,
        "dictionaries": """
        A dictionary holds values by key; a set holds each item once. Both are Python's.

          rates = {"sgd": 0.01, "adam": 0.001}
          rates["sgd"] = 0.1
          for name, rate in rates.items(): print(name, rate)
          squares = {n: n ** 2 for n in range(5)}
          seen = {1, 2} | {3}

        d[key] = v, del d[key] :: set a key's value, remove it; `key in d`, d.get(key, v)
        d.keys() d.values() d.items() :: views, which show later changes; a loop over d visits its keys
        d | e, d |= e :: both dictionaries; {**d, key: v} makes a new one
        s | t, s & t, s - t, s ^ t :: union, intersection, difference, symmetric difference; s <= t asks for a subset

        A key, or an item of a set, must be immutable: a string, a number, a tuple, a frozenset. Keys keep the order in which they were added; a set has CPython's order.
        """,
        "types": """
        int :: a whole number of any length; 64 bits in a tensor
        float :: a number with a decimal point: 0.1, 1e-3, inf, nan
        bool :: True or False
        str :: text in quotes: 'a', "b"
        list :: [1, 2]: items of any kind, changed by l.append(v) and l[0] = v
        tuple :: (1, 2): items that can't be changed
        tensor :: NumPy's array, of floats, ints or bools: array([1, 2]), zeros(3)
        None :: no value; it isn't shown

        Names refer to values, as in Python. After a = b both are the same list or tensor: a[0] = 1 changes b, too, and a function changes its caller's. A slice of a tensor is a view of it. x.copy() is independent.

        type(x) is the type of x. help tensor, help list, help str and help rng list their methods.
        """,
        "numpy": """
        np.name and most bare names mean NumPy's functions, with NumPy's digits. `import numpy as np` is accepted but not needed.

        sum, max … :: without np. they are Python's own; np.sum and np.max are NumPy's, and so are sum and max with axis=
        element types :: bool, int8 to int64, uint8 to uint64, float32, float64, complex64, complex128, texts (str); no float16; some functions take only float64, int64 and bool, and say so
        digits :: those of NumPy 2.4 with OpenBLAS's Haswell kernels at one thread, on any machine
        tanh :: the C library's; it may differ in the last digit
        linalg :: NumPy's digits on x86-64 with AVX2, elsewhere equal to 1e-10; eig orders eigenvalues in its own way beyond 75 rows; for complex matrices there are norm, products, powers, solve, inv, det, slogdet, eig and eigvals, equal to 1e-10
        argsort :: equal elements keep their order

        help np lists all names; help np.random, help np.linalg and help np.fft theirs.
        """,
        "shapes": """
        x.shape is a tuple of the axes' lengths; `shape x w` prints a line for each.

        (10, 5) :: 10 rows of 5 columns
        (10, 1) :: a column
        (10,) :: one axis: neither row nor column
        () :: a single number

        x @ w needs equal inner lengths: (10, 5) @ (5, 1) is (10, 1). reshape, ravel, x.T and x[:, None] change shapes. `loss` refuses (10,) against (10, 1), which would broadcast to (10, 10). See broadcasting.
        """,
        "training": """
        train repeats one step: predict, print the loss, step down its gradient. With r = x @ w + b - y of n rows:

        loss :: mean(r**2)
        w :: becomes w - lr * x.T @ r / n
        b :: becomes b - lr * sum(r, axis=0) / n

        Weights that don't exist yet start as zeros, in the shapes that x and y need; y of shape (n,) is taken as a column where the prediction is one. train stops at a loss that isn't finite or exceeds 1e12 times the first: losses is kept, and w, b and y_hat are restored.

        train 200 lr=[0.01, 0.1, 1] trains with each rate from the same weights, and does not change them or y_hat: losses gets a row for each rate, nan after it diverged or tol stopped it, and the last loss of each is printed. Ctrl-C undoes it.

        Gradients leave out the factor 2; lr makes up for it. There are two ways to compute the epochs:

        method=exact :: the default: each epoch reads x once, on all processors, with NumPy's digits
        method=gram :: with Z = [x 1], v = [w; b] and u the least-squares solution, loss(v) = loss(u) + (2 d.T @ Z.T @ r(u) + d.T @ G @ d) / n for G = Z.T @ Z and d = v - u. G takes one pass over x, u two more; after that the cost of an epoch depends on the weights alone, because steps along G's eigenvectors are independent (Golub and Van Loan, Matrix Computations). Losses agree to at least 12 digits, but not to the last one.
        method=auto :: gram where it pays, else exact

        gram is for tall x. Where G is too ill-conditioned for 12 digits, x has more than 256 columns, or you have functions of your own, epochs are exact, and a note says so.
        """,
        "models": """
        Any model is trained that is written as forward(x, w1, b1, …): the parameters are the workspace's w1, b1 and so on (arrays, numbers, lists and dictionaries of them, or an object that has them as attributes), and gradients come from the rules of grad. Without backward of your own, that is; with it, it makes each step.

        loss=mse :: mean((y - y_hat)**2), whose gradient leaves the factor 2 to lr and counts rows, as backward does; the default
        loss=mae :: mean(abs(y - y_hat))
        loss=huber :: mean of r**2 / 2 where abs(r) <= 1, else abs(r) - 1/2
        loss=logistic :: y of 0 and 1; forward gives scores, before the sigmoid
        loss=softmax :: y a class a row, or rows; forward gives scores, before softmax
        loss=f :: a function of your own, f(y, y_hat), differentiated as written; one named loss is taken by itself

        optimizer=sgd :: p = p - lr * g
        optimizer=momentum :: v = 0.9 v + g, p = p - lr v (Sutskever, Martens, Dahl, Hinton 2013)
        optimizer=rmsprop :: s = 0.9 s + 0.1 g**2, p = p - lr g / (sqrt(s) + 1e-8), lr=0.001 (Hinton, lecture 6e, 2012)
        optimizer=adam :: beta1=0.9, beta2=0.999, eps=1e-8, lr=0.001 (Kingma and Ba 2015, algorithm 1)

        batch= steps once for so many rows, in an order that the session's random stream draws each epoch. holdout= and x_val= y_val= tell a validation loss too, and losses has a column for it. patience= stops when that (or else the loss) has not become better, and keeps the best parameters. decay= takes lr * decay of each parameter in a step; clip= cuts the gradient of all parameters to a length.

        explain step shows each gradient with its check, diagnose tells norms, saturated and dead units.
        """,
        "gradients": """
        grad(f) is the function that gives f's slope in its first argument, argnums=1 or (0, 1) in others. f runs as it is written, with loops and branches; what it does with NumPy is recorded and walked back. These have a derivative:

        elementwise :: + - * / ** % abs exp log sqrt sin cos tan tanh and their kin, maximum minimum clip where hypot arctan2 logaddexp sigmoid relu
        reductions :: sum mean prod max min var std median average ptp norm, along any axes; cumsum cumprod diff sort
        products :: @ dot inner outer tensordot einsum trace convolve; linalg.solve inv det slogdet norm
        factorisations :: linalg.cholesky eigh eigvalsh svd
        shapes :: indexing and slicing, assignment by index to arrays made in f, reshape ravel transpose squeeze expand_dims broadcast_to concatenate stack vstack hstack repeat tile roll flip take diag tril triu

        Where two are equal max and maximum share the slope; sign, floor, argmax and comparisons have none. What would lose the gradient is refused: float(), int(), math.exp, writing into a plain array, changing an argument in place.
        """,
        "tables": """
        A table has named columns of numbers, texts or truth values: what pandas calls a DataFrame, and looks and answers as pandas 3 does.

        import pandas as pd :: brings its names: pd.read_csv, pd.DataFrame, pd.concat, pd.get_dummies, pd.merge and their kin
        t = pd.read_csv("tips.csv") :: a file with texts as a table
        t["tip"] or t.tip :: a column; t[["tip", "size"]] several
        t[t.tip > 2] :: the rows where a condition holds; (a) & (b) joins two
        t["share"] = t.tip / t.bill :: a new column
        t.loc[t.tip > 2, "tip"] = 0 :: changes values where they stand
        t.dropna() and t.fillna(0) :: without the rows that have gaps, and with something in them
        t.groupby("day").tip.mean() :: a number for each group; agg(["mean", "count"]) several
        t.sort_values("tip") :: rows in order; t.day.value_counts() counts
        t[["bill", "tip"]].to_numpy() :: the numbers as a matrix, for forward, train and all else
        head t 3, stats t, shape t :: look at it; plot t.bill t.tip and hist t.tip draw
        save t.csv t :: writes it, names and texts too

        Rows have one label, and columns one name: groupby(["day", "time"], as_index=False) keeps both as columns. There are no dates, categories or regular expressions in columns. What isn't there says so.
        """,
        "plots": """
        plot draws in the terminal, at its size, with a sentence below that says what there is to see. Only the sentence is recorded. It alone is printed where there is no terminal, or with `descent --plain`.

        plot v :: v over its index, losses over its epochs; a matrix as a line for each row, x.T for each column
        plot x y :: y over x: a line where x rises, else points. Two tensors are always x and y
        plot x y fit=y_hat :: points, and a line through the fitted values
        plot a b c :: three or more over their index; `plot a b x=t` draws each over t, two as well
        log=True :: a logarithmic axis; values that are not positive are left out, which is said
        hist x bins=20 :: how many elements fall into each bin of np.histogram
        heat w :: a matrix as shaded cells, the first row on top
        surface w[0] b :: the loss over two elements of w and b, all others fixed, with the path of the last train
        to="loss.svg" :: writes a picture instead, readable on light and dark backgrounds
        import matplotlib.pyplot as plt :: plt.plot, scatter, bar, hist, imshow, contourf, subplots and similar calls build a figure; lines typed one after another build one figure. plt.show() draws it, and so does the end of a pasted cell or a notebook cell; plt.savefig("a.png") writes it

        train 200 lr=[0.01, 0.1, 1] draws the losses of several rates, each from the same weights, which are not changed. nan and inf are gaps.
        """,
        "broadcasting": """
        Two shapes are aligned at their last axis; lengths must be equal, or one of them 1 or missing. The length 1 is stretched.

        (10, 5) + (5,) :: is (10, 5): a row added to each row
        (10, 5) + (10, 1) :: is (10, 5): a column added to each column
        (10, 1) + (10,) :: is (10, 10): every pair, rarely what was meant
        (10, 5) + (10,) :: an error: 5 and 10 differ

        x[:, None] makes a column of (10,); x.reshape(-1, 1) too.
        """,
        "indexing": """
        Numbers count from 0, and from the end when negative; a slice ends before its stop.

        x[0] :: the first row, or element
        x[-1] :: the last one
        x[2, 1] :: row 2, column 1
        x[:, 1] :: column 1
        x[1:4] :: rows 1, 2 and 3
        x[::2] :: every second row
        x[:, None] :: a new axis of length 1
        x[x > 0] :: the elements for which the condition is true
        x[[0, 2]] :: rows 0 and 2
        x[0, 0] = 3 :: changes x, and no other name
        """,
        "formatting": """
        print(x) shows values as Python and NumPy do. An f-string fills in values; a format follows a colon:

        f"{x:.3f}" :: three decimals
        f"{x:8.2f}" :: in 8 columns
        f"{x:.2e}" :: with an exponent
        f"{n:5d}" :: a whole number in 5 columns
        f"{s:<10}" :: text aligned left in 10 columns
        f"{p:.1%}" :: as a percentage
        f"{x=}" :: the name too

        "%.3f" % x and "{:.3f}".format(x) mean the same.
        """,
        "random": """
        seed n starts the stream of np.random.seed(n), from which rand, randn, normal, randint and the others draw. The first draw without a seed picks one, says so, and the session keeps it.

          seed 42
          x = rand 10 5

        default_rng(7) makes a separate generator, as in NumPy: rng = default_rng(7), then rng.normal(size=3). help rng lists its methods.
        """,
        "files": """
        load path :: reads a file: x = load data.csv; of numbers a matrix, of text too a table
        save path x :: writes one

        .npy :: one tensor, as np.save writes it
        .npz :: several tensors with their names
        .csv, .txt :: rows and columns of text

        A file takes its place when its cell has succeeded: one that fails leaves none behind. No command replaces a file that the session has loaded. At the prompt save and to= refuse others that are there, too, unless replace=True is given; a replay replaces what it wrote before. NumPy's np.save and the like replace any. undo leaves files as they are, and says so.

        open reads and writes text, as in Python: with open("notes.txt") as file: lines = file.readlines().

        A path with blanks stands in quotes. Sessions are run by `descent FILE`: see sessions.
        """,
        "commands": """
        A call with plain arguments can be typed as words: a name, a blank, then words.

          rand 10 5                 means rand(10, 5)
          w = rand n_features k     works to the right of =, too
          train 2000 lr=0.01        no blanks around this =
          plus (a + b) -3           anything else in parentheses

        What parses as Python is Python: `x -1` subtracts, `f [1]` indexes. Commands without required arguments run when named alone: whos, step, loss. Other functions named alone show their signature.
        """,
        "keys": """
        Enter :: runs the cell; goes on where a bracket or a block is open, and an empty line ends the block
        Alt-Enter :: runs the cell from any of its lines
        Ctrl-O :: begins a new line
        Right, Ctrl-E :: at the end take the suggestion in grey; Alt-Right (Alt-F) takes a word of it
        Up, Down :: by a row; from the first and the last to earlier and later inputs, those that begin with what is typed
        Ctrl-R :: searches the inputs backwards
        Tab :: completes a name, an attribute, a keyword, a value that fits or a path; twice shows all that fit, again goes through them (Shift-Tab back), and typing leaves fewer
        Left, Right :: by a character; Ctrl-B, Ctrl-F too
        Esc b, Esc f :: by a word (Alt-B, Alt-F)
        Ctrl-A, Ctrl-E :: to the beginning and the end
        Ctrl-D :: deletes a character; leaves on an empty line
        Ctrl-K, Ctrl-U :: cut to the end; cut the line
        Ctrl-W :: cuts the word before
        Ctrl-Y :: puts back what was cut
        Ctrl-L :: clears the screen
        Ctrl-X Ctrl-E :: edits the cell in $VISUAL or $EDITOR
        Ctrl-C :: drops the line; stops a cell that runs, which is undone (a `train` at the end of a cell keeps its epochs so far)
        Ctrl-Z :: sets the shell aside; `fg` brings it back

        A pasted block is one cell, tabs and empty lines included, and Enter runs it. In an upper line of a cell Enter opens a new line. Several lines are recalled and edited as one input; after an error the cursor stands where it was. A cell that begins with a blank is left out of the history.

        Output of help, history, whos and show that is longer than the screen can be leafed through: space goes on, b back, / searches, q leaves. PAGER=cat shows it at once.

        Keys can be bound in ~/.editrc, as for every program that uses libedit: `bind -v` there gives vi's keys.
        """,
        "sessions": """
        A session is a text file, program and record at once: `# %%` opens a cell, and `#> ` lines hold what it printed. A line `#< text` after a statement is the answer to its `input()`. A line `#! error: …` after a cell says that the cell must fail. A line `#~ 1e-9` above a statement is the relative tolerance of the numbers in its next output (`#~ 1e-9 1e-12`: relative and absolute). Lines `#= w 8d1f0a62c4e97b35` at the end of a cell are digests of the bits of the values that it sets, so that a difference is found where it arises and not where it is printed; `#= "data.csv" 5b0c…` is the digest of a file that the cell read, so that `check` reports when that has changed. A line `#= np.linalg x86-64-avx2` says that the cell used a matrix factorisation, and on what kind of machine: the bits hold on x86-64 with AVX2, and elsewhere `check` says so and compares to 1e-10.

        replay FILE :: runs its cells here, as if you typed them
        check FILE :: runs it in a separate workspace and compares what it prints with what is recorded
        page FILE :: shows its titles, text, inputs and recorded outputs; nothing runs
        descent FILE :: replays it with its prompts, and stays at the prompt in its workspace
        descent run FILE :: runs it, or a Python script or a Jupyter notebook, and ends; --echo shows the inputs too
        descent run FILE --set lr=0.1 :: gives a name in the cell `# %% parameters` another value; --seed 7 replaces the seed that the file sets
        descent watch FILE :: runs it again whenever an editor saves it, from the first changed cell on; Ctrl-C ends it
        descent import FILE.ipynb :: makes a session from a notebook or script, and says what it leaves out
        descent run --step FILE :: goes through it cell by cell: see lessons
        descent check FILE… :: checks files; --rtol and --atol compare numbers with a tolerance (and no digests), --jobs 4 checks four at a time, --json and --junit PATH are for programs
        descent update FILE… :: records again what they print, and renews the digests that are there; --digests writes them for all cells
        descent compare A B :: runs both and reports the first cell and element where they differ
        descent export FILE OUT.py :: writes NumPy code that prints the same; OUT.ipynb as a notebook, OUT.html as a page; --without solution leaves out the cells with this tag, as in `# %% [3] fit a line tags=["solution"]`

        At the prompt every cell is kept, with a seed where you set none:

        record lesson.session :: writes the cells so far, and each new one as it ends
        save lesson.session :: writes the cells that made the current workspace
        extract w w.session :: writes the smallest session that makes w
        descent --resume :: restores a session that was not saved, after a crash too

        Notes, warnings, durations, help and history are not recorded.
        """,
        "lessons": """
        A session can be read as a lesson: cells have titles, and Markdown cells stand between them.

          # %% [markdown]
          # The *mean* is the sum divided by the count.
          # %% [2] the mean of three numbers
          x = array([1, 2, 6]); x.mean()

        page FILE :: shows all of it; nothing runs
        descent run --step FILE :: shows a cell with its title and the text before it, and waits; with -i it stays at the prompt at the end
        descent run --echo FILE :: runs all of it, and shows titles and text too

        Answers to --step, from the keyboard or a pipe:

        Enter :: runs the cell and shows the next
        b :: goes back one cell, which is undone
        q, Ctrl-D :: ends the lesson
        anything else :: runs as a trial cell, which is undone before the lesson continues, random numbers and files included; (b) and (q) show variables of these names
        Ctrl-C :: stops and undoes a running cell; discards what is typed
        """,
        "travel": """
        Every cell leaves a state: names, values and random numbers. undo, redo and goto return to any of them.

        undo :: takes back the last cell that changed something; undo 3 the last three
        redo :: repeats what was undone, until another cell changes something
        goto 4 :: goes to the state that cell [4] left; goto 0 to the beginning
        diff 2 5 :: shows what differs between the states of two cells
        history :: lists the cells, what they set, and which are undone
        rerun 2 4 :: runs cells again, as new ones
        edit 2 :: opens a cell in your editor, then runs it and all later cells again

        An undone cell is not part of the session: `save` and `record` write exactly the cells that made the current workspace.

        Each value knows where it comes from, whichever name it was changed through. `why w` shows the cell that made it and the values it was computed from. A value is stale when one of these has been set or changed since; the right edge of the prompt says so.
        """,
        "startup": """
        A shell at a terminal first runs the cells of ~/.config/descent/init.session, if that file exists (or of $XDG_CONFIG_HOME/descent/init.session, or of the file that DESCENT_INIT names; of none if that is empty). It is a session like any other: names, functions and a seed that each of your sessions should have.

        Nothing is hidden: a note says which cells ran, they come first in the session, and `save` and `record` write them too, so that the file replays without your init.session. A cell that fails is reported with file and line; later ones don't run, and the shell starts.

        --no-init :: skips it
        --quiet, -q :: hides the first line, which names the version; so does an empty DESCENT_BANNER

        Files, pipes, `-c` and --resume run without either; a resumed session already contains it.
        """,
    ]
}
