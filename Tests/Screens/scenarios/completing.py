"""Tab."""

from harness.scenario import scenario


def with_names(desk):
    shell = desk.shell()
    shell.cell("weights = zeros 5 1; weight_true = zeros 5 2; wide = 3; bias = zeros 1 1")
    # A cell that sets no name leaves the right edge empty.
    shell.cell("pass")
    shell.keys("C-l")
    shell.prompt(3)
    return shell


@scenario("80x24", "40x10")
def names(desk):
    shell = with_names(desk)
    shell.type("wei")
    shell.keys("Tab")
    shell.shows("one extends")
    shell.keys("Tab")
    shell.shows("two list, with shapes")
    shell.type("s")
    shell.keys("Tab")
    shell.shows("what was left is completed")
    shell.keys("Enter")
    shell.prompt()


@scenario("80x24", "40x10")
def commands(desk):
    shell = desk.shell()
    shell.type("trai")
    shell.keys("Tab")
    shell.shows("completed")
    shell.keys("C-u")
    shell.type("l")
    shell.keys("Tab", "Tab")
    shell.shows("listed")


@scenario("80x24", "40x10")
def attributes(desk):
    shell = with_names(desk)
    shell.type("bias.sh")
    shell.keys("Tab")
    shell.shows("completed")
    shell.keys("C-u")
    shell.type("bias.")
    shell.keys("Tab", "Tab")
    shell.shows("listed")


@scenario("80x24", "40x10")
def keywords(desk):
    shell = with_names(desk)
    shell.type("train 20 ev")
    shell.keys("Tab")
    shell.shows("in a command")
    shell.keys("C-u")
    shell.type("sum(bias, ax")
    shell.keys("Tab")
    shell.shows("in a call")


@scenario("80x24", "40x10")
def paths(desk):
    desk.write("data/first.csv", "1,2\n")
    desk.write("data/my numbers.csv", "1,2\n")
    shell = desk.shell()
    shell.type("load da")
    shell.keys("Tab")
    shell.shows("a folder")
    shell.keys("Tab", "Tab")
    shell.shows("what is in it")
    shell.type("m")
    shell.keys("Tab")
    shell.shows("a path with a blank is quoted")
    shell.keys("Enter")
    shell.prompt()
    shell.shows("and loads")


@scenario("80x24", "40x10")
def topics(desk):
    shell = desk.shell()
    shell.type("help trai")
    shell.keys("Tab")
    shell.shows("completed")


@scenario("80x24")
def nothing_found(desk):
    shell = desk.shell()
    shell.type("zzz")
    shell.keys("Tab", "Tab")
    shell.type("1")
    shell.shows("nothing changes")


@scenario("80x24")
def in_the_middle_of_a_line(desk):
    shell = with_names(desk)
    shell.type("bia + 1")
    shell.keys("Left", "Left", "Left", "Left", "Tab")
    shell.shows("completed")


@scenario("80x24")
def in_a_later_line(desk):
    shell = with_names(desk)
    shell.type("for i in range(2):\nbia")
    shell.keys("Tab")
    shell.shows("completed")
    shell.keys("Tab", "Tab")
    shell.shows("nothing more")


@scenario("80x24")
def in_a_paste(desk):
    shell = with_names(desk)
    shell.paste("if wide:\n\twei\t=\t1\n")
    shell.shows("a tab in a paste is a tab")


@scenario("80x24")
def indenting(desk):
    shell = desk.shell()
    shell.type("def f():\n")
    # What comes at once is a paste's, which brings its own indentation.
    shell.settle()
    shell.keys("Tab")
    shell.shows("at the beginning of a line it indents")


@scenario("80x24", "40x10")
def many(desk):
    shell = desk.shell()
    shell.cell("; ".join(f"name{number:03} = {number}" for number in range(300)))
    shell.cell("pass")
    shell.keys("C-l")
    shell.prompt(3)
    shell.type("name")
    shell.keys("Tab", "Tab")
    shell.settle()
    shell.shows("more than the screen holds")
    shell.keys("C-c")
    shell.settle()
    shell.cell("1")
    shell.shows("the prompt is back")
