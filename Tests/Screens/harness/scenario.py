"""The list of scenarios: functions that take a desk, each run once for every size of screen it names."""

SCENARIOS = {}


def scenario(*sizes):
    """Adds a scenario for screens of these sizes, written `80x24`."""

    def add(function):
        name = f"{function.__module__.rpartition('.')[2]}.{function.__name__}"
        for size in sizes or ("80x24",):
            columns, lines = (int(part) for part in size.split("x"))
            SCENARIOS[f"{name}.{size}"] = (name, columns, lines, function)
        return function

    return add
