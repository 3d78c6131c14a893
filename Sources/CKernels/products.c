// Products of matrices and vectors on all threads; the order of additions of each element doesn't depend on the
// thread.
#include <stdlib.h>
#include <string.h>
#include "loops.h"
#include "teams.h"

/// The number of rows of a, and of columns of b, packed together.
enum { rows_together = 96, columns_together = 512 };

typedef struct {
    extent m, k, n;
    ck_matrix a, b;
    double *c;
    extent c_row, c_column;
    bool is_symmetric;
    extent start, length;
    /// The packed columns of b, strip by strip, and their range.
    double *packed_b;
    extent first_column, columns;
    _Atomic extent next_row;
    /// Whether a thread ran out of memory.
    _Atomic bool failed;
    bool (*is_stopped)(void);
    const kernel_loops *loops;
} product;

/// Packs six rows at a time, column by column; missing rows are zeros, whose sums are never read.
static void pack_rows(const product *it, extent first, extent rows, double *packed) {
    const double *from = it->a.elements + first * it->a.row + it->start * it->a.column;
    for (extent i = 0; i < rows; i += 6)
        for (extent l = 0; l < it->length; l++)
            for (extent t = 0; t < 6; t++)
                *packed++ = i + t < rows ? from[(i + t) * it->a.row + l * it->a.column] : 0;
}

static void pack_columns(const product *it, double *packed) {
    const double *from = it->b.elements + it->start * it->b.row + it->first_column * it->b.column;
    for (extent j = 0; j < it->columns; j += 8)
        for (extent l = 0; l < it->length; l++)
            for (extent t = 0; t < 8; t++)
                *packed++ = j + t < it->columns ? from[l * it->b.row + (j + t) * it->b.column] : 0;
}

/// A thread's part: rows until none are left.
static void multiply_rows(void *argument, int number) {
    product *it = argument;
    (void)number;
    double *packed_a = malloc((size_t)(rows_together * it->length) * sizeof(double));
    // The last row of an odd number of rows has its own order in columns that fill vectors.
    double *kept = malloc((size_t)it->columns * sizeof(double));
    if (!packed_a || !kept) atomic_store(&it->failed, true);
    extent first;
    while (packed_a && kept && (first = atomic_fetch_add(&it->next_row, rows_together)) < it->m) {
        if (it->is_stopped && it->is_stopped()) break;
        extent rows = it->m - first < rows_together ? it->m - first : rows_together;
        bool is_odd = !it->is_symmetric && it->m % 2 == 1 && first + rows == it->m;
        pack_rows(it, first, rows, packed_a);
        extent fours = is_odd ? rounded_down(it->n, 4) : 0;
        extent whole = fours - it->first_column < it->columns ? fours - it->first_column : it->columns;
        double *row = it->c + (it->m - 1) * it->c_row + it->first_column * it->c_column;
        // The tiles compute that row too; its columns are restored and then added to in their own order.
        for (extent j = 0; j < whole; j++) kept[j] = row[j * it->c_column];
        it->loops->multiply_packed(it->length, packed_a, rows, it->packed_b, it->columns,
            it->c + first * it->c_row + it->first_column * it->c_column, it->c_row, it->c_column);
        if (whole <= 0) continue;
        for (extent j = 0; j < whole; j++) row[j * it->c_column] = kept[j];
        it->loops->odd_row(it->length, it->a.elements + (it->m - 1) * it->a.row + it->start * it->a.column, it->a.column,
            it->b.elements + it->start * it->b.row + it->first_column * it->b.column, it->b.row, it->b.column, whole,
            row, it->c_column);
    }
    free(kept);
    free(packed_a);
}

