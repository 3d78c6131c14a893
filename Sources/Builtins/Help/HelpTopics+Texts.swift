internal import Interpreter

extension HelpTopics {
    /// The topics.
    static let topics: [String: String] = [
        "language": """
        The language is a part of Python; each of these words has a page of its own.

        blocks :: if elif else for while match def
        generators :: yield, and values made one by one: the page generators
        classes :: class, and what belongs to objects: the page class
        exceptions :: try raise with: the pages try and with
        statements :: assert del global nonlocal import pass return break continue
        values :: lambda True False None and or not in is
        containers :: list tuple dict set, and the page dictionaries

        A line that leaves a bracket open or opens a block goes on; a `;` behind an expression keeps its value from being shown; `_` is the value shown last.
        """,
        "dictionaries": """
        A dictionary holds values by keys, a set holds items once each; both are Python's.

          rates = {"sgd": 0.01, "adam": 0.001}
          rates["sgd"] = 0.1
          for name, rate in rates.items(): print(name, rate)
          squares = {n: n ** 2 for n in range(5)}
          seen = {1, 2} | {3}

        d[key] = v, del d[key] :: give a key a value, take it out; `key in d`, d.get(key, v)
        d.keys() d.values() d.items() :: views, which see later changes; a loop over d goes through its keys
        d | e, d |= e :: both dictionaries; {**d, key: v} makes another one
        s | t, s & t, s - t, s ^ t :: sets together, in common, without, in one only; s <= t asks for a subset

        A key, or an item of a set, is something that never changes: a string, a number, a tuple, a frozenset. Keys keep the order in which they came; a set has CPython's order.
        """,
        "types": """
        int :: a whole number of any length; in a tensor of 64 bits
        float :: a number with a point: 0.1, 1e-3, inf, nan
        bool :: True or False
        str :: text in quotes: 'a', "b"
        list :: [1, 2]: items of any kind, changed by l.append(v) and l[0] = v
        tuple :: (1, 2): items that stay
        tensor :: NumPy's array, of floats, ints or bools: array([1, 2]), zeros(3)
        None :: no value; it isn't shown

        Names refer to values, as in Python. After a = b both are one list or tensor: a[0] = 1 changes b, too, and a function changes its caller's. A slice of a tensor is a view of it. x.copy() is apart.

        type(x) tells which one x is. help tensor, help list, help str and help rng list their methods.
        """,
        "numpy": """
        np.name and most bare names mean NumPy's functions, with NumPy's digits. `import numpy as np` may stand there and isn't needed.

        sum, max … :: bare they are Python's own; np.sum and np.max are NumPy's, and so are the bare names with axis=
        element types :: bool, int8 to int64, uint8 to uint64, float32, float64, complex64, complex128, texts (str); no float16; some functions take float64, int64 and bool alone, and say so
        digits :: those of NumPy 2.4 with OpenBLAS's Haswell kernels at one thread, on any machine
        tanh :: is the C library's and may differ in the last digit
        linalg :: NumPy's digits on x86-64 with AVX2, elsewhere agrees to 1e-10; eig has an order of its own beyond 75 rows; of complex matrices there are norm, products, powers, solve, inv, det, slogdet, eig and eigvals, equal to 1e-10
        argsort :: keeps the order of equal elements

        help np lists all names; help np.random, help np.linalg and help np.fft theirs.
        """,
        "shapes": """
        x.shape is a tuple of the axes' lengths; `shape x w` prints a line for each.

        (10, 5) :: 10 rows of 5 columns
        (10, 1) :: a column
        (10,) :: one axis: neither row nor column
        () :: one number

        x @ w needs equal inner lengths: (10, 5) @ (5, 1) is (10, 1). reshape, ravel, x.T and x[:, None] change shapes. `loss` refuses (10,) against (10, 1), which would broadcast to (10, 10). See broadcasting.
        """,
        "training": """
        train repeats one step: predict, print the loss, go down its gradient. With r = x @ w + b - y of n rows:

        loss :: mean(r**2)
        w :: becomes w - lr * x.T @ r / n
        b :: becomes b - lr * sum(r, axis=0) / n

        Weights that don't exist yet begin as zeros, of the shapes that x and y ask for; y of shape (n,) is taken as a column where the prediction is one. A loss that isn't finite, or exceeds 1e12 times the first, stops train: losses is kept, and w, b and y_hat are what they were before.

        train 200 lr=[0.01, 0.1, 1] trains with each rate from the same weights, and leaves them and y_hat alone: losses becomes a row for each rate, nan after it diverged or tol stopped it, and each one's last loss is told. Ctrl-C undoes it.

        Gradients leave out the factor 2; lr makes up for it. There are two ways to compute the epochs:

        method=exact :: each epoch reads x once, on all processors, and gives NumPy's digits; the default
        method=gram :: with Z = [x 1], v = [w; b] and u the least-squares solution, loss(v) = loss(u) + (2 d.T @ Z.T @ r(u) + d.T @ G @ d) / n for G = Z.T @ Z and d = v - u. G takes a pass over x, u two more; then an epoch costs no more than the weights do, because steps along G's eigenvectors don't depend on each other (Golub and Van Loan, Matrix Computations). Losses agree to 12 digits or more, not to the last one.
        method=auto :: gram where it pays, else exact

        gram is for tall x. Where G is too ill-conditioned for 12 digits, or x has more than 256 columns, epochs are exact, and a note says so; with functions of your own too.
        """,
        "models": """
        Any model is trained that is written as forward(x, w1, b1, …): the parameters are the workspace's w1, b1 and so on (arrays, numbers, or lists and dictionaries of them), and gradients come from the rules of grad. Without backward of your own, that is; with it, it makes each step.

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
        products :: @ dot inner outer tensordot einsum trace; linalg.solve inv det slogdet norm
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
        plot draws in the terminal, at its size; below stands in a sentence what there is to see. Only the sentence is recorded, and printed where no terminal is, or with `descent --plain`.

        plot v :: v over its index, losses over its epochs; a matrix as a line for each row, x.T for each column
        plot x y :: y over x: a line where x rises, else points. Two tensors are always x and y
        plot x y fit=y_hat :: points, and a line through the fitted values
        plot a b c :: three or more over their index; `plot a b x=t` draws each over t, two as well
        log=True :: a logarithmic axis; what is not above zero is left out, and said
        hist x bins=20 :: how many elements fall into each bin of np.histogram
        heat w :: a matrix as shaded cells, the first row on top
        surface w[0] b :: the loss over two elements of w and b, all others as they are, with the way of the last train
        to="loss.svg" :: writes a picture instead, readable on light and dark ground
        import matplotlib.pyplot as plt :: plt.plot, scatter, bar, hist, imshow, contourf, subplots and their kin make a figure; lines typed one after another make one. plt.show() draws it, and so does the end of a pasted cell or a notebook's; plt.savefig("a.png") writes it

        train 200 lr=[0.01, 0.1, 1] draws the losses of several rates, each from the same weights, which stay. nan and inf are gaps.
        """,
        "broadcasting": """
        Two shapes are aligned at their last axis; lengths must be equal, or one of them 1 or missing. The length 1 is stretched.

        (10, 5) + (5,) :: is (10, 5): a row added to each row
        (10, 5) + (10, 1) :: is (10, 5): a column added to each column
        (10, 1) + (10,) :: is (10, 10): every pair, seldom what was meant
        (10, 5) + (10,) :: is an error: 5 and 10 differ

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
        x[x > 0] :: the elements for which it holds
        x[[0, 2]] :: rows 0 and 2
        x[0, 0] = 3 :: changes x, and no other name
        """,
        "formatting": """
        print(x) shows values as Python and NumPy do. An f-string fills in values, with a format behind a colon:

        f"{x:.3f}" :: three decimals
        f"{x:8.2f}" :: in 8 columns
        f"{x:.2e}" :: with an exponent
        f"{n:5d}" :: a whole number in 5 columns
        f"{s:<10}" :: text flush left in 10 columns
        f"{p:.1%}" :: in hundredths
        f"{x=}" :: the name too

        "%.3f" % x and "{:.3f}".format(x) mean the same.
        """,
        "random": """
        seed n starts the stream of np.random.seed(n), from which rand, randn, normal, randint and the others draw. The first draw without a seed picks one, says so, and the session keeps it.

          seed 42
          x = rand 10 5

        default_rng(7) makes a generator of its own, as in NumPy: rng = default_rng(7), then rng.normal(size=3). help rng lists its methods.
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

          rand 10 5                 is rand(10, 5)
          w = rand n_features k     also on the right of =
          train 2000 lr=0.01        no blanks around this =
          plus (a + b) -3           anything else in parentheses

        What parses as Python is Python: `x -1` subtracts, `f [1]` indexes. Commands that need nothing run alone: whos, step, loss. Other functions named alone show their signature.
        """,
        "keys": """
        Enter :: runs the cell; goes on where a bracket or a block is open, and an empty line ends the block
        Up, Down :: earlier and later inputs, Ctrl-P and Ctrl-N too
        Ctrl-R :: searches the inputs backwards
        Tab :: completes a name, an attribute, a keyword or a path; twice shows all that fit
        Left, Right :: by a character; Ctrl-B, Ctrl-F too
        Esc b, Esc f :: by a word (Alt-B, Alt-F)
        Ctrl-A, Ctrl-E :: to the beginning and the end
        Ctrl-D :: deletes a character; leaves on an empty line
        Ctrl-K, Ctrl-U :: cut to the end; cut the line
        Ctrl-W :: cuts the word before
        Ctrl-Y :: puts back what was cut
        Ctrl-L :: clears the screen
        Ctrl-C :: drops the line; stops a cell that runs, which is undone
        Ctrl-Z :: sets the shell aside; `fg` brings it back

        A pasted block is one cell, tabs and empty lines included, and Enter runs it. In an upper line of a cell Enter opens a new line; go down to the last one to run it. Several lines are recalled and edited as one input. A cell that begins with a blank is left out of the history.

        Keys can be bound in ~/.editrc, as for every program that uses libedit: `bind -v` there gives vi's keys.
        """,
        "sessions": """
        A session is a text file, program and record at once: `# %%` opens a cell, and `#> ` lines hold what it printed. A line `#< text` behind a statement is what its `input()` is answered. A line `#! error: …` behind a cell says that it must fail. A line `#~ 1e-9` above a statement says how far, in proportion, the numbers of the next output may be from the recorded ones (`#~ 1e-9 1e-12`: and how far at all). Lines `#= w 8d1f0a62c4e97b35` at the end of a cell hold digests of the bits of what it sets, so that a drift is found where it arises, and not where it is printed; `#= "data.csv" 5b0c…` that of a file that it read, so that `check` tells when that has changed. A line `#= np.linalg x86-64-avx2` says that the cell used a factorisation of matrices, and on what kind of machine: its bits hold on x86-64 with AVX2, and elsewhere `check` says so and compares to 1e-10.

        replay FILE :: runs its cells here, as if they were typed
        check FILE :: runs it in a workspace of its own and compares what it prints with what is recorded
        page FILE :: shows it with its titles, its text and what it records, and runs nothing
        descent FILE :: replays it with its prompts, and stays at the prompt in its workspace
        descent run FILE :: runs it, or a Python script or a Jupyter notebook, and ends; --echo shows the inputs too
        descent run FILE --set lr=0.1 :: gives a name of the cell `# %% parameters` another value; --seed 7 replaces the seed that the file sets
        descent watch FILE :: runs it again whenever an editor saves it, from the first changed cell on; Ctrl-C ends it
        descent import FILE.ipynb :: makes a session of a notebook or script, and tells what it leaves out
        descent run --step FILE :: leads through it cell by cell: see lessons
        descent check FILE… :: checks files; --rtol and --atol compare numbers with a tolerance (and no digests), --jobs 4 checks four at a time, --json and --junit PATH are for programs
        descent update FILE… :: records anew what they print, and the digests that are there; --digests writes them for all cells
        descent compare A B :: runs both and tells the first cell and element at which they part
        descent export FILE OUT.py :: writes it as NumPy code that prints the same; OUT.ipynb as a notebook, OUT.html as a page; --without solution leaves out the cells with this tag, as in `# %% [3] fit a line tags=["solution"]`

        At the prompt every cell is kept, with the seed of numbers that were drawn without one:

        record lesson.session :: writes the cells so far, and each new one as it ends
        save lesson.session :: writes the cells that made the present workspace
        extract w w.session :: writes the smallest session that makes w again
        descent --resume :: brings back a session that was not saved, after a crash too

        Notes, warnings and durations are no part of the record, nor are help and history.
        """,
        "lessons": """
        A session can be read as a lesson: cells have titles, and cells of text in Markdown stand between them.

          # %% [markdown]
          # The *mean* is the sum divided by the count.
          # %% [2] the mean of three numbers
          x = array([1, 2, 6]); x.mean()

        page FILE :: shows all of it, and runs nothing
        descent run --step FILE :: shows a cell with its title and the text before it, and waits; with -i it stays at the prompt in the end
        descent run --echo FILE :: runs all of it, and shows titles and text too

        What you answer to --step, or the lines of a pipe:

        Enter :: runs the cell, and goes on to the next
        b :: goes back a cell, which is undone
        q, Ctrl-D :: ends the lesson
        anything else :: is a cell that is tried: it runs, and is undone before the lesson goes on, random numbers and files included; (b) and (q) show variables of these names
        Ctrl-C :: stops a cell that runs, which is undone; drops what is typed
        """,
        "travel": """
        Every cell leaves a state: names, values and random numbers. None is lost, and undo, redo and goto lead to them.

        undo :: takes back the last cell that changed something; undo 3 the last three
        redo :: does again what was undone, until another cell changes something
        goto 4 :: goes to the state that cell [4] left; goto 0 to the beginning
        diff 2 5 :: says what differs between the states of two cells
        history :: lists the cells, what they set, and which are undone
        rerun 2 4 :: runs cells again, as new ones
        edit 2 :: opens a cell in your editor, and runs it and those after it anew

        An undone cell is no part of the session: `save` and `record` write exactly the cells that made what is there now.

        Each value knows where it comes from, whatever name it was changed through. `why w` shows the cell that made it, and the values that went into it; a value is stale when one of these has been set again or changed since, and the right edge of the prompt says so.
        """,
        "startup": """
        A shell at a terminal begins with the cells of ~/.config/descent/init.session, if it is there ($XDG_CONFIG_HOME/descent elsewhere, or the file that DESCENT_INIT names; nothing if that is empty). It is a session like any other: names, functions and a seed that every session of yours should have.

        Nothing of it is hidden: a note says which cells it ran, they come first in the session, and `save` and `record` write them too, so that the file replays without your init.session. A cell that fails is told with file and line, those after it don't run, and the shell goes on.

        --no-init :: leaves it out
        --quiet, -q :: leaves the first line out that names the version; so does an empty DESCENT_BANNER

        Files, pipes and `-c` run without either, and so does --resume, whose session has its beginning already.
        """,
    ]

