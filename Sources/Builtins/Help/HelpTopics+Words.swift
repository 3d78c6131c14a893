internal import Interpreter

extension HelpTopics {
    /// The keywords of the language, and those of Python that it lacks.
    static let words: [String: String] = [
        "if": """
          if loss < 0.1:
              print("small")
          elif loss < 1:
              print("medium")
          else:
              print("large")

        At the prompt an empty line ends the block. A tensor of several elements is neither true nor false: write np.any(x > 0) or np.all(x > 0). As an expression: a if condition else b.
        """,
        "for": """
          for i in range(10):
              print(i)

        Also over lists, tuples, the rows of a tensor, zip(a, b) and enumerate(a). The rows are views of x: row[0] = 1 changes it. break leaves the loop, continue starts the next iteration. In a list: [v * v for v in x if v > 0]. An else after the loop runs if no break left it.
        """,
        "while": """
          while loss(y, forward(x, w, b)) > 0.1:
              step()

        break leaves the loop, continue starts the next iteration; Ctrl-C stops it.
        """,
        "def": """
          def scaled(x, rate=0.5):
              "x times rate"
              return x * rate

        Names assigned inside are local; `nonlocal n` makes n a variable of the enclosing function. An argument is the caller's object: v[0] = 1 changes it, v = v + 1 doesn't. A parameter with = has a default, *rest collects the remaining arguments, and parameters after a * are passed by name. A line @g before def calls g with the function and binds the name to the result. The string at its start is what `help scaled` shows.
        """,
        "lambda": """
          square = lambda v: v * v

        A function of one expression, without a name.
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
        "del": "`del x` removes a name, `del l[0]` removes an item from a list; `reset` removes all names.",
        "global":
            "In a function, `global n` makes n refer to the workspace's variable, so that assignment changes it. Returning a value is clearer.",
        "nonlocal":
            "In a nested function, `nonlocal n` makes n refer to the outer function's variable, so that assignment changes it.",
        "pass": "Does nothing, where a block needs a statement.",
        "or":
            "`a and b`, `a or b`, `not a` combine truth values. For tensors, element by element: (x > 0) & (x < 1), |, ~.",
        "is":
            "`v in items` tells whether a list or tensor holds v. `v is None` asks for None; everything else is compared with ==.",
        "True": "True and False are the truth values; they count as 1 and 0.",
        "None": "No value: what a function without `return` returns. It isn't shown.",
        "class": """
          class Line:
              def __init__(self, w, b=0):
                  self.w, self.b = w, b
              def predict(self, x):
                  return self.w * x + self.b
          line = Line(2)
          line.predict(3)

        Classes are Python's: they inherit (super() calls the base class's methods), have properties, static and class methods, and special methods such as __repr__, __add__, __len__, __getitem__, __iter__, __call__, __enter__. vars(line) shows the attributes of an object. undo, and a cell that fails, restore attributes. An object without a __repr__ shows a number that is the same in each replay.
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

        The classes of exceptions and their messages are Python's and NumPy's. raise ValueError("what is wrong") raises one, and `raise` alone in an `except` raises the same one again; a class of your own inherits from Exception. An exception that nothing catches ends the cell, which then changes nothing. Ctrl-C can't be caught: the cell is undone.
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

        The first case that matches runs. A plain name matches anything and is bound to it; `_` matches anything. A literal or a dotted name matches what equals it. A list or tuple of patterns matches any list, tuple or range of that length, with *rest for the remaining items; {…} matches a dictionary that has at least these keys; Point(x, y=0) matches an instance of a class, by its __match_args__ and attributes. `|` separates alternatives, `as` binds a name, `if` adds a condition. Elsewhere match and case are ordinary names.
        """,
        "with": """
          class Section:
              def __enter__(self): print("begins")
              def __exit__(self, kind, error, trace): print("ends")
          with Section():
              print("within")

        `with manager as name` calls its __enter__, and its __exit__ at the end in any case. load and save open and close their files themselves.
        """,
        "generators": """
          def halvings(x):
              while x > 0.01:
                  yield x
                  x = x / 2
          for rate in halvings(1.0): print(rate)

        A function with a `yield` is a generator function: calling it runs nothing and returns a generator. Each time a loop, next(g), sum, zip or the like asks for a value, it runs to its next `yield` and stops there, keeping its variables. (v * v for v in x) is a generator expression; sum(v * v for v in x) needs no extra brackets. `yield from items` yields all of items. x = yield v receives what g.send(x) sends; help coroutine lists the methods.

        A generator can be iterated once. undo, and a cell that fails, put it back to where it was. g.close() and g.throw(error) raise an exception where it stopped, which its `try` can catch. A generator that is dropped before its end just ends: none of its code runs then, not even a `finally`.
        """,
        "async": "Everything runs in order; call the function.",
    ]
}
