// LAPACK's operations on one matrix, called like NumPy calls them: the choice of routine and lengths determines the
// bits.
#include "calls.h"
#include <limits.h>
#include <math.h>
#include <string.h>

/// Transposes a matrix in blocks that stay in the cache.
static void transpose(double *target, const double *source, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t target_row) {
    const ptrdiff_t block = 32;
    for (ptrdiff_t top = 0; top < rows; top += block) {
        for (ptrdiff_t left = 0; left < columns; left += block) {
            ptrdiff_t bottom = least(top + block, rows), right = least(left + block, columns);
            for (ptrdiff_t row = top; row < bottom; row++) {
                for (ptrdiff_t column = left; column < right; column++) {
                    target[column * target_row + row] = source[row * columns + column];
                }
            }
        }
    }
}

/// Copies LAPACK's columns of `length` numbers each to rows.
static void give(double *target, const double *source, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t length) {
    const ptrdiff_t block = 32;
    for (ptrdiff_t left = 0; left < columns; left += block) {
        for (ptrdiff_t row = 0; row < rows; row++) {
            for (ptrdiff_t column = left; column < least(left + block, columns); column++) {
                target[row * columns + column] = source[column * length + row];
            }
        }
    }
}

static void fill(double *target, ptrdiff_t count, double value) {
    if (!target) return;
    for (ptrdiff_t place = 0; place < count; place++) target[place] = value;
}

static void make_identity(double *target, ptrdiff_t size) {
    fill(target, size * size, 0);
    for (ptrdiff_t place = 0; place < size; place++) target[place * (size + 1)] = 1;
}

/// The 1-norm: the largest sum of absolute values in a column.
static double one_norm(const double *a, ptrdiff_t size) {
    double norm = 0;
    for (ptrdiff_t column = 0; column < size; column++) {
        double sum = 0;
        for (ptrdiff_t row = 0; row < size; row++) sum += fabs(a[column * size + row]);
        if (sum > norm || isnan(sum)) norm = sum;
    }
    return norm;
}

/// The reciprocal condition number, estimated from the factors. The estimate takes part of the solution's time, so
/// large matrices whose pivots are harmless skip it.
static double reciprocal_condition(COBCall *call, double norm) {
    integer n = (integer)call->task.rows, info = 0;
    double smallest = INFINITY, largest = 0, result = 1;
    for (ptrdiff_t place = 0; place < n; place++) {
        double pivot = fabs(call->space.a[place * (n + (ptrdiff_t)1)]);
        smallest = fmin(smallest, pivot);
        largest = fmax(largest, pivot);
    }
    if (n == 0 || (n > 64 && smallest > 1e-6 * largest)) return 1;
    dgecon_("1", &n, call->space.a, &n, &norm, &result, call->space.work, call->space.iwork, &info, 1);
    return result;
}

static bool solve(COBCall *call, ptrdiff_t place) {
    const COBTask *task = &call->task;
    Workspace *space = &call->space;
    integer n = (integer)task->rows, lda = (integer)most(n, 1), info = 0;
    integer sides = task->sides < 0 ? n : (integer)task->sides;
    double norm = one_norm(space->a, n);
    if (task->sides < 0) {
        make_identity(space->b, n);
    } else {
        transpose(space->b, call->places.right + place * n * sides, n, sides, n);
    }
    dgesv_(&n, &sides, space->a, &lda, space->iwork, space->b, &lda, &info);
    double *result = call->places.first + place * n * sides;
    if (info != 0) {
        fill(result, (ptrdiff_t)n * sides, NAN);
        call->places.second[place] = 0;
        return false;
    }
    give(result, space->b, n, sides, n);
    call->places.second[place] = reciprocal_condition(call, norm);
    return true;
}

static bool determine(COBCall *call, ptrdiff_t place) {
    Workspace *space = &call->space;
    integer n = (integer)call->task.rows, lda = (integer)most(n, 1), info = 0;
    double *sign = call->places.first + place, *logarithm = call->places.second + place;
    dgetrf_(&n, &n, space->a, &lda, space->iwork, &info);
    *sign = info > 0 ? 0 : 1;
    *logarithm = info > 0 ? -INFINITY : 0;
    if (info != 0) return info > 0;
    for (ptrdiff_t row = 0; row < n; row++) {
        double pivot = space->a[row * (n + (ptrdiff_t)1)];
        if (space->iwork[row] != row + 1) *sign = -*sign;
        if (pivot < 0) *sign = -*sign;
        *logarithm += log(pivot < 0 ? -pivot : pivot);
    }
    return true;
}

