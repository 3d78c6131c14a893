// The size of LAPACK's workspace, which determines its block size and thereby the bits.
#include "calls.h"
#include <limits.h>

/// Records a routine's workspace query; false if it failed or its answer overflows.
static bool keep(Workspace *space, double length, integer other, integer info) {
    if (info != 0 || length >= INT_MAX) return false;
    space->lwork = (integer)most((ptrdiff_t)length, 1);
    space->liwork = (integer)most(other, 1);
    return true;
}

static bool ask_reflections(const COBTask *task, Workspace *space) {
    integer m = (integer)task->rows, n = (integer)task->columns, k = (integer)least(m, n), all = (integer)q_columns(task);
    integer lda = (integer)most(m, 1), ask = -1, info = 0;
    double length = 0, other = 0, nothing = 0;
    dgeqrf_(&m, &n, &nothing, &lda, &nothing, &length, &ask, &info);
    if (info == 0) dorgqr_(&m, &all, &k, &nothing, &lda, &nothing, &other, &ask, &info);
    if (other > length) length = other;
    return keep(space, length > (double)n ? length : (double)n, 1, info);
}

static bool ask_singular_values(const COBTask *task, Workspace *space) {
    integer m = (integer)task->rows, n = (integer)task->columns, k = (integer)least(m, n), iwork = 0;
    integer lda = (integer)most(m, 1), ldv = (integer)most(task->is_full ? n : k, 1), ask = -1, info = 0;
    double length = 0, nothing = 0;
    const char *job = !task->has_vectors ? "N" : task->is_full ? "A" : "S";
    dgesdd_(
        job, &m, &n, &nothing, &lda, &nothing, &nothing, &lda, &nothing, &ldv, &length, &ask, &iwork, &info, 1);
    return keep(space, length, 8 * k, info);
}

static bool ask_symmetric_eigen(const COBTask *task, Workspace *space) {
    integer n = (integer)task->rows, lda = (integer)most(n, 1), ask = -1, iwork = 0, info = 0;
    double length = 0, nothing = 0;
    dsyevd_(
        task->has_vectors ? "V" : "N", task->is_upper ? "U" : "L", &n, &nothing, &lda, &nothing, &length, &ask, &iwork,
        &ask, &info, 1, 1);
    return keep(space, length, iwork, info);
}

static bool ask_eigen(const COBTask *task, Workspace *space) {
    integer n = (integer)task->rows, lda = (integer)most(n, 1), ask = -1, info = 0;
    double length = 0, nothing = 0;
    dgeev_(
        "N", task->has_vectors ? "V" : "N", &n, &nothing, &lda, &nothing, &nothing, &nothing, &lda, &nothing, &lda,
        &length, &ask, &info, 1, 1);
    return keep(space, length, 1, info);
}

static bool ask_complex_eigen(const COBTask *task, Workspace *space) {
    integer n = (integer)task->rows, lda = (integer)most(n, 1), ask = -1, info = 0;
    double length[2] = {0, 0}, nothing[2] = {0, 0};
    zgeev_(
        "N", task->has_vectors ? "V" : "N", &n, nothing, &lda, nothing, nothing, &lda, nothing, &lda, length, &ask,
        nothing, &info, 1, 1);
    return keep(space, length[0], 1, info);
}

static bool ask_least_squares(const COBTask *task, Workspace *space) {
    integer m = (integer)task->rows, n = (integer)task->columns, sides = (integer)most(task->sides, 1);
    integer lda = (integer)most(m, 1), ldb = (integer)most(most(m, n), 1), ask = -1, iwork = 0, rank = 0, info = 0;
    double length = 0, nothing = 0;
    dgelsd_(
        &m, &n, &sides, &nothing, &lda, &nothing, &ldb, &nothing, &task->cutoff, &rank, &length, &ask, &iwork, &info);
    return keep(space, length, iwork, info);
}

bool cob_ask_lengths(const COBTask *task, Workspace *space) {
    switch (task->operation) {
    case COB_SOLVE: return keep(space, 4 * (double)task->rows, (integer)task->rows, 0);
    case COB_DETERMINANT: return keep(space, 1, (integer)task->rows, 0);
    case COB_CHOLESKY: return true;
    case COB_QR:
    case COB_RAW_QR: return ask_reflections(task, space);
    case COB_SVD: return ask_singular_values(task, space);
    case COB_SYMMETRIC_EIGEN: return ask_symmetric_eigen(task, space);
    case COB_EIGEN: return ask_eigen(task, space);
    case COB_LEAST_SQUARES: return ask_least_squares(task, space);
    case COB_COMPLEX_SOLVE:
    case COB_COMPLEX_DETERMINANT: return keep(space, 1, (integer)task->rows, 0);
    case COB_COMPLEX_EIGEN: return ask_complex_eigen(task, space);
    }
    return false;
}
