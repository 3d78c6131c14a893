"""Drawings, on screens of three sizes."""

from harness.scenario import scenario

SETUP = "seed 3; x = rand 40 1; y = 2 * x + 0.5 + 0.1 * randn(40, 1); w = zeros 1 1; b = zeros 1 1"
SIZES = ("80x24", "40x15", "200x50")


def prepared(desk, *arguments, **keywords):
    shell = desk.shell(*arguments, **keywords)
    shell.cell(SETUP)
    shell.cell("train 300 lr=0.5 every=0")
    shell.keys("C-l")
    return shell


@scenario(*SIZES)
def losses(desk):
    shell = prepared(desk)
    shell.cell("plot losses log=True")
    shell.shows("a curve", colours=True)


@scenario(*SIZES)
def points_and_a_fit(desk):
    shell = prepared(desk)
    shell.cell("plot x y fit=y_hat")
    shell.shows("points and a line", colours=True)


@scenario(*SIZES)
def several_rates(desk):
    shell = desk.shell()
    shell.cell(SETUP)
    shell.keys("C-l")
    shell.cell("train 100 lr=[0.01, 0.1, 1, 4]")
    shell.shows("a curve for each", colours=True)


@scenario(*SIZES)
def bars(desk):
    shell = prepared(desk)
    shell.cell("hist y bins=12")
    shell.shows("a histogram", colours=True)


@scenario(*SIZES)
def a_matrix(desk):
    shell = prepared(desk)
    shell.cell("heat y.reshape(5, 8)")
    shell.shows("shaded cells", colours=True)


@scenario(*SIZES)
def the_loss_around(desk):
    shell = prepared(desk)
    shell.cell("surface w b")
    shell.shows("a surface with the way there", colours=True)


@scenario(*SIZES)
def without_colour(desk):
    shell = prepared(desk, environment={"NO_COLOR": "1"})
    shell.cell("t = linspace 0 6 100")
    shell.keys("C-l")
    shell.cell("plot sin(t) cos(t) x=t")
    shell.shows("two curves", colours=True)
    shell.cell("heat y.reshape(5, 8)")
    shell.shows("shaded cells", colours=True)


@scenario(*SIZES)
def in_words_only(desk):
    shell = prepared(desk, "--plain")
    shell.cell("plot losses log=True")
    shell.cell("plot x y fit=y_hat")
    shell.cell("surface w b")
    shell.shows("sentences", colours=True)


@scenario("80x24", "40x15")
def in_another_character_set(desk):
    shell = prepared(desk, environment={"LC_ALL": "C"})
    shell.cell("plot losses (losses * 2) (losses * 4) log=True")
    shell.shows("ASCII", colours=True)
    shell.keys("C-l")
    shell.cell("surface w b")
    shell.shows("an ASCII surface")


@scenario("80x24")
def a_dumb_terminal(desk):
    shell = desk.shell(environment={"TERM": "dumb"})
    shell.cell("plot([3, 1, 2])")
    shell.shows("ASCII", colours=True)
    desk.check(b"\x1b" not in shell.written, "an escape sequence is written to a terminal that knows none")


@scenario("80x24")
def what_is_recorded(desk):
    shell = prepared(desk)
    shell.cell("plot losses")
    shell.cell("record plots.session")
    shell.wait_for("plots.session")
    text = (desk.folder / "plots.session").read_text(encoding="utf-8")
    desk.check("#> losses: 300 values, " in text, "the sentence isn't recorded")
    desk.check(not any(0x2800 <= ord(letter) <= 0x28FF for letter in text), "a drawing is recorded")
