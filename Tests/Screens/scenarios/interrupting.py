"""Ctrl-C, Ctrl-D, Ctrl-Z, and signals from elsewhere."""

import os
import signal

from harness.scenario import scenario

LOOP = "x = 2; print('on'); x = [i for i in range(10**12) if i < 0]"


@scenario("80x24", "40x10")
def a_line(desk):
    shell = desk.shell()
    shell.type("x = 5 + ")
    shell.keys("C-c")
    shell.prompt(1)
    shell.shows("dropped")
    shell.type("for i in range(2):\nprint(i)\n")
    shell.keys("C-c")
    shell.prompt(1)
    shell.shows("a block dropped")
    shell.keys("C-c", "C-c", "C-c")
    shell.settle()
    shell.cell("1")
    shell.shows("an empty line")


@scenario("80x24")
def a_long_line_from_its_middle(desk):
    shell = desk.shell()
    shell.type("print(" + ", ".join(str(n) for n in range(100, 160)))
    shell.keys("C-a", "C-c")
    shell.prompt(1)
    shell.shows("the prompt stands below it")


@scenario("80x24", "40x10")
def a_loop(desk):
    shell = desk.shell()
    shell.cell("x = 1")
    shell.type(LOOP + "\n")
    shell.wait_for_output(b"\non")
    shell.keys("C-c")
    # It is random which of the loop's statements were running.
    shell.wait_for("nothing changed")
    shell.prompt()
    shell.keys("C-l")
    shell.prompt(3)
    shell.cell("x")
    shell.shows("undone")


@scenario("80x24")
def behind_enter(desk):
    """Before the terminal is handed to the cell, Ctrl-C is a key among others."""
    shell = desk.shell()
    shell.type("x = 1\n" + LOOP + "\n\x03")
    shell.prompt(3)
    shell.cell("x")
    shell.shows("undone")


@scenario("80x24")
def a_loop_twice(desk):
    shell = desk.shell()
    shell.cell("x = 1")
    shell.type("while True: x += 1\n\n")
    shell.wait_until(shell.is_cooked, "the cell to run")
    shell.keys("C-c", "C-c")
    shell.settle()
    shell.wait_for("nothing changed")
    shell.keys("C-l")
    shell.type("x\n")
    shell.prompt(4)
    shell.shows("the shell goes on")


@scenario("80x24")
def a_training(desk):
    shell = desk.shell()
    shell.cell("seed 1; x = rand 10 5; y = rand 10 1; w = rand 5 1; b = rand 1 1")
    shell.type("train 50000000 every=0\n")
    shell.wait_until(shell.is_cooked, "the cell to run")
    # The progress line appears after a while, when epochs have been trained.
    shell.wait_until(lambda: len(shell.screen.rows()) > 2, "progress")
    shell.keys("C-c")
    shell.prompt(3)
    shell.cell("len(losses) > 10")
    desk.check("True" in shell.screen.text(), "the losses of the epochs are not there")


@scenario("80x24")
def a_training_in_a_block(desk):
    shell = desk.shell()
    shell.cell("seed 1; x = rand 10 5; y = rand 10 1; w = rand 5 1; b = rand 1 1")
    shell.type("for i in range(2): train 50000000 every=0\n\n")
    shell.wait_until(shell.is_cooked, "the cell to run")
    shell.keys("C-c")
    shell.prompt(3)
    shell.cell("losses")
    shell.shows("undone")


@scenario("80x24")
def a_large_product(desk):
    shell = desk.shell()
    shell.cell("a = ones(3000, 3000)")
    shell.type("a = a @ a\n")
    shell.wait_until(shell.is_cooked, "the cell to run")
    shell.keys("C-c")
    shell.prompt(3)
    shell.cell("a[0, 0]")
    shell.shows("undone")


@scenario("80x24")
def printing(desk):
    shell = desk.shell()
    shell.type("for i in range(10**9): print('line')\n\n")
    shell.wait_for_output(b"line\r\nline\r\nline")
    shell.keys("C-c")
    shell.prompt(2)
    shell.keys("C-l")
    shell.prompt(2)
    shell.cell("1 + 1")
    shell.shows("the prompt is back")


