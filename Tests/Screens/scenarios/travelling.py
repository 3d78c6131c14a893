"""Going back and forward between cells, where values come from, and keeping the session."""

from harness.scenario import scenario

SIZES = ("80x24", "40x15", "200x50")


def trained(desk):
    shell = desk.shell()
    shell.cell("seed 1; x = rand 6 2; y = rand 6 1; w = zeros 2 1; b = zeros 1 1")
    shell.cell("train 20 lr=0.5 every=0")
    return shell


@scenario(*SIZES)
def back_and_forward(desk):
    shell = trained(desk)
    shell.cell("undo")
    shell.cell("redo")
    shell.cell("goto 1")
    shell.cell("undo 5")
    shell.cell("undo")
    shell.shows("what each says", colours=True)


@scenario(*SIZES)
def what_differs(desk):
    shell = trained(desk)
    shell.keys("C-l")
    shell.cell("diff 1 2")
    shell.cell("diff 9")
    shell.shows("a line for each name", colours=True)


@scenario(*SIZES)
def where_a_value_comes_from(desk):
    shell = trained(desk)
    shell.cell("y_hat = forward x w b")
    shell.cell("w = ones 2 1")
    shell.keys("C-l")
    shell.cell("why y_hat")
    shell.cell("whos")
    shell.shows("its cells, and what is stale", colours=True)


@scenario(*SIZES)
def a_value_changed_through_another_name(desk):
    shell = desk.shell()
    shell.cell("x = arange 5.")
    shell.cell("m = x.mean()")
    shell.cell("y = x[1:]")
    shell.cell("y += 1")
    shell.shows("both names at the right edge, and what is stale", colours=True)
    shell.cell("whos")
    shell.cell("why m")
    shell.cell("undo")
    shell.cell("x")
    shell.shows("which name is a view, and both as they were", colours=True)


@scenario(*SIZES)
def keeping(desk):
    shell = trained(desk)
    shell.cell("record lesson.session")
    shell.cell("record")
    shell.cell("save lesson.session")
    shell.cell("extract w w.session")
    shell.cell("export lesson.py")
    shell.cell("check w.session")
    shell.shows("what each says")
    text = (desk.folder / "lesson.session").read_text(encoding="utf-8")
    desk.check("train 20 lr=0.5 every=0" in text, "the record lacks a cell")


@scenario("80x24", "40x15")
def files_of_cells(desk):
    (desk.folder / "x.csv").write_text("1,2\n3,4\n")
    shell = desk.shell()
    shell.cell("x = load x.csv")
    shell.cell("save x.csv x replace=True")
    shell.cell("save y.npy x")
    shell.cell("save y.npy x")
    shell.cell("y = 2 * x; save y.npy y replace=True; 1 / 0")
    shell.keys("C-l")
    shell.cell("y = 2 * x; save y.npy y replace=True")
    shell.cell("load y.npy")
    shell.type("rerun 6\n")
    shell.prompt(10)
    shell.cell("undo")
    (desk.folder / "x.csv").write_text("1,2\n3,5\n")
    shell.cell("why x")
    shell.shows("what stays, and what has changed outside")
    names = [each.name for each in desk.folder.iterdir()]
    left = sorted(name for name in names if name.endswith((".csv", ".npy")) or "descent." in name)
    desk.check(left == ["x.csv", "y.npy"], f"the folder holds {left}")
    desk.check((desk.folder / "x.csv").read_text() == "1,2\n3,5\n", "what was loaded was replaced")