    /// The words of the language, and those of Python that are left out.
    static let words: [String: String] = [
        "if": """
          if loss < 0.1:
              print("small")
          elif loss < 1:
              print("middling")
          else:
              print("large")

        At the prompt an empty line ends the block. A tensor of several elements is neither true nor false: write np.any(x > 0) or np.all(x > 0). In an expression: a if condition else b.
        """,
        "for": """
          for i in range(10):
              print(i)

        Also over lists, tuples, the rows of a tensor, zip(a, b) and enumerate(a). The rows are views of x: row[0] = 1 changes it. break leaves the loop, continue goes on with the next round. In a list: [v * v for v in x if v > 0]. An else behind the loop runs if no break left it.
        """,
        "while": """
          while loss(y, forward(x, w, b)) > 0.1:
              step()

        break leaves the loop, continue goes on with the next round; Ctrl-C stops it.
        """,
        "def": """
          def scaled(x, rate=0.5):
              "x times rate"
              return x * rate

        Names assigned inside are the function's own; `nonlocal n` makes n one of the function around. A list or tensor that it is given is its caller's: v[0] = 1 changes that one, v = v + 1 doesn't. A parameter with = has a default, *rest takes all further values, and what stands behind a * is given by name. A line @g before def gives the function to g, and its name what g returns. The string at its head is what `help scaled` shows.
        """,
        "lambda": """
          square = lambda v: v * v

        A function of one expression, without a name of its own.
        """,
        "assert": """
          assert x.shape == (10, 5), "wrong data"

        Fails the cell if the condition doesn't hold, and shows both sides of a comparison.
        """,
        "import": """
          import numpy as np
          from math import sqrt, pi
          import numpy.linalg as LA
          from numpy import *

        NumPy is there without an import, as np. Python's modules are imported: math cmath random itertools functools operator statistics string copy time datetime typing sys dataclasses collections pandas json csv io pathlib glob os warnings contextlib abc enum types numbers fractions heapq bisect textwrap pprint timeit. A file utils.py in the folder is imported by its name, and runs once: `from utils import f`. `help math` lists what a module has; another module's message says what is there instead. Behind `from numpy import *` bare names such as sum and max mean NumPy's.
        """,
        "del": "`del x` forgets a name, `del l[0]` takes an item out of a list; `reset` forgets all.",
        "global":
            "In a function, `global n` makes n mean the workspace's own, to assign it there. Returning it is clearer.",
        "nonlocal":
            "In a function within another, `nonlocal n` makes n the outer function's own variable, to assign it there.",
        "pass": "Does nothing, where a block needs a statement.",
        "or":
            "`a and b`, `a or b`, `not a` join truth values. For tensors, element by element: (x > 0) & (x < 1), |, ~.",
        "is":
            "`v in items` tells whether a list or tensor holds v. `v is None` asks for None; everything else is compared with ==.",
        "True": "True and False are the truth values; they count as 1 and 0.",
        "None": "No value: what a function without `return` gives. It isn't shown.",
        "class": """
          class Line:
              def __init__(self, w, b=0):
                  self.w, self.b = w, b
              def predict(self, x):
                  return self.w * x + self.b
          line = Line(2)
          line.predict(3)

        Classes are Python's: they inherit (super() is the object as one of the class before), have properties, static and class methods, and special methods such as __repr__, __add__, __len__, __getitem__, __iter__, __call__, __enter__. vars(line) shows the attributes of an object. undo, and a cell that fails, put attributes back; an object without a __repr__ shows a number that is the same in each replay.
        """,
        "try": """
          try:
              rate = float(text)
          except ValueError as error:
              print("no number:", error)
          else:
              print("rate", rate)
          finally:
              print("done")

        The classes of exceptions and their messages are Python's and NumPy's. raise ValueError("what is wrong") raises one, `raise` alone in an `except` the same again; a class that inherits from Exception is one of your own. What nothing catches ends the cell, which then changes nothing. Ctrl-C is never caught: the cell is undone.
        """,
        "match": """
          match command:
              case ["rate", float(value)]:
                  print("rate", value)
              case ["stop"] | "stop":
                  print("stopped")
              case {"epochs": n, **others} if n > 0:
                  print(n, others)
              case _:
                  print("unknown")

        The first case that fits runs. A plain name takes whatever there is, and `_` too; a literal or a dotted name is what equals it; a list or tuple of patterns fits any list, tuple or range of so many items, *rest taking those that are left; {…} fits a dictionary that has these keys, and maybe more; Point(x, y=0) fits an object of a class, by its __match_args__ and attributes. `|` stands between alternatives, `as` names what fits, `if` asks for more. match and case are names like others elsewhere.
        """,
        "with": """
          class Section:
              def __enter__(self): print("begins")
              def __exit__(self, kind, error, trace): print("ends")
          with Section():
              print("within")

        `with manager as name` calls its __enter__, and its __exit__ at the end, come what may. load and save open and close their files themselves.
        """,
        "generators": """
          def halvings(x):
              while x > 0.01:
                  yield x
                  x = x / 2
          for rate in halvings(1.0): print(rate)

        A function with a `yield` is a generator function: a call runs nothing, and gives a generator. Each time that a value is asked for, by a loop, next(g), sum, zip and the like, it runs on to its next `yield` and stops there with its variables. (v * v for v in x) makes one of an expression; sum(v * v for v in x) needs no brackets of its own. `yield from items` yields all of others. x = yield v takes what g.send(x) sends; help coroutine lists the methods.

        A generator is gone through once. undo, and a cell that fails, put it back to where it stood. g.close() and g.throw(error) raise an exception where it stopped, which its `try` sees. One that is let go in its midst just ends: no code of it runs then, not even that of a `finally`.
        """,
        "async": "Everything runs in order; call the function.",
    ]
}
