// The Gram matrix of [x 1 y] in one pass over the rows.
//
// Rows are split into at most sixteen stripes, independent of the number of threads; each stripe has its own sums,
// which are added up stripe by stripe.
#include <stdlib.h>
#include <string.h>
#include "loops.h"
#include "teams.h"

enum { rows_together = 256, most_stripes = 16 };

typedef struct {
    const double *x, *y;
    extent stride, rows, columns, outputs, size, stripe_rows, stripes;
    /// The sums of each stripe.
    double *sums;
    _Atomic extent next_stripe;
    _Atomic bool failed;
    bool (*is_stopped)(void);
    const kernel_loops *loops;
} gram_pass;

static double element(const gram_pass *it, extent row, extent column) {
    if (column < it->columns) return it->x[row * it->stride + column];
    if (column == it->columns) return 1;
    return column < it->size ? it->y[row * it->outputs + column - it->columns - 1] : 0;
}

/// Packs columns in strips of `width`, row by row.
static void pack(const gram_pass *it, extent first, extent rows, extent width, double *packed) {
    for (extent strip = 0; strip < it->size; strip += width)
        for (extent row = first; row < first + rows; row++) {
            if (strip + width <= it->columns) {
                memcpy(packed, it->x + row * it->stride + strip, (size_t)width * sizeof(double));
                packed += width;
            } else {
                for (extent t = 0; t < width; t++) *packed++ = element(it, row, strip + t);
            }
        }
}

static void add_stripes(void *argument, int number) {
    gram_pass *it = argument;
    (void)number;
    double *sixes = malloc((size_t)((it->size + 5) / 6 * 6 * rows_together) * sizeof(double));
    double *eights = malloc((size_t)((it->size + 7) / 8 * 8 * rows_together) * sizeof(double));
    extent stripe;
    while (sixes && eights && (stripe = atomic_fetch_add(&it->next_stripe, 1)) < it->stripes) {
        extent first = stripe * it->stripe_rows;
        extent end = first + it->stripe_rows < it->rows ? first + it->stripe_rows : it->rows;
        for (extent row = first; row < end; row += rows_together) {
            if (it->is_stopped && it->is_stopped()) break;
            extent rows = end - row < rows_together ? end - row : rows_together;
            pack(it, row, rows, 6, sixes);
            pack(it, row, rows, 8, eights);
            it->loops->multiply_lower(rows, sixes, eights, it->size, it->sums + stripe * it->size * it->size);
        }
    }
    if (!sixes || !eights) atomic_store(&it->failed, true);
    free(sixes);
    free(eights);
}

bool ck_gram(const double *x, ptrdiff_t stride, ptrdiff_t rows, ptrdiff_t columns, const double *y, ptrdiff_t outputs,
    double *gram, int threads, bool (*is_stopped)(void)) {
    kernel_loops loops = kernel_loops_of(ck_chosen_path());
    gram_pass it = {.x = x, .y = y, .stride = stride, .rows = rows, .columns = columns, .outputs = outputs,
        .size = columns + 1 + outputs, .is_stopped = is_stopped, .loops = &loops};
    extent blocks = (rows + rows_together - 1) / rows_together;
    it.stripe_rows = (blocks + most_stripes - 1) / most_stripes * rows_together;
    it.stripes = (rows + it.stripe_rows - 1) / it.stripe_rows;
    it.sums = calloc((size_t)(it.stripes * it.size * it.size), sizeof(double));
    if (!it.sums) return false;
    if (rows * columns < 50000) threads = 1;
    team_run(threads, add_stripes, &it);
    for (extent i = 0; i < it.size; i++)
        for (extent j = 0; j <= i; j++) {
            double sum = 0;
            for (extent stripe = 0; stripe < it.stripes; stripe++) sum += it.sums[stripe * it.size * it.size + i * it.size + j];
            gram[i * it.size + j] = gram[j * it.size + i] = sum;
        }
    free(it.sums);
    return !it.failed;
}
