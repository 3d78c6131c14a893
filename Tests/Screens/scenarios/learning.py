"""The tutorial."""

from harness.scenario import scenario


@scenario("80x24", "40x15", "200x50")
def first_steps(desk):
    shell = desk.shell(environment={"DESCENT_BANNER": None})
    shell.cell("tutorial")
    shell.shows("the first step", colours=True)
    shell.keys("C-l")
    shell.cell("seed 42")
    shell.cell("x = rand 5 10")
    shell.shows("a hint")
    shell.cell("seed 42; x = rand 10 5")
    shell.shows("the next step")


@scenario("80x24", "40x15")
def a_mistake_on_purpose(desk):
    shell = desk.shell()
    shell.type("tutorial 6\n")
    shell.prompt(9)
    # The solutions of earlier steps are typed automatically, each in its own cell.
    shell.keys("C-l")
    shell.cell("x @ y")
    shell.shows("read what it says")
    shell.keys("C-l")
    shell.cell("x.T @ y")
    shell.shows("mended")


@scenario("80x24", "40x15")
def back_and_forth(desk):
    shell = desk.shell()
    shell.type("tutorial 2\n")
    shell.prompt(4)
    shell.keys("C-l")
    shell.cell("w_true = randn 5 1")
    shell.cell("back")
    shell.shows("back at the first step")
    shell.cell("whos")
    shell.keys("C-l")
    shell.type("skip\n")
    shell.prompt(10)
    shell.shows("skipped, which types it")
    shell.keys("C-l")
    shell.cell("again")
    shell.shows("the step again")
    shell.keys("C-l")
    shell.cell("leave")
    shell.cell("skip")
    shell.shows("left, and skip is no command any more")
    shell.keys("C-l")
    shell.cell("tutorial")
    shell.shows("it goes on where it was")


@scenario("80x24", "40x15")
def to_the_end(desk):
    shell = desk.shell()
    shell.type("tutorial 10\n")
    shell.prompt(11)
    shell.keys("C-l")
    shell.cell("save first.session")
    shell.shows("the end")
    desk.check((desk.folder / "first.session").exists(), "the session is not saved")
    shell.cell("tutorial 11")
    shell.cell("tutorial sideways")
    shell.shows("steps that are not there")


@scenario("80x24")
def names_of_the_users(desk):
    shell = desk.shell()
    shell.cell("back = 3")
    shell.cell("tutorial")
    shell.keys("C-l")
    shell.cell("back")
    shell.shows("a name of the user's means what it holds")
