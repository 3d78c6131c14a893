"""Screens of other sizes and kinds, colours, prompts."""

import re
import time

from harness.scenario import scenario

WRAPPED = "total = " + " + ".join(str(n) for n in range(10, 40))


@scenario("80x24")
def a_narrower_window(desk):
    shell = desk.shell()
    shell.cell("1")
    shell.type("total = 10 + 11 + 12 + 13")
    shell.wait_for("13")
    shell.resize(40, 24)
    shell.settle()
    shell.shows("the line is drawn again")
    shell.type(" + 14 + 15")
    shell.keys("C-a")
    shell.type("the_")
    shell.shows("and edited")
    shell.keys("Enter")
    shell.prompt()
    shell.shows("and entered")


@scenario("40x10")
def a_wider_window(desk):
    shell = desk.shell()
    shell.type(WRAPPED)
    shell.wait_for("39")
    shell.resize(80, 24)
    shell.settle()
    shell.shows("the line is drawn again")
    shell.keys("C-a")
    shell.type("the_")
    shell.keys("C-e", "Enter")
    shell.prompt()
    shell.shows("edited and entered")


@scenario("80x24")
def a_window_resized_while_a_cell_runs(desk):
    shell = desk.shell()
    shell.type("print('on'); t = [i for i in range(10**12) if i < 0]\n")
    shell.wait_for_output(b"\non")
    shell.resize(40, 12)
    shell.keys("C-c")
    shell.prompt(2)
    shell.type(WRAPPED)
    shell.shows("the line fits the new width")


@scenario("80x24", "20x10")
def a_dumb_terminal(desk):
    shell = desk.shell(environment={"TERM": "dumb"})
    shell.cell("x = zeros 2 2")
    shell.type("x + 3")
    shell.keys("Backspace")
    shell.type("4\n")
    shell.prompt()
    shell.cell("y = x @ w")
    for line in ("for i in range(2):", "    print(i)"):
        shell.type(line + "\n")
        shell.wait_until(lambda: shell.screen.row_to_cursor() == "   ...: ", "the prompt of a further line")
    shell.keys("Enter")
    shell.prompt()
    shell.shows("cells and an error", colours=True)
    desk.check(b"\x1b" not in shell.written, "an escape sequence is written to a terminal that knows none")


@scenario("80x24")
def an_unknown_terminal(desk):
    shell = desk.shell(environment={"TERM": "no-such-terminal"})
    shell.cell("1 + 2")
    shell.shows("it works all the same")


@scenario("80x24", "40x10")
def an_error(desk):
    shell = desk.shell()
    shell.cell("w_true = zeros 5 1")
    shell.cell("x = zeros 10 5")
    shell.cell("y = x @ w_tru")
    shell.shows("coloured, with its place", colours=True)


@scenario("80x24", "40x10")
def the_right_prompt(desk):
    shell = desk.shell()
    shell.cell("y_hat = zeros 10 1")
    shell.shows("the name and shape")
    shell.type("a" * (desk.columns - 35))
    shell.shows("beside a line with room for it")
    shell.type("b" * 25)
    shell.shows("not beside a long line")
    shell.keys("C-u")
    shell.shows("there again")
    shell.cell("the_first_and_longest_of_the_names, k, word = 1, 2.5, 'text'")
    shell.shows("of several names the last that fit")
    shell.cell("1")
    shell.shows("none of a cell that sets none")


@scenario("80x24")
def the_time_in_the_right_prompt(desk):
    shell = desk.shell()
    shell.type("t = [i for i in range(10**12) if i < 0]\n")
    shell.wait_until(shell.is_cooked, "the cell to run")
    # The shell measures elapsed time, so this cell is slow on any machine.
    time.sleep(0.3)
    shell.keys("C-c")
    shell.prompt()
    shell.wait_until(lambda: re.search(r"In \[2\]: +\d+\.\d s$", shell.screen.rows()[-1]), "the time it took")


@scenario("80x24")
def no_colour_by_option(desk):
    shell = desk.shell("--color", "never")
    shell.cell("y = x @ w")
    shell.shows("an error", colours=True)


@scenario("80x24")
def no_colour_by_environment(desk):
    shell = desk.shell(environment={"NO_COLOR": "1"})
    shell.cell("y = x @ w")
    shell.shows("an error", colours=True)


@scenario("80x24")
def progress(desk):
    shell = desk.shell()
    shell.cell("seed 1; x = rand 10 5; y = rand 10 1; w = rand 5 1; b = rand 1 1")
    shell.type("train 50000000 every=0\n")
    shell.wait_until(shell.is_cooked, "the cell to run")
    shell.wait_until(lambda: "epoch" in shell.screen.text().lower(), "progress", quiet=0)
    shell.keys("C-c")
    shell.prompt(3)
    desk.check("left" not in shell.screen.text(), "the progress line is still there")


@scenario("80x24")
def a_chosen_seed(desk):
    shell = desk.shell()
    shell.cell("w = rand 2 2")
    shell.shows("told", colours=True)


@scenario("80x24", "40x10")
def output_without_a_newline(desk):
    shell = desk.shell()
    shell.cell("print('abc', end='')")
    shell.cell("print('x' * %d, end='')" % desk.columns)
    shell.shows("the prompt begins a row")


@scenario("80x24")
def after_a_file(desk):
    path = desk.write("a.session", "# descent 2\n# %% [7]\nx = 5\nx\n")
    shell = desk.shell("run", "--echo", "-i", path.name, prompt=8)
    shell.type("x + 1\n")
    shell.prompt(9)
    shell.shows("the numbers go on")
