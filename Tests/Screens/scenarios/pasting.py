"""Pasted text."""

import pathlib

from harness.scenario import scenario

SESSIONS = pathlib.Path(__file__).resolve().parents[3] / "Sessions"


def notebook_cell(number):
    """The source of a cell of the notebook's session, without what it printed."""
    text = (SESSIONS / "notebook-python.session").read_text(encoding="utf-8")
    cell = text.split(f"# %% [{number}]\n")[1].split("# %%")[0]
    return "\n".join(line for line in cell.split("\n") if not line.startswith("#>"))


@scenario("80x24", "40x10")
def a_notebook_cell(desk):
    shell = desk.shell()
    shell.paste(notebook_cell(3).strip("\n"))
    shell.shows("pasted")
    shell.keys("Enter")
    shell.prompt()
    shell.shows("entered")
    shell.cell("forward")
    shell.keys("Up", "Up")
    shell.shows("recalled whole")


@scenario("80x24")
def tabs_and_blank_lines(desk):
    shell = desk.shell()
    shell.paste("for i in range(2):\n\tprint('a')\n\n\tprint('b')\n\n\nprint('end')\n")
    shell.shows("pasted")
    shell.keys("Enter")
    shell.prompt()
    shell.shows("run as one cell")


@scenario("80x24", "40x10")
def the_whole_notebook(desk):
    shell = desk.shell()
    shell.paste("\n".join(notebook_cell(number) for number in (1, 2, 3, 4)))
    shell.keys("Enter")
    shell.prompt()
    shell.paste(notebook_cell(6).replace("2000", "20").strip("\n"))
    shell.keys("Enter")
    shell.prompt()
    shell.paste(notebook_cell(7).strip("\n"))
    shell.keys("Enter")
    shell.prompt()
    shell.shows("trained")


@scenario("80x24", "40x10")
def into_the_middle_of_a_line(desk):
    shell = desk.shell()
    shell.type("print()")
    shell.keys("Left")
    shell.paste("1, 2")
    shell.shows("pasted")
    shell.keys("Enter")
    shell.prompt()
    shell.shows("run")


@scenario("80x24")
def a_transcript(desk):
    shell = desk.shell()
    shell.paste("In [1]: for i in range(2):\n   ...:     print(i)\n   ...:\n")
    shell.shows("its prompts are left out")
    shell.keys("Enter")
    shell.prompt()
    shell.shows("run")


@scenario("80x24")
def windows_line_ends(desk):
    shell = desk.shell()
    shell.send(b"\x1b[200~a = 1\r\nb = 2\r\nprint(a + b)\x1b[201~")
    shell.shows("pasted")
    shell.keys("Enter")
    shell.prompt()
    shell.shows("run")


@scenario("80x24")
def control_characters(desk):
    shell = desk.shell()
    shell.send(b"\x1b[200~x = 1\x03\x04\x1b[2J\x1b[31m\x07\x7f2\x1b[201~")
    shell.shows("none of them acts")


@scenario("80x24")
def a_paste_without_an_end(desk):
    shell = desk.shell()
    shell.paste("a = 1\nb = 2", ends=False)
    shell.settle()
    shell.keys("C-c")
    shell.wait_for("b = 2")
    shell.shows("Ctrl-C ends it")
    shell.keys("C-c")
    shell.prompt(1)
    shell.cell("3")
    shell.shows("and the shell goes on")


@scenario("80x24", "40x10")
def ten_thousand_lines(desk):
    shell = desk.shell()
    shell.paste("\n".join(f"a{number} = {number}" for number in range(10_000)))
    shell.wait_for("a9999 = 9999")
    shell.keys("Enter")
    shell.prompt()
    shell.keys("C-l")
    shell.prompt(2)
    shell.cell("a0 + a9999")
    shell.shows("run")


@scenario("80x24")
def typed_while_a_cell_runs(desk):
    shell = desk.shell()
    shell.type("total = sum([i for i in range(300000)])\n")
    shell.type("print('next')\n")
    # Whether the terminal shows text typed ahead depends on the timing.
    shell.prompt(3)
    desk.check("next" in shell.screen.rows(), "what was typed ahead is lost")


@scenario("80x24")
def blocks_one_after_the_other(desk):
    """Each pasted block runs at the first Enter, and the next one doesn't join it."""
    shell = desk.shell()
    shell.paste("for i in range(2):\n    print(i)")
    shell.keys("Enter")
    shell.prompt(2)
    shell.paste("def f(x):\n\n    return x + 1\n")
    shell.keys("Enter")
    shell.prompt(3)
    shell.paste("print(f(2))")
    shell.keys("Enter")
    shell.prompt(4)
    shell.shows("all run")
