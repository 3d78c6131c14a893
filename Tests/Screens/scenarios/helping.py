"""What helps while a cell is typed: colours, suggestions, lists by place; and pages to leaf through."""

from harness.scenario import scenario


def with_values(desk):
    shell = desk.shell()
    shell.cell("seed 1; x = rand 10 5; w = rand 5 1; rates = {'sgd': 0.01, 'adam': 0.001}")
    shell.cell("pass")
    shell.keys("C-l")
    return shell


@scenario("80x24", "40x12")
def colours(desk):
    shell = with_values(desk)
    shell.type("y = np.mean(x @ w, 0) + foo # all")
    shell.shows("a line", colours=True)
    shell.keys("C-u")
    shell.type("for i in range(3):\nprint('a', \"\"\"b\nc\"\"\", (i")
    shell.shows("several lines", colours=True)
    shell.type(")")
    shell.shows("the brackets around the cursor", colours=True)
    shell.keys("C-c")
    shell.prompt(3)
    shell.type("x = = 3 ")
    shell.shows("what can't be read", colours=True)


@scenario("80x24")
def no_colours(desk):
    shell = desk.shell(environment={"NO_COLOR": "1"})
    shell.cell("x = 3")
    shell.type("x = 'a' + ")
    shell.keys("C-u")
    shell.type("x =")
    shell.shows("neither colours nor suggestions", colours=True)


@scenario("80x24", "40x12")
def suggestions(desk):
    shell = with_values(desk)
    shell.cell("y_hat = forward(x, w, 0)")
    shell.keys("C-l")
    shell.type("y_")
    shell.shows("from history", colours=True)
    shell.keys("M-f")
    shell.shows("a word of it taken", colours=True)
    shell.keys("Right")
    shell.shows("all of it taken", colours=True)
    shell.keys("C-u")
    shell.type("np.linsp")
    shell.shows("the only name", colours=True)
    shell.keys("Enter")
    shell.settle()
    shell.shows("never run unless it is taken")


@scenario("80x24", "40x12")
def places(desk):
    shell = with_values(desk)
    shell.type("train 20 lr=")
    shell.keys("Tab", "Tab", "Tab")
    shell.shows("rates")
    shell.keys("C-u")
    shell.type("goto ")
    shell.keys("Tab", "Tab")
    shell.shows("cells")
    shell.keys("C-u")
    shell.type('rates["')
    shell.keys("Tab", "Tab")
    shell.shows("keys")
    shell.type("a")
    shell.shows("fewer of them")
    shell.keys("Tab")
    shell.shows("one of them")
    shell.keys("C-u")
    shell.type("x.m")
    shell.keys("Tab", "Tab", "Tab", "Tab")
    shell.settle()
    shell.shows("what the chosen one is", colours=True)


@scenario("80x24", "40x12")
def running(desk):
    shell = desk.shell()
    shell.type("a = [1,\n2]")
    shell.keys("Up", "M-Enter")
    shell.prompt(2)
    shell.type("for i in range(2):\n    print(i)\n    if i:\n        print('x')\n\n")
    shell.prompt(3)
    shell.shows("from the first line, and a block that brings its own indentation")
    shell.cell("b = a + [oops]")
    shell.keys("Up")
    shell.shows("the cursor where the mistake was")


@scenario("80x24", "40x12")
def leafing(desk):
    shell = desk.shell(environment={"PAGER": None})
    shell.cell("; ".join(f"name_{number} = {number}" for number in range(60)))
    shell.cell("pass")
    shell.keys("C-l")
    shell.type("whos\n")
    shell.settle()
    shell.shows("the first page", colours=True)
    shell.keys("Space")
    shell.settle()
    shell.shows("the second page")
    shell.keys("b", "j")
    shell.settle()
    shell.shows("back, and a row on")
    shell.keys("/")
    shell.type("NAME_33\n")
    shell.settle()
    shell.shows("searched")
    shell.keys("q")
    shell.prompt()
    shell.shows("left")
    shell.cell("1 + 1")
    shell.shows("what is short is shown at once")


@scenario("80x24")
def finding(desk):
    shell = desk.shell()
    shell.cell("help how to train")
    shell.cell("help cross validation")
    shell.cell("help backpropagation")
    shell.shows("pages that speak of it")