static bool take_root(COBCall *call, ptrdiff_t place) {
    Workspace *space = &call->space;
    bool is_upper = call->task.is_upper;
    integer n = (integer)call->task.rows, lda = (integer)most(n, 1), info = 0;
    double *result = call->places.first + place * n * n;
    dpotrf_(is_upper ? "U" : "L", &n, space->a, &lda, &info, 1);
    if (info != 0) {
        fill(result, (ptrdiff_t)n * n, NAN);
        return false;
    }
    give(result, space->a, n, n, n);
    for (ptrdiff_t row = 0; row < n; row++) {
        double *start = result + row * n;
        if (is_upper) {
            fill(start, row, 0);
        } else {
            fill(start + row + 1, n - row - 1, 0);
        }
    }
    return true;
}

/// Copies the triangle on and above the diagonal.
static void give_triangle(double *target, const double *a, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t length) {
    for (ptrdiff_t row = 0; row < rows; row++) {
        for (ptrdiff_t column = 0; column < columns; column++) {
            target[row * columns + column] = column < row ? 0 : a[column * length + row];
        }
    }
}

static bool reflect(COBCall *call, ptrdiff_t place) {
    const COBTask *task = &call->task;
    Workspace *space = &call->space;
    ptrdiff_t rows = task->rows, columns = task->columns, all = q_columns(task);
    integer m = (integer)rows, n = (integer)columns, k = (integer)least(m, n), lda = (integer)most(m, 1), info = 0;
    dgeqrf_(&m, &n, space->a, &lda, space->s, space->work, &space->lwork, &info);
    if (info != 0) return false;
    if (task->operation == COB_RAW_QR) {
        memcpy(call->places.first + place * rows * columns, space->a, (size_t)(rows * columns) * sizeof(double));
        memcpy(call->places.second + place * k, space->s, (size_t)k * sizeof(double));
        return true;
    }
    ptrdiff_t r_rows = task->has_vectors ? all : k;
    // There is nothing below the matrix's own rows: r_rows is at most `rows`.
    give_triangle(call->places.second + place * r_rows * columns, space->a, r_rows, columns, rows);
    if (!task->has_vectors) return true;
    integer mc = (integer)all;
    dorgqr_(&m, &mc, &k, space->a, &lda, space->s, space->work, &space->lwork, &info);
    if (info != 0) return false;
    give(call->places.first + place * rows * all, space->a, rows, all, rows);
    return true;
}

static bool take_singular_values(COBCall *call, ptrdiff_t place) {
    const COBTask *task = &call->task;
    const COBPlaces *places = &call->places;
    Workspace *space = &call->space;
    ptrdiff_t rows = task->rows, columns = task->columns, k = least(rows, columns);
    ptrdiff_t u_columns = task->is_full ? rows : k, v_rows = task->is_full ? columns : k;
    integer m = (integer)rows, n = (integer)columns, lda = (integer)most(m, 1), ldv = (integer)most(v_rows, 1), info = 0;
    const char *job = !task->has_vectors ? "N" : task->is_full ? "A" : "S";
    dgesdd_(
        job, &m, &n, space->a, &lda, space->s, space->u, &lda, space->v, &ldv, space->work, &space->lwork,
        space->iwork, &info, 1);
    double *u = places->first ? places->first + place * rows * u_columns : NULL;
    double *v = places->third ? places->third + place * v_rows * columns : NULL;
    if (info != 0) {
        fill(places->second + place * k, k, NAN);
        fill(u, rows * u_columns, NAN);
        fill(v, v_rows * columns, NAN);
        return false;
    }
    memcpy(places->second + place * k, space->s, (size_t)k * sizeof(double));
    if (!task->has_vectors) return true;
    if (task->is_full && k == 0) {
        // LAPACK leaves the vectors of an empty matrix unset.
        make_identity(space->u, rows);
        make_identity(space->v, columns);
    }
    give(u, space->u, rows, u_columns, rows);
    give(v, space->v, v_rows, columns, v_rows);
    return true;
}

