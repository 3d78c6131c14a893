"""Commands that look at things, on screens of different widths."""

from harness.scenario import scenario

SETUP = "seed 1; x = rand 10 5; y = rand 10 1; w = rand 5 1; b = rand 1 1; name = 'text'; n = 3"


@scenario("80x24", "40x10")
def whos(desk):
    shell = desk.shell()
    shell.cell("whos")
    shell.shows("nothing yet")
    shell.cell(SETUP)
    shell.keys("C-l")
    shell.cell("whos")
    shell.shows("the names")


@scenario("80x24", "40x24")
def help(desk):
    shell = desk.shell()
    shell.cell("help")
    shell.shows("the groups", colours=True)


@scenario("80x24", "40x24")
def help_on_a_command(desk):
    shell = desk.shell()
    shell.cell("help train")
    shell.shows("its page")
    shell.keys("C-l")
    shell.cell("?loss")
    shell.shows("asked in front")
    shell.keys("C-l")
    shell.cell("rand?")
    shell.shows("asked behind")
    shell.keys("C-l")
    shell.cell("help trian")
    shell.shows("a word misspelt")


@scenario("80x24", "40x24")
def show_and_stats(desk):
    shell = desk.shell()
    shell.cell(SETUP)
    shell.keys("C-l")
    shell.cell("show w")
    shell.cell("stats x")
    shell.cell("shape x w b")
    shell.shows("a tensor")


@scenario("80x24")
def time(desk):
    shell = desk.shell()
    shell.cell("time t = sum([i for i in range(1000)])")
    shell.shows("timed")


@scenario("80x24")
def reset(desk):
    shell = desk.shell()
    shell.cell("kept = 1")
    shell.type("reset\n")
    shell.settle()
    shell.shows("what it says")


@scenario("80x24", "40x10")
def an_unknown_word(desk):
    shell = desk.shell()
    shell.cell("whose")
    shell.cell("trian 20")
    shell.shows("the nearest is suggested", colours=True)
