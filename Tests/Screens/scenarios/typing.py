"""Typing and editing, in lines and in cells of several lines."""

from harness.scenario import scenario

LONG = "total = " + " + ".join(str(n) for n in range(100, 160))


@scenario("80x24", "40x10", "20x10")
def editing_in_the_middle(desk):
    shell = desk.shell()
    shell.type("y = 1 + 3")
    shell.keys("Left", "Left", "Left")
    shell.type("+ 2 ")
    shell.shows("inserted")
    shell.keys("C-a", "Delete")
    shell.type("z")
    shell.keys("C-e", "Backspace")
    shell.type("4")
    shell.shows("both ends changed")
    shell.keys("Enter")
    shell.prompt()
    shell.cell("z")
    shell.shows("the sum")


@scenario("80x24", "40x10")
def emacs_keys(desk):
    shell = desk.shell()
    shell.type("one two three")
    shell.keys("M-b", "C-w")
    shell.shows("a word back, and the one before it gone")
    shell.keys("C-y")
    shell.shows("put back")
    shell.keys("C-a", "M-f", "C-k")
    shell.shows("the rest gone")
    shell.keys("C-y", "C-a", "C-f", "C-d", "C-t")
    shell.shows("characters gone and changed round")
    shell.keys("C-e", "C-u")
    shell.type("5")
    shell.shows("a new line")
    shell.keys("C-l")
    shell.shows("a clear screen")


@scenario("80x24", "40x10", "20x10")
def wide_characters(desk):
    shell = desk.shell()
    shell.type("s = '漢字とかな'")
    shell.shows("typed")
    shell.keys("Left", "Left", "Left", "Backspace")
    shell.shows("the third gone")
    shell.type("🚀é")
    shell.shows("others in its place")
    shell.keys("Enter")
    shell.prompt()
    shell.cell("print(s, len(s))")
    shell.shows("printed")


@scenario("80x24", "20x10")
def combining_characters(desk):
    shell = desk.shell()
    shell.type("s = 'e\u0301a\u0308o'")
    shell.shows("typed")
    shell.keys("Left", "Left")
    shell.type("x")
    shell.shows("one before the last letter")
    shell.keys("Enter")
    shell.prompt()
    shell.cell("s")
    shell.shows("printed")


@scenario("80x24", "40x10", "20x10")
def a_line_longer_than_the_screen(desk):
    shell = desk.shell()
    shell.type(LONG)
    shell.shows("typed")
    shell.keys("C-a")
    shell.shows("at its beginning")
    shell.type("the_")
    shell.shows("characters at its beginning")
    shell.keys("C-e")
    # The visible part of a tall cell depends on the earlier position of the cursor.
    shell.settle()
    shell.keys(*["Left"] * 45)
    shell.type("1 + ")
    shell.shows("characters in the middle")
    shell.keys("C-e", "Enter")
    shell.prompt()
    shell.shows("entered")


@scenario("80x24", "40x10", "20x10")
def a_line_that_just_fills_the_row(desk):
    shell = desk.shell()
    shell.type("x = " + "1" * (desk.columns - 13))
    shell.shows("one column is free")
    shell.type("#")
    shell.shows("none is free")
    shell.type("#")
    shell.shows("one goes over")
    shell.keys("Backspace")
    shell.shows("back again")
    shell.keys("Left", "Left")
    shell.shows("and to the left")


@scenario("80x24", "40x10")
def a_block(desk):
    shell = desk.shell()
    shell.type("for i in range(2):\n")
    shell.wait_for("   ...:")
    shell.shows("the first line is indented by itself")
    shell.type("print(i)\n")
    shell.type("if i == 1:\n")
    shell.type("print('one')\n")
    shell.shows("blocks in blocks")
    shell.keys("Backspace")
    shell.type("print('end')\n")
    shell.shows("one step out")
    shell.keys("Enter")
    shell.prompt()
    shell.shows("an empty line ends it")


@scenario("80x24", "40x10")
def a_definition(desk):
    shell = desk.shell()
    shell.type("def f(a, b=2):\nreturn a * b\n\n")
    shell.prompt()
    shell.cell("f(3)")
    shell.cell("f 4 b=5")
    shell.shows("defined and called")


@scenario("80x24", "40x10")
def an_open_bracket(desk):
    shell = desk.shell()
    shell.type("a = array([[1, 2],\n")
    shell.wait_for("   ...:")
    shell.shows("it goes on")
    shell.type("[3, 4]])\n")
    shell.prompt()
    shell.cell("a")
    shell.shows("the array")


@scenario("80x24", "40x10")
def a_cell_taller_than_the_screen(desk):
    shell = desk.shell()
    shell.type("t = [\n")
    for number in range(30):
        shell.type(f"{number},\n")
    shell.shows("its end")
    shell.keys(*["Up"] * 28)
    shell.shows("28 rows up")
    shell.keys(*["Down"] * 28)
    shell.shows("down again")
    shell.type("]\n")
    shell.prompt()
    shell.cell("len(t)")
    shell.shows("entered")


@scenario("80x24", "40x10")
def a_recalled_cell_edited_in_the_middle(desk):
    shell = desk.shell()
    shell.type("for i in range(3):\nj = i * i\nprint(i, j)\n\n")
    shell.prompt()
    shell.keys("Up")
    shell.shows("recalled whole")
    shell.keys("Up", "C-e", "Backspace")
    shell.type("10")
    shell.shows("its second line edited")
    shell.keys("Enter")
    shell.shows("Enter in its middle begins a line")
    shell.keys("C-c")
    shell.prompt(2)
    shell.keys("Up", "Up", "C-e", "Backspace")
    shell.type("20")
    shell.keys("M->", "Enter", "Enter")
    shell.prompt()
    shell.shows("run again")


@scenario("80x24", "40x10")
def a_line_in_the_middle_of_a_cell(desk):
    shell = desk.shell()
    shell.type("for i in range(2):\nprint(i)\n")
    shell.keys("Up", "C-e", "Enter")
    shell.type("k = i + 10")
    shell.shows("a line between")
    shell.keys("Down", "Enter")
    shell.prompt()
    shell.cell("k")
    shell.shows("run")


@scenario("80x24", "40x10")
def vi_keys(desk):
    desk.settings("bind -v\n")
    shell = desk.shell()
    shell.type("y = 1 + 3")
    shell.keys("Escape")
    # An Escape that isn't followed by another key soon stands for itself.
    shell.settle()
    shell.type("0xiz")
    shell.shows("the first character changed")
    shell.keys("Escape")
    shell.settle()
    shell.type("A4\n")
    shell.prompt()
    shell.cell("z")
    shell.shows("run")
    shell.type("1 2 3")
    shell.keys("Escape")
    shell.settle()
    shell.type("kk")
    shell.shows("the cell before the last recalled")
    shell.type("bdwiq")
    shell.shows("a word of it changed")


@scenario("80x24")
def keys_of_the_users_own(desk):
    desk.settings("descent:bind ^G ed-move-to-beg\nother:bind ^E ed-move-to-beg\n")
    shell = desk.shell()
    shell.type("abc")
    shell.keys("C-g")
    shell.type("1")
    shell.keys("C-e")
    shell.type("2")
    shell.shows("typed")


@scenario("80x24")
def invalid_bytes(desk):
    shell = desk.shell()
    shell.type("x = 'a")
    shell.send(b"\xff\xc3")
    shell.type("b\xe9'\n")
    shell.prompt()
    shell.cell("x")
    shell.shows("the bytes that are no character are left out")
