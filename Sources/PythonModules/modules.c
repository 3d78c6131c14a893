// The modules written in Python, embedded from their source files.
#pragma clang diagnostic ignored "-Wc23-extensions"
#include <stddef.h>
#include <string.h>
#include "PythonModules.h"

// Some consist of several files, concatenated in this order.
static const char pyplot[] = {
#embed "matplotlib/colors.py"
    , '\n',
#embed "matplotlib/lines.py"
    , '\n',
#embed "matplotlib/patches.py"
    , '\n',
#embed "matplotlib/collections.py"
    , '\n',
#embed "matplotlib/texts.py"
    , '\n',
#embed "matplotlib/plotting.py"
    , '\n',
#embed "matplotlib/bars.py"
    , '\n',
#embed "matplotlib/areas.py"
    , '\n',
#embed "matplotlib/arrows.py"
    , '\n',
#embed "matplotlib/matrices.py"
    , '\n',
#embed "matplotlib/limits.py"
    , '\n',
#embed "matplotlib/axis.py"
    , '\n',
#embed "matplotlib/legends.py"
    , '\n',
#embed "matplotlib/axes.py"
    , '\n',
#embed "matplotlib/figure.py"
    , '\n',
#embed "matplotlib/description.py"
    , '\n',
#embed "matplotlib/pyplot.py"
    , 0};

static const char matplotlib[] = {
#embed "matplotlib/matplotlib.py"
    , 0};

static const char colormaps[] = {
#embed "matplotlib/colormaps.py"
    , 0};

static const char datetime[] = {
#embed "datetime/calendar.py"
    , '\n',
#embed "datetime/spans.py"
    , '\n',
#embed "datetime/zones.py"
    , '\n',
#embed "datetime/texts.py"
    , '\n',
#embed "datetime/dates.py"
    , '\n',
#embed "datetime/times.py"
    , '\n',
#embed "datetime/parsing.py"
    , 0};

static const char os[] = {
#embed "files/os.py"
    , 0};

static const char posixpath[] = {
#embed "files/posixpath.py"
    , 0};

static const char _io[] = {
#embed "files/text_files.py"
    , '\n',
#embed "files/memory_io.py"
    , 0};

static const char json[] = {
#embed "json/json.py"
    , '\n',
#embed "json/reading.py"
    , 0};

static const char stdio[] = {
#embed "files/stdio.py"
    , 0};

static const char pandas[] = {
#embed "tables/arrays.py"
    , '\n',
#embed "tables/indexes.py"
    , '\n',
#embed "tables/levels.py"
    , '\n',
#embed "tables/arithmetic.py"
    , '\n',
#embed "tables/statistics.py"
    , '\n',
#embed "tables/formatting.py"
    , '\n',
#embed "tables/selecting.py"
    , '\n',
#embed "tables/columns.py"
    , '\n',
#embed "tables/texts.py"
    , '\n',
#embed "tables/series.py"
    , '\n',
#embed "tables/table_methods.py"
    , '\n',
#embed "tables/table_changes.py"
    , '\n',
#embed "tables/table_texts.py"
    , '\n',
#embed "tables/frames.py"
    , '\n',
#embed "tables/group_methods.py"
    , '\n',
#embed "tables/grouping.py"
    , '\n',
#embed "tables/combining.py"
    , '\n',
#embed "tables/drawing.py"
    , '\n',
#embed "tables/reading.py"
    , '\n',
#embed "tables/module.py"
    , 0};

static const char random_streams[] = {
#embed "random/random_streams.py"
    , 0};

static const char numpy_shaping[] = {
#embed "numpy/shaping.py"
    , '\n',
#embed "numpy/walking.py"
    , '\n',
#embed "numpy/diagonals.py"
    , 0};

static const char numpy_indexing[] = {
#embed "numpy/indexing.py"
    , '\n',
#embed "numpy/changes.py"
    , '\n',
#embed "numpy/grids.py"
    , 0};

static const char numpy_types[] = {
#embed "numpy/types.py"
    , 0};

static const char numpy_statistics[] = {
#embed "numpy/statistics.py"
    , '\n',
#embed "numpy/histograms.py"
    , '\n',
#embed "numpy/signals.py"
    , 0};

static const char numpy_functions[] = {
#embed "numpy/functions.py"
    , '\n',
#embed "numpy/polynomials.py"
    , '\n',
#embed "numpy/products.py"
    , 0};

static const char numpy_ufuncs[] = {
#embed "numpy/ufuncs.py"
    , '\n',
#embed "numpy/reductions.py"
    , '\n',
#embed "numpy/ufunc_methods.py"
    , 0};

static const char numpy_printing[] = {
#embed "numpy/printing.py"
    , 0};

static const char numpy_layout[] = {
#embed "numpy/layout.py"
    , 0};

static const char numpy_fourier[] = {
#embed "numpy/fourier.py"
    , 0};

static const char numpy_sums[] = {
#embed "numpy/sums.py"
    , 0};