static bool take_symmetric_eigen(COBCall *call, ptrdiff_t place) {
    const COBTask *task = &call->task;
    Workspace *space = &call->space;
    integer n = (integer)task->rows, lda = (integer)most(n, 1), info = 0;
    double *values = call->places.first + place * n;
    double *vectors = call->places.second ? call->places.second + place * n * n : NULL;
    dsyevd_(
        task->has_vectors ? "V" : "N", task->is_upper ? "U" : "L", &n, space->a, &lda, space->s, space->work,
        &space->lwork, space->iwork, &space->liwork, &info, 1, 1);
    if (info != 0) {
        fill(values, n, NAN);
        fill(vectors, (ptrdiff_t)n * n, NAN);
        return false;
    }
    memcpy(values, space->s, (size_t)n * sizeof(double));
    if (vectors) give(vectors, space->a, n, n, n);
    return true;
}

static bool take_eigen(COBCall *call, ptrdiff_t place) {
    const COBTask *task = &call->task;
    Workspace *space = &call->space;
    integer n = (integer)task->rows, lda = (integer)most(n, 1), info = 0;
    double *real = call->places.first + place * n, *imaginary = call->places.second + place * n;
    double *vectors = call->places.third ? call->places.third + place * n * n : NULL;
    dgeev_(
        "N", task->has_vectors ? "V" : "N", &n, space->a, &lda, space->s, space->s + n, NULL, &lda, space->v, &lda,
        space->work, &space->lwork, &info, 1, 1);
    if (info != 0) {
        fill(real, n, NAN);
        fill(imaginary, n, 0);
        fill(vectors, (ptrdiff_t)n * n, NAN);
        return false;
    }
    memcpy(real, space->s, (size_t)n * sizeof(double));
    memcpy(imaginary, space->s + n, (size_t)n * sizeof(double));
    if (vectors) give(vectors, space->v, n, n, n);
    return true;
}

/// Each column's sum of squares below the solution, added one by one.
static void give_errors(const COBCall *call, double *errors) {
    ptrdiff_t rows = call->task.rows, columns = call->task.columns;
    for (ptrdiff_t side = 0; side < call->task.sides; side++) {
        const double *column = call->space.b + side * most(rows, columns);
        errors[side] = 0;
        for (ptrdiff_t row = columns; row < rows; row++) errors[side] += column[row] * column[row];
    }
}

static bool approximate(COBCall *call, ptrdiff_t place) {
    const COBTask *task = &call->task;
    const COBPlaces *places = &call->places;
    Workspace *space = &call->space;
    ptrdiff_t rows = task->rows, columns = task->columns, sides = task->sides, k = least(rows, columns);
    ptrdiff_t length = most(most(rows, columns), 1);
    integer m = (integer)rows, n = (integer)columns, lda = (integer)most(m, 1), ldb = (integer)length, info = 0, rank = 0;
    // LAPACK needs at least one column.
    integer taken = (integer)most(sides, 1);
    fill(space->b, length * taken, 0);
    transpose(space->b, places->right + place * rows * sides, rows, sides, length);
    dgelsd_(
        &m, &n, &taken, space->a, &lda, space->b, &ldb, space->s, &task->cutoff, &rank, space->work, &space->lwork,
        space->iwork, &info);
    call->rank = rank;
    if (info != 0) return false;
    if (rows == 0) fill(space->b, length * taken, 0);
    give(places->first + place * columns * sides, space->b, columns, sides, length);
    give_errors(call, places->second + place * sides);
    memcpy(places->third + place * k, space->s, (size_t)k * sizeof(double));
    return true;
}

bool cob_take(COBCall *call, ptrdiff_t place) {
    const COBTask *task = &call->task;
    if (parts(task) == 2) return cob_take_complex(call, place);
    ptrdiff_t rows = task->rows, columns = task->columns;
    transpose(call->space.a, call->places.matrix + place * rows * columns, rows, columns, rows);
    switch (task->operation) {
    case COB_SOLVE: return solve(call, place);
    case COB_DETERMINANT: return determine(call, place);
    case COB_CHOLESKY: return take_root(call, place);
    case COB_QR:
    case COB_RAW_QR: return reflect(call, place);
    case COB_SVD: return take_singular_values(call, place);
    case COB_SYMMETRIC_EIGEN: return take_symmetric_eigen(call, place);
    case COB_EIGEN: return take_eigen(call, place);
    case COB_LEAST_SQUARES: return approximate(call, place);
    default: break;
    }
    return false;
}
