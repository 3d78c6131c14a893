"""Runs contenders in turns, compares what they compute, and has the statistics."""

import math
import os
import random
import statistics
import time

from contenders import Failure

# The relative tolerance of results: another order of additions differs by much less, another task by much more.
TOLERANCE = 1e-9


def quartiles(samples):
    """The lower quartile, the median and the upper quartile, interpolated between samples."""
    if len(samples) == 1:
        return samples[0], samples[0], samples[0]
    lower, middle, upper = statistics.quantiles(samples, n=4, method="inclusive")
    return lower, middle, upper


def taken(samples):
    """The samples of the rounds in which there is one."""
    return [sample for sample in samples if sample is not None]


def ratio(subject, against):
    """The ratio of two contenders' medians, and the quartiles of the ratios in rounds that both have; of the ratios of
    all their samples, if fewer than three rounds have both."""
    middle = statistics.median(taken(subject)) / statistics.median(taken(against))
    pairs = [one / other for one, other in zip(subject, against) if one is not None and other is not None]
    if len(pairs) < 3:
        pairs = [one / other for one in taken(subject) for other in taken(against)]
    lower, _, upper = quartiles(pairs)
    return middle, lower, upper


def slope(points):
    """The slope of the straight line through points in log-log by least squares: the exponent of growth."""
    pairs = [(math.log(x), math.log(y)) for x, y in points]
    return statistics.linear_regression(*zip(*pairs)).slope


def geometric_mean(values):
    return math.exp(statistics.fmean(map(math.log, values)))


def difference(one, other):
    """Tells where two results differ beyond the tolerance; None if nowhere. A number near zero, which is left of larger
    ones that cancel, may differ by a thousandth of the tolerance of the largest one."""
    if len(one) != len(other):
        return f"there are {len(one)} numbers against {len(other)}"
    largest = max(map(abs, other), default=0)
    for index, (left, right) in enumerate(zip(one, other)):
        if not abs(left - right) <= TOLERANCE * abs(right) + TOLERANCE * 1e-3 * largest:
            return f"number {index} is {left!r} against {right!r}"
    return None


def compare(case, named):
    """Fails unless all workers that tell a result tell the same one; gives how many do, 0 if they print other texts."""
    told = [(name, result) for name, worker in named if (result := worker.result()) is not None]
    for name, result in told[1:]:
        if found := difference(result, told[0][1]):
            raise Failure(f"{case}: {name} computes something else than {told[0][0]}: {found}")
    texts = [text for _, worker in named if (text := worker.printed()) is not None]
    return len(told) + len(texts) if len(set(texts)) <= 1 else 0


def measure(case, threads, setting):
    """Samples of a case's contenders at so many threads, taken in turns, in another order each round.

    Returns: for each contender its samples, None in rounds it sits out, and how many contenders told the same result.
    """
    contenders = case.contenders(setting, threads)
    workers = []
    try:
        for index, contender in enumerate(contenders):
            path = setting.path(f"result-{index}")
            for ending in ("", ".npy", ".txt"):
                if os.path.exists(path + ending):
                    os.remove(path + ending)
            workers.append(contender.open(setting, threads, path))
        agreeing = compare(case.name, [(contender.name, worker) for contender, worker in zip(contenders, workers)])
        samples = {contender.name: [] for contender in contenders}
        order = list(zip(contenders, workers))
        shuffle = random.Random(f"{case.name} {threads}").shuffle
        for turn in range(case.rounds(setting)):
            shuffle(order)
            for contender, worker in order:
                sample = None
                if turn % contender.every == 0:
                    # Let spinning threads of the previous worker come to rest.
                    time.sleep(case.pause)
                    sample = worker.sample() / contender.per
                samples[contender.name].append(sample)
        return samples, agreeing
    finally:
        for worker in workers:
            worker.close()