static const char numpy_further[] = {
#embed "numpy/further.py"
    , '\n',
#embed "numpy/further_shapes.py"
    , '\n',
#embed "numpy/further_numbers.py"
    , 0};

static const char numpy_quantiles[] = {
#embed "numpy/quantiles.py"
    , 0};

static const char numpy_calculus[] = {
#embed "numpy/calculus.py"
    , 0};

static const char numpy_archives[] = {
#embed "numpy/archives.py"
    , 0};

static const char numpy_testing[] = {
#embed "numpy/testing.py"
    , 0};

static const char numpy_draws[] = {
#embed "numpy/draws.py"
    , 0};

static const char numpy_numbers[] = {
#embed "numpy/numbers.py"
    , 0};

static const char io[] = {
#embed "files/io.py"
    , 0};

static const char glob[] = {
#embed "files/glob.py"
    , 0};

static const char fnmatch[] = {
#embed "files/fnmatch.py"
    , 0};

static const char pathlib[] = {
#embed "files/pathlib.py"
    , 0};

static const char warnings[] = {
#embed "warnings/warnings.py"
    , 0};

static const char heapq[] = {
#embed "algorithms/heapq.py"
    , 0};

static const char bisect[] = {
#embed "algorithms/bisect.py"
    , 0};

static const char textwrap[] = {
#embed "texts/textwrap.py"
    , 0};

static const char pprint[] = {
#embed "texts/pprint.py"
    , 0};

static const char csv[] = {
#embed "texts/csv.py"
    , 0};

static const char fractions[] = {
#embed "numbers/fractions.py"
    , 0};

static const char numbers[] = {
#embed "numbers/numbers.py"
    , 0};

static const char _errors[] = {
#embed "numbers/errors.py"
    , 0};

static const char abc[] = {
#embed "classes/abc.py"
    , 0};

static const char contextlib[] = {
#embed "classes/contextlib.py"
    , 0};

static const char types[] = {
#embed "classes/types.py"
    , 0};

static const char timeit[] = {
#embed "classes/timeit.py"
    , 0};

static const char enumeration[] = {
#embed "classes/enum.py"
    , 0};

static const char gc[] = {
#embed "classes/gc.py"
    , 0};

static const char gradients[] = {
#embed "gradients/tracing.py"
    , '\n',
#embed "gradients/recording.py"
    , '\n',
#embed "gradients/calls.py"
    , '\n',
#embed "gradients/elementwise.py"
    , '\n',
#embed "gradients/moving.py"
    , '\n',
#embed "gradients/products.py"
    , '\n',
#embed "gradients/factorizing.py"
    , '\n',
#embed "gradients/learning.py"
    , '\n',
#embed "gradients/models.py"
    , '\n',
#embed "gradients/explaining.py"
    , '\n',
#embed "gradients/judging.py"
    , 0};

static const char steps[] = {
#embed "steps/tracing.py"
    , 0};

static const struct {
    const char *name, *source;
} modules[] = {
    {"os", os}, {"posixpath", posixpath}, {"_io", _io}, {"json", json}, {"_random", random_streams},
    {"_stdio", stdio}, {"datetime", datetime}, {"_pyplot", pyplot}, {"matplotlib", matplotlib},
    {"_colormaps", colormaps}, {"io", io}, {"glob", glob}, {"fnmatch", fnmatch}, {"pathlib", pathlib},
    {"warnings", warnings}, {"heapq", heapq}, {"bisect", bisect}, {"textwrap", textwrap}, {"pprint", pprint},
    {"csv", csv}, {"fractions", fractions}, {"numbers", numbers}, {"_errors", _errors}, {"abc", abc},
    {"contextlib", contextlib}, {"types", types}, {"timeit", timeit}, {"enum", enumeration}, {"gc", gc},
    {"_numpy_shaping", numpy_shaping}, {"_numpy_indexing", numpy_indexing}, {"_numpy_types", numpy_types},
    {"_numpy_statistics", numpy_statistics}, {"_numpy_functions", numpy_functions}, {"_numpy_ufuncs", numpy_ufuncs}, {"_numpy_numbers", numpy_numbers}, {"_numpy_further", numpy_further}, {"_numpy_sums", numpy_sums}, {"_numpy_fourier", numpy_fourier},
    {"_gradients", gradients}, {"_steps", steps}, {"_numpy_printing", numpy_printing}, {"_numpy_layout", numpy_layout},
    {"_numpy_draws", numpy_draws}, {"_numpy_quantiles", numpy_quantiles}, {"_numpy_calculus", numpy_calculus},
    {"pandas", pandas}, {"_numpy_archives", numpy_archives}, {"_numpy_testing", numpy_testing},
};

const char *python_module_source(const char *name) {
    for (size_t index = 0; index < sizeof modules / sizeof *modules; index++)
        if (strcmp(modules[index].name, name) == 0) return modules[index].source;
    return NULL;
}
