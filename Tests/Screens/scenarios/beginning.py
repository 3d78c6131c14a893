"""What stands on the screen before the first prompt."""

from harness.scenario import scenario

BANNER = {"DESCENT_BANNER": None}


def settle_in(desk, text):
    """Makes the user's init.session."""
    folder = desk.home / "config" / "descent"
    folder.mkdir(parents=True)
    (folder / "init.session").write_text(text, encoding="utf-8")


@scenario("80x24", "40x15", "200x50")
def greeting(desk):
    shell = desk.shell(environment=BANNER)
    shell.shows("a line that greets", colours=True)


@scenario("80x24")
def silenced(desk):
    desk.shell("--quiet", environment=BANNER).shows("by an option")
    desk.shell(environment={"DESCENT_BANNER": ""}).shows("by the environment")


@scenario("80x24")
def plain(desk):
    shell = desk.shell(environment={**BANNER, "NO_COLOR": "1"})
    shell.shows("without colour", colours=True)


@scenario("80x24", "40x15", "200x50")
def init_session(desk):
    settle_in(desk, "# %% a rate for all\nlr = 0.05\n# %%\nprint('ready')\n")
    # A relative path, so that the golden screen doesn't contain the location of the settings.
    environment = {"DESCENT_INIT": "../config/descent/init.session"}
    shell = desk.shell(environment=environment, prompt=3)
    shell.shows("its cells come first")
    shell.cell("lr")
    shell.cell("whos")
    shell.shows("they are in the session")


@scenario("80x24", "40x15")
def init_session_that_fails(desk):
    settle_in(desk, "lr = 0.05\nw = rand 5 1 +\nb = 1\n")
    environment = {"DESCENT_INIT": "../config/descent/init.session"}
    shell = desk.shell(environment=environment, prompt=None)
    shell.wait_until(lambda: shell.screen.row_to_cursor().startswith("In ["), "a prompt")
    shell.shows("told with file and line")


@scenario("80x24")
def init_session_where_it_should_be(desk):
    settle_in(desk, "lr = 0.05\n")
    shell = desk.shell(prompt=2)
    shell.cell("lr")
    shell = desk.shell("--no-init")
    shell.cell("lr")
    shell.shows("left out")
