"""Going through a lesson cell by cell, and reading it as a page."""

from harness.scenario import scenario

SIZES = ("80x24", "40x15")

LESSON = """\
# descent 2
# %% [markdown]
# ## The mean
#
# The **mean** is the *sum* divided by the count, and `x.mean()` computes it. Far values move it, and 平均 is its name.
#
# - a list of words
# - and [a link](https://numpy.org)
# %% [1] three numbers
x = array([1.0, 2.0, 6.0])  # far apart
# %% [2] their mean
for v in x:
    print(v)
x.mean()
#> 1.0
#> 2.0
#> 6.0
#> 3.0
# %% [3] random ones
seed 1
rand 2
#> [4.17022005e-01 7.20324493e-01]
# %% [markdown]
# | what | is |
# |------|---:|
# | mean | 3 |
"""


def stopped(shell):
    shell.wait_until(lambda: shell.screen.row_to_cursor() == "step> " and shell.is_ready(), "the lesson's prompt")


def answer(shell, text):
    shell.type(text + "\n")
    stopped(shell)


@scenario(*SIZES)
def step(desk):
    desk.write("mean.session", LESSON)
    shell = desk.shell("run", "--step", "mean.session", prompt=None)
    stopped(shell)
    shell.shows("the first stop", colours=True)
    answer(shell, "")
    answer(shell, "b")
    shell.shows("back at the first cell")
    shell.keys("C-l")
    answer(shell, "")
    answer(shell, "x[0] = 9; x")
    answer(shell, "x.nosuch")
    shell.type("for v in x:\nprint(v * 2)\n\n")
    stopped(shell)
    shell.shows("cells that are tried")
    answer(shell, "")
    shell.type("\n")
    shell.settle()
    shell.shows("the end")
    shell.ends(0)


@scenario(*SIZES)
def stopping(desk):
    desk.write("long.session", "# %% [1] endless\nwhile True: pass\n")
    shell = desk.shell("run", "--step", "long.session", prompt=None)
    stopped(shell)
    shell.type("\n")
    shell.wait_until(shell.is_cooked, "the cell to run")
    shell.keys("C-c")
    stopped(shell)
    shell.type("half a li")
    shell.keys("C-c")
    stopped(shell)
    shell.shows("the cell is still there")
    shell.type("q\n")
    shell.ends(0)


@scenario(*SIZES)
def page(desk):
    desk.write("mean.session", LESSON)
    shell = desk.shell(environment={"PAGER": "cat"})
    shell.type("page mean.")
    shell.keys("Tab")
    shell.type("\n")
    shell.prompt()
    shell.shows("a session to read", colours=True)


@scenario(*SIZES)
def opened(desk):
    desk.write("mean.session", LESSON.replace("rand 2", "rand two"))
    shell = desk.shell("mean.session", prompt=4)
    shell.shows("with its prompts, and one of its own", colours=True)