bool ck_matrix_product(ptrdiff_t m, ptrdiff_t k, ptrdiff_t n, ck_matrix a, ck_matrix b, double *c, ptrdiff_t c_row,
    ptrdiff_t c_column, bool is_symmetric, int threads, bool (*is_stopped)(void)) {
    kernel_loops loops = kernel_loops_of(ck_chosen_path());
    product it = {.m = m, .k = k, .n = n, .a = a, .b = b, .c = c, .c_row = c_row, .c_column = c_column,
        .is_symmetric = is_symmetric, .is_stopped = is_stopped, .loops = &loops};
    extent widest = n < columns_together ? (n + 7) / 8 * 8 : columns_together;
    it.packed_b = malloc((size_t)((k < 512 ? k : 512) * widest) * sizeof(double));
    if (!it.packed_b) return false;
    bool is_over = false;
    for (extent i = 0; i < m && !is_over; i++) {
        for (extent j = 0; j < n; j++) c[i * c_row + j * c_column] = 0;
        if (i % 64 == 0) is_over = is_stopped && is_stopped();
    }
    if (m * k * n < 200000) threads = 1;
    for (it.start = 0; it.start < k && !is_over; it.start += it.length) {
        extent left = k - it.start;
        it.length = is_symmetric ? (left >= 512 ? 256 : left > 256 ? (left + 1) / 2 : left) : product_block(left);
        for (it.first_column = 0; it.first_column < n && !is_over; it.first_column += columns_together) {
            it.columns = n - it.first_column < columns_together ? n - it.first_column : columns_together;
            pack_columns(&it, it.packed_b);
            atomic_store(&it.next_row, 0);
            team_run(threads, multiply_rows, &it);
            is_over = atomic_load(&it.failed) || (is_stopped && is_stopped());
        }
    }
    free(it.packed_b);
    return !atomic_load(&it.failed);
}

// MARK: Vectors

double ck_dot(const double *a, const double *b, ptrdiff_t count) {
    return kernel_loops_of(ck_chosen_path()).dot(a, b, count);
}

typedef struct {
    const double *x, *vector;
    double *result;
    extent stride, rows, columns, result_stride;
    int threads;
    bool (*is_stopped)(void);
    const kernel_loops *loops;
} vector_product;

/// How many numbers of a matrix are read between two checks for a stop request.
static const extent stretch = 1 << 16;

static extent stretch_rows(const vector_product *it) {
    extent rows = rounded_down(stretch / (it->columns > 0 ? it->columns : 1), 4);
    return rows < 4 ? 4 : rows;
}

static void multiply_stretch(void *argument, int number) {
    const vector_product *it = argument;
    extent share = rounded_down(it->rows / it->threads, 4), first = share * number;
    extent end = number == it->threads - 1 ? it->rows : first + share, rows = stretch_rows(it);
    for (extent row = first; row < end; row += rows) {
        if (it->is_stopped && it->is_stopped()) return;
        it->loops->vector_rows(it->x, it->stride, it->rows, it->columns, it->vector, it->result, it->result_stride, row,
            row + rows < end ? row + rows : end);
    }
}

void ck_rows_times_vector(const double *x, ptrdiff_t stride, ptrdiff_t rows, ptrdiff_t columns, const double *w, double *y,
    ptrdiff_t y_stride, int threads, bool (*is_stopped)(void)) {
    kernel_loops loops = kernel_loops_of(ck_chosen_path());
    if (rows * columns < 100000 || threads < 1) threads = 1;
    vector_product it = {x, w, y, stride, rows, columns, y_stride, threads, is_stopped, &loops};
    team_run(threads, multiply_stretch, &it);
}

static void add_stretch(void *argument, int number) {
    const vector_product *it = argument;
    extent share = rounded_down(it->columns / it->threads, 8), first = share * number;
    extent end = number == it->threads - 1 ? it->columns : first + share, rows = stretch_rows(it);
    for (extent row = 0; row < it->rows; row += rows) {
        if (it->is_stopped && it->is_stopped()) return;
        it->loops->vector_columns(it->x, it->stride, it->rows, it->columns, it->vector, it->result, first, end, row,
            row + rows < it->rows ? row + rows : it->rows);
    }
}

void ck_vector_times_matrix(const double *x, ptrdiff_t stride, ptrdiff_t rows, ptrdiff_t columns, const double *r, double *g,
    int threads, bool (*is_stopped)(void)) {
    kernel_loops loops = kernel_loops_of(ck_chosen_path());
    memset(g, 0, (size_t)columns * sizeof(double));
    if (rows * columns < 100000 || threads < 1) threads = 1;
    // Narrow stretches of rows have poor memory access.
    if (threads > columns / 256) threads = columns < 512 ? 1 : (int)(columns / 256);
    vector_product it = {x, r, g, stride, rows, columns, 1, threads, is_stopped, &loops};
    team_run(threads, add_stretch, &it);
}
