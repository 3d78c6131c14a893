"""The history: within a run, over runs, from several shells, and searched."""

import os
import stat

from harness.scenario import scenario


@scenario("80x24", "40x10")
def over_two_runs(desk):
    first = desk.shell()
    first.cell("x = 5")
    first.type("for i in range(2):\nprint(i)\n\n")
    first.prompt()
    first.cell(" secret = 7")
    first.leave()
    second = desk.shell()
    second.keys("Up")
    second.shows("the last cell, whole")
    second.keys("Up", "Up")
    second.shows("the one before")
    second.keys("Enter")
    second.prompt()
    second.shows("run again")
    desk.check("secret" not in desk.history.read_text(), "a line that begins with a blank is in the history")
    mode = stat.S_IMODE(os.stat(desk.history).st_mode)
    desk.check(mode == 0o600, f"the history's mode is {mode:o}")


@scenario("80x24")
def two_shells_at_once(desk):
    first = desk.shell()
    second = desk.shell()
    first.cell("first = 1")
    second.cell("second = 2")
    first.cell("first = 3")
    first.keys("Up", "Up")
    first.shows("a shell sees its own entries first")
    second.keys("Up")
    second.shows("and so does the other")
    first.leave()
    second.leave()
    third = desk.shell()
    for name in ("the last", "the one between", "the first"):
        third.keys("Up")
        third.shows(f"a third shell sees {name}")


@scenario("80x24", "40x10")
def searching(desk):
    shell = desk.shell()
    shell.cell("alpha = 1")
    shell.cell("beta = 2")
    shell.cell("gamma = alpha + beta")
    shell.keys("C-r")
    shell.shows("asked")
    shell.type("alp")
    shell.shows("found")
    shell.keys("C-r")
    shell.shows("found further back")
    shell.keys("Enter")
    shell.prompt()
    shell.shows("run")


@scenario("80x24", "40x10")
def searching_in_vain(desk):
    shell = desk.shell()
    shell.cell("alpha = 1")
    shell.keys("C-r")
    shell.type("zzz")
    shell.shows("not found")
    shell.keys("C-g")
    shell.shows("cancelled")
    shell.type("7\n")
    shell.prompt()
    shell.shows("another cell")


@scenario("80x24")
def leaving_a_search(desk):
    shell = desk.shell()
    shell.cell("alpha = 1")
    shell.type("typed")
    shell.keys("C-r")
    shell.type("alpha")
    shell.keys("C-c")
    shell.prompt(2)
    shell.shows("Ctrl-C leaves all")
    shell.keys("C-r")
    shell.type("alp")
    shell.keys("C-e")
    shell.type("0")
    shell.shows("a key that edits takes what was found")


@scenario("80x24", "40x10")
def searching_for_a_cell_of_lines(desk):
    shell = desk.shell()
    shell.type("for i in range(2):\nprint('needle', i)\n\n")
    shell.prompt()
    shell.cell("1")
    shell.keys("C-r")
    shell.type("needle")
    shell.shows("found whole")
    shell.keys("C-e")
    shell.shows("taken")


@scenario("80x24", "40x10")
def the_history_command(desk):
    shell = desk.shell()
    shell.cell("alpha = 1")
    shell.cell("beta = 2")
    shell.type("for i in range(2):\nprint(i)\n\n")
    shell.prompt()
    shell.cell("history")
    shell.shows("all")
    shell.cell("history alpha")
    shell.shows("those with a word")


@scenario("80x24")
def a_damaged_file(desk):
    desk.history.parent.mkdir(parents=True)
    desk.history.write_bytes(b"good = 1\n\xff\xfe\x00 broken \x1b[2J\nalso = 2\n")
    desk.history.chmod(0o600)
    shell = desk.shell()
    shell.keys("Up")
    shell.shows("what can be read is there")
    shell.keys("Up", "Up")
    shell.shows("no further than the first")
    shell.keys("Enter")
    shell.prompt()
    shell.shows("the damage is told")


@scenario("80x24")
def no_place_to_keep_it(desk):
    (desk.home / "state").write_text("a file, no folder\n")
    shell = desk.shell()
    shell.cell("x = 1")
    shell.keys("Up")
    shell.shows("the history lasts as long as the shell")
