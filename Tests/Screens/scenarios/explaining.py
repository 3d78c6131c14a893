"""Commands that show what the numbers do, on screens of different widths."""

from harness.scenario import scenario

SETUP = (
    "seed 1; x = rand 4 2; y = x @ array([[2.0], [-1.0]]) + 0.5; w, b = zeros(2, 1), zeros(1, 1); y_hat = forward x w b"
)


@scenario("80x24", "40x15", "200x50")
def explain(desk):
    shell = desk.shell()
    shell.cell(SETUP)
    shell.keys("C-l")
    shell.cell("explain (y - (x @ w + b)) ** 2")
    shell.shows("an expression", colours=True)
    shell.keys("C-l")
    shell.cell("explain step lr=0.5")
    shell.shows("a step")
    shell.keys("C-l")
    shell.cell("explain x @ x")
    shell.shows("shapes that don't fit")


@scenario("80x24", "40x15", "200x50")
def diagnose(desk):
    shell = desk.shell()
    shell.cell(SETUP)
    shell.cell("x = x * array([1, 40])")
    shell.keys("C-l")
    shell.cell("diagnose lr=5")
    shell.shows("the rates", colours=True)
    shell.keys("C-l")
    shell.cell("train 100 lr=5 every=0")
    shell.shows("training that grows")


@scenario("80x24", "40x15", "200x50")
def find_and_the_ends(desk):
    shell = desk.shell()
    shell.cell("seed 1; t = rand 30 4; t[::7, 2] = nan; t[3] = inf")
    shell.keys("C-l")
    shell.cell("find t")
    shell.cell("head t 2")
    shell.cell("tail t 2")
    shell.shows("places and rows")


@scenario("80x24", "40x15", "200x50")
def show_stats_whos(desk):
    shell = desk.shell()
    shell.cell("seed 1; long = rand 60 5")
    shell.keys("C-l")
    shell.cell("show long")
    shell.shows("a long tensor")
    shell.keys("C-l")
    shell.cell("stats long axis=0")
    shell.cell("whos")
    shell.shows("its columns")


@scenario("80x24")
def page(desk):
    shell = desk.shell(environment={"PAGER": "sed s/^/paged:/"})
    shell.cell("page arange(3)")
    shell.shows("through the pager")
    missing = desk.shell(environment={"PAGER": "no-such-pager-here"})
    missing.cell("page arange(3)")
    missing.shows("a pager that is not there")
    early = desk.shell(environment={"PAGER": "head -n 2"})
    early.cell("page zeros(100000)")
    early.cell("1 + 1")
    early.shows("a pager that is left early")
