"""Runs a Python program and writes what the figures hold that it shows, a line of JSON each, as FigureData.swift does.

    python3 figures.py PROGRAM OUT
"""

import json
import math
import runpy
import sys


def numbers(values):
    """Numbers, null for what JSON has none for."""
    return [float(value) if math.isfinite(value) else None for value in values]


def some(values):
    """Of many values about two hundred, at equal distances."""
    return values[::max(len(values) // 200, 1)]


def axes(own):
    """What a pair of axes holds."""
    import numpy as np
    from matplotlib.collections import PathCollection, QuadMesh

    points = [np.ma.filled(each.get_offsets().astype(float), np.nan)
              for each in own.collections if isinstance(each, PathCollection)]
    points = [each[np.isfinite(each).all(axis=1)] for each in points]
    images = [np.ma.filled(each.get_array().astype(float), np.nan) for each in own.images]
    # The first row of a mesh is at the bottom.
    images += [np.asarray(each.get_array()).reshape(each.get_coordinates().shape[0] - 1, -1)[::-1]
               for each in own.collections if isinstance(each, QuadMesh)]
    return {
        "title": own.get_title(), "x": own.get_xlabel(), "y": own.get_ylabel(), "log": own.get_yscale() == "log",
        "lines": [[numbers(line.get_xdata()), numbers(line.get_ydata())] for line in own.lines],
        "points": [[numbers(each[:, 0]), numbers(each[:, 1])] for each in points],
        "bars": [numbers([bar.get_x(), bar.get_x() + bar.get_width(), bar.get_y() + bar.get_height()])
                 for bar in own.patches if bar.get_height() > 0],
        "images": [[*image.shape, numbers(some(image.ravel()))] for image in images],
    }


def main():
    program, out = sys.argv[1:]
    import matplotlib
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    with open(out, "w", encoding="utf-8") as file:

        def show(*_, **__):
            """Writes what is open, and closes it, as windows and Jupyter do."""
            for number in plt.get_fignums():
                drawn = [axes(own) for own in plt.figure(number).axes if own.get_label() != "<colorbar>"]
                file.write(json.dumps(drawn, sort_keys=True) + "\n")
            plt.close("all")

        plt.show = show
        sys.argv = [program]
        runpy.run_path(program, run_name="__main__")


if __name__ == "__main__":
    main()
