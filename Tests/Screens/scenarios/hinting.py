"""Signatures at the right edge while a call is typed."""

from harness.scenario import scenario


@scenario("80x24", "40x15", "200x50")
def commands(desk):
    shell = desk.shell()
    shell.cell("x = rand 10 5; y = rand 10 1")
    shell.keys("C-l")
    shell.type("train")
    shell.shows("a name alone has none")
    shell.type(" ")
    shell.shows("behind a blank", colours=True)
    shell.type("2000 lr=")
    shell.shows("around the argument")
    shell.type("0.01 every=100 tol=1e-6 method=exact ")
    shell.shows("the text takes its room")


@scenario("80x24", "40x15", "200x50")
def calls(desk):
    shell = desk.shell()
    shell.cell("def scaled(x, rate=0.1):\n    return x * rate\n")
    shell.cell("x = zeros 3 2")
    shell.keys("C-l")
    shell.type("scaled(")
    shell.shows("a function of the user's")
    shell.type("x.sum(")
    shell.shows("the innermost one")
    shell.type("0), ")
    shell.shows("the outer one again")
    shell.type("1)")
    shell.shows("gone, and what the last cell set is back")


@scenario("80x24")
def several_lines(desk):
    shell = desk.shell()
    shell.type("w = zeros(5,\n")
    shell.shows("the first line bears it")
    shell.keys("Up", "Home")
    shell.shows("it goes with the cursor")


@scenario("80x24")
def long_ago(desk):
    shell = desk.shell()
    shell.cell("x = zeros 3 2")
    shell.keys("C-r")
    shell.type("zer")
    shell.shows("a search has none")


@scenario("80x24")
def dumb(desk):
    shell = desk.shell(environment={"TERM": "dumb"})
    shell.type("train ")
    shell.shows("nothing is drawn")
