// LAPACK's Fortran routines; all arguments are passed by pointer.
#pragma once

#include <stddef.h>

typedef int integer;

extern void dgesv_(
    const integer *n, const integer *sides, double *a, const integer *lda, integer *pivots, double *b,
    const integer *ldb, integer *info);
extern void dgetrf_(
    const integer *m, const integer *n, double *a, const integer *lda, integer *pivots, integer *info);
extern void dgecon_(
    const char *norm, const integer *n, const double *a, const integer *lda, const double *anorm, double *rcond,
    double *work, integer *iwork, integer *info, size_t norm_length);
extern void zgesv_(
    const integer *n, const integer *sides, double *a, const integer *lda, integer *pivots, double *b,
    const integer *ldb, integer *info);
extern void zgetrf_(
    const integer *m, const integer *n, double *a, const integer *lda, integer *pivots, integer *info);
extern void zgeev_(
    const char *left, const char *right, const integer *n, double *a, const integer *lda, double *w, double *vl,
    const integer *ldvl, double *vr, const integer *ldvr, double *work, const integer *lwork, double *rwork,
    integer *info, size_t left_length, size_t right_length);
extern void dpotrf_(
    const char *uplo, const integer *n, double *a, const integer *lda, integer *info, size_t uplo_length);
extern void dgeqrf_(
    const integer *m, const integer *n, double *a, const integer *lda, double *tau, double *work, const integer *lwork,
    integer *info);
extern void dorgqr_(
    const integer *m, const integer *n, const integer *k, double *a, const integer *lda, const double *tau,
    double *work, const integer *lwork, integer *info);
extern void dgesdd_(
    const char *job, const integer *m, const integer *n, double *a, const integer *lda, double *s, double *u,
    const integer *ldu, double *vt, const integer *ldvt, double *work, const integer *lwork, integer *iwork,
    integer *info, size_t job_length);
extern void dsyevd_(
    const char *job, const char *uplo, const integer *n, double *a, const integer *lda, double *w, double *work,
    const integer *lwork, integer *iwork, const integer *liwork, integer *info, size_t job_length, size_t uplo_length);
extern void dgeev_(
    const char *left, const char *right, const integer *n, double *a, const integer *lda, double *wr, double *wi,
    double *vl, const integer *ldvl, double *vr, const integer *ldvr, double *work, const integer *lwork,
    integer *info, size_t left_length, size_t right_length);
extern void dgelsd_(
    const integer *m, const integer *n, const integer *sides, double *a, const integer *lda, double *b,
    const integer *ldb, double *s, const double *rcond, integer *rank, double *work, const integer *lwork,
    integer *iwork, integer *info);
extern void dtrmm_(
    const char *side, const char *uplo, const char *transposes, const char *diagonal, const integer *m,
    const integer *n, const double *alpha, const double *a, const integer *lda, double *b, const integer *ldb,
    size_t side_length, size_t uplo_length, size_t transposes_length, size_t diagonal_length);
extern void dgemm_(
    const char *transposes_a, const char *transposes_b, const integer *m, const integer *n, const integer *k,
    const double *alpha, const double *a, const integer *lda, const double *b, const integer *ldb, const double *beta,
    double *c, const integer *ldc, size_t a_length, size_t b_length);
