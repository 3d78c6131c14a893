// LAPACK's operations on one complex matrix, stored as pairs of numbers.
#include "calls.h"
#include <math.h>
#include <string.h>

/// Transposes `rows` rows of `columns` complex numbers.
static void transpose(double *target, const double *source, ptrdiff_t rows, ptrdiff_t columns) {
    const ptrdiff_t block = 32;
    for (ptrdiff_t top = 0; top < rows; top += block) {
        for (ptrdiff_t column = 0; column < columns; column++) {
            for (ptrdiff_t row = top; row < least(top + block, rows); row++) {
                const double *number = source + 2 * (row * columns + column);
                double *place = target + 2 * (column * rows + row);
                place[0] = number[0];
                place[1] = number[1];
            }
        }
    }
}

static void fill(double *target, ptrdiff_t count, double value) {
    if (!target) return;
    for (ptrdiff_t place = 0; place < count; place++) target[place] = value;
}

static bool solve(COBCall *call, ptrdiff_t place) {
    const COBTask *task = &call->task;
    Workspace *space = &call->space;
    integer n = (integer)task->rows, lda = (integer)most(n, 1), info = 0;
    integer sides = task->sides < 0 ? n : (integer)task->sides;
    ptrdiff_t count = 2 * (ptrdiff_t)n * sides;
    if (task->sides < 0) {
        fill(space->b, count, 0);
        for (ptrdiff_t row = 0; row < n; row++) space->b[2 * row * (n + (ptrdiff_t)1)] = 1;
    } else {
        transpose(space->b, call->places.right + place * count, n, sides);
    }
    zgesv_(&n, &sides, space->a, &lda, space->iwork, space->b, &lda, &info);
    double *result = call->places.first + place * count;
    call->places.second[place] = info == 0;
    if (info != 0) {
        fill(result, count, NAN);
        return false;
    }
    transpose(result, space->b, sides, n);
    return true;
}

static bool determine(COBCall *call, ptrdiff_t place) {
    Workspace *space = &call->space;
    integer n = (integer)call->task.rows, lda = (integer)most(n, 1), info = 0;
    double *sign = call->places.first + 2 * place, *logarithm = call->places.second + place;
    zgetrf_(&n, &n, space->a, &lda, space->iwork, &info);
    sign[0] = info > 0 ? 0 : 1;
    sign[1] = 0;
    *logarithm = info > 0 ? -INFINITY : 0;
    if (info != 0) return info > 0;
    for (ptrdiff_t row = 0; row < n; row++) {
        if (space->iwork[row] != row + 1) sign[0] = -sign[0];
    }
    for (ptrdiff_t row = 0; row < n; row++) {
        const double *pivot = space->a + 2 * row * (n + (ptrdiff_t)1);
        double size = hypot(pivot[0], pivot[1]), real = pivot[0] / size, imaginary = pivot[1] / size;
        double product = sign[0] * real - sign[1] * imaginary;
        sign[1] = sign[0] * imaginary + sign[1] * real;
        sign[0] = product;
        *logarithm += log(size);
    }
    return true;
}

static bool take_eigen(COBCall *call, ptrdiff_t place) {
    const COBTask *task = &call->task;
    Workspace *space = &call->space;
    integer n = (integer)task->rows, lda = (integer)most(n, 1), info = 0;
    double *values = call->places.first + place * 2 * n;
    double *vectors = call->places.third ? call->places.third + place * 2 * n * n : NULL;
    zgeev_(
        "N", task->has_vectors ? "V" : "N", &n, space->a, &lda, space->s, NULL, &lda, space->v, &lda, space->work,
        &space->lwork, space->u, &info, 1, 1);
    if (info != 0) {
        fill(values, 2 * (ptrdiff_t)n, NAN);
        fill(vectors, 2 * (ptrdiff_t)n * n, NAN);
        return false;
    }
    memcpy(values, space->s, 2 * (size_t)n * sizeof(double));
    if (vectors) transpose(vectors, space->v, n, n);
    return true;
}

bool cob_take_complex(COBCall *call, ptrdiff_t place) {
    const COBTask *task = &call->task;
    ptrdiff_t rows = task->rows, columns = task->columns;
    transpose(call->space.a, call->places.matrix + place * 2 * rows * columns, rows, columns);
    switch (task->operation) {
    case COB_COMPLEX_SOLVE: return solve(call, place);
    case COB_COMPLEX_DETERMINANT: return determine(call, place);
    case COB_COMPLEX_EIGEN: return take_eigen(call, place);
    default: return false;
    }
}