@scenario("80x24", "40x10")
def the_end_of_input(desk):
    shell = desk.shell()
    shell.type("abc")
    shell.keys("C-a", "C-d")
    shell.shows("on a line it deletes")
    shell.keys("C-e", "C-u", "C-d")
    shell.ends(0)
    shell.shows("on an empty one it leaves")


@scenario("80x24")
def the_end_of_input_in_a_block(desk):
    shell = desk.shell()
    shell.type("for i in range(2):\nprint(i)\n")
    shell.keys("C-d")
    shell.settle()
    shell.shows("it is no end of the shell")


@scenario("80x24", "40x10")
def stopping_and_going_on(desk):
    bash = desk.parent_shell()
    bash.type("descent\n")
    bash.prompt(1)
    settings = bash.current_settings()
    bash.type("x = 5")
    bash.keys("C-z")
    bash.wait_until(lambda: bash.screen.row_to_cursor() == "$ ", "bash's prompt")
    bash.shows("stopped")
    desk.check(bash.current_settings() == bash.settings, "the terminal is not restored while the program is stopped")
    bash.type("fg\n")
    bash.wait_until(lambda: bash.screen.row_to_cursor() == "In [1]: x = 5", "the line again")
    bash.shows("went on")
    desk.check(bash.current_settings() == settings, "the terminal is not in the mode for editing")
    bash.type("0\n")
    bash.prompt(2)
    bash.cell("x")
    bash.shows("run")
    bash.keys("C-z")
    bash.wait_until(lambda: bash.screen.row_to_cursor() == "$ ", "bash's prompt")
    bash.type("fg\n")
    bash.prompt(3)
    bash.type("quit\n")
    bash.wait_until(lambda: bash.screen.row_to_cursor() == "$ ", "bash's prompt")
    bash.type("exit\n")
    bash.ends(0)


@scenario("80x24")
def stopping_a_cell(desk):
    bash = desk.parent_shell()
    bash.type("descent\n")
    bash.prompt(1)
    bash.type(LOOP + "\n")
    bash.wait_for_output(b"\non")
    bash.keys("C-z")
    bash.wait_until(lambda: bash.screen.row_to_cursor() == "$ ", "bash's prompt")
    bash.type("fg\n")
    bash.wait_until(lambda: not bash.is_asleep(), "the cell to go on")
    bash.keys("C-c")
    bash.prompt(2)
    bash.cell("'here'")
    bash.type("quit\n")
    bash.wait_until(lambda: bash.screen.row_to_cursor() == "$ ", "bash's prompt")


def ended_by(desk, number):
    shell = desk.shell()
    shell.cell("kept = 1")
    shell.type("typed")
    shell.wait_for("typed")
    shell.signal(number)
    shell.ends(-number)
    desk.check("kept = 1" in desk.history.read_text(), "the history is lost")


@scenario("80x24")
def a_termination_at_the_prompt(desk):
    ended_by(desk, signal.SIGTERM)


@scenario("80x24")
def a_hangup_at_the_prompt(desk):
    ended_by(desk, signal.SIGHUP)


def ended_in_a_cell_by(desk, number):
    shell = desk.shell()
    shell.cell("kept = 1")
    shell.type(LOOP + "\n")
    shell.wait_for_output(b"\non")
    shell.signal(number)
    shell.ends(-number)
    desk.check("kept = 1" in desk.history.read_text(), "the history is lost")


@scenario("80x24")
def a_termination_in_a_cell(desk):
    ended_in_a_cell_by(desk, signal.SIGTERM)


@scenario("80x24")
def a_hangup_in_a_cell(desk):
    ended_in_a_cell_by(desk, signal.SIGHUP)


@scenario("80x24")
def a_closed_window(desk):
    shell = desk.shell()
    shell.cell("kept = 1")
    shell.hang_up()
    shell.is_done = True
    desk.check(shell.wait_for_end() in (0, -signal.SIGHUP), f"the program ended with {shell.status}")
    desk.check("kept = 1" in desk.history.read_text(), "the history is lost")


@scenario("80x24")
def an_interrupt_from_elsewhere(desk):
    shell = desk.shell()
    shell.type("abc")
    shell.wait_for("abc")
    os.kill(shell.pid, signal.SIGINT)
    shell.prompt(1)
    shell.shows("it drops the line as Ctrl-C does")
