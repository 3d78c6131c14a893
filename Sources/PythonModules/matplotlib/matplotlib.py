"""What `import matplotlib` gives: the parts of it that figures here know, which are all pyplot's."""
import _pyplot as pyplot
import _colormaps as cm

lines = patches = collections = colors = ticker = figure = axes = gridspec = text = image = container = legend = pyplot
rcParams, rc, rcdefaults, rc_context, style = pyplot.rcParams, pyplot.rc, pyplot.rcdefaults, pyplot.rc_context, pyplot.style


def use(backend, *, force=True):
    """Chooses a backend: there is only one here."""


def get_backend():
    """Which backend draws."""
    return 'descent'


def interactive(b):
    """Whether figures are shown as they change: they aren't."""


def set_loglevel(level):
    """Changes nothing here."""
