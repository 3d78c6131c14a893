// Functions that newer OpenBLAS versions, such as NumPy's, compute differently from Debian's, with different digits.
// They replace the functions of the same names in the archive.
#include "routines.h"
#include <stdbool.h>

void dscal_(const integer *count, const double *factor, double *x, const integer *step);

/// `x *= factor`; a factor of 0 preserves signs and nan, where Debian's version writes zeros.
void dscal_(const integer *count, const double *factor, double *x, const integer *step) {
    if (*step <= 0 || *factor == 1) return;
    for (ptrdiff_t place = 0; place < *count; place++) x[place * *step] *= *factor;
}

/// The triangular factor T of a block of reflections, `H = I - V T Vᵀ`, computed recursively: for halves V₁ and V₂ of
/// V, T has their triangular factors T₁ and T₂ on its diagonal and `-T₁ (V₁ᵀ V₂) T₂` between them (Elmroth and
/// Gustavson, IBM J. Res. Develop. 44, 2000), or with the halves swapped for backward reflections. Debian's version
/// adds one reflection at a time.
void dlarft_(
    const char *direction, const char *storage, const integer *length, const integer *count, const double *v,
    const integer *ldv, const double *tau, double *t, const integer *ldt, size_t direction_length,
    size_t storage_length);

/// A block of V, for recursive halving.
typedef struct {
    /// Whether the reflections are in forward order, and whether they are columns of V.
    bool is_forward, by_columns;
    integer ldv, ldt;
} Block;

static void multiply_triangles(const Block *block, integer rows, integer columns, const double *left,
    const double *right, double *t) {
    const char *half = block->is_forward ? "U" : "L";
    const double one = 1, minus_one = -1;
    dtrmm_("L", half, "N", "N", &rows, &columns, &minus_one, left, &block->ldt, t, &block->ldt, 1, 1, 1, 1);
    dtrmm_("R", half, "N", "N", &rows, &columns, &one, right, &block->ldt, t, &block->ldt, 1, 1, 1, 1);
}

static void make_triangle(
    const Block *block, ptrdiff_t length, ptrdiff_t count, const double *v, const double *tau, double *t
) {
    if (length == 0 || count == 0) return;
    if (length == 1 || count == 1) {
        *t = *tau;
        return;
    }
    const double one = 1;
    ptrdiff_t ldv = block->ldv, ldt = block->ldt, half = count / 2, rest = count - half, below = length - count;
    // The strides from one reflection to the next, and between elements of one reflection.
    ptrdiff_t next = block->by_columns ? ldv : 1, along = block->by_columns ? 1 : ldv;
    const char *outer = block->by_columns ? "T" : "N", *inner = block->by_columns ? "N" : "T";
    integer rows = (integer)half, columns = (integer)rest, common = (integer)below;
    if (block->is_forward) {
        const double *second = v + half * next + half * along;
        double *corner = t + half * ldt;
        make_triangle(block, length, half, v, tau, t);
        make_triangle(block, length - half, rest, second, tau + half, t + half + half * ldt);
        for (ptrdiff_t row = 0; row < half; row++) {
            for (ptrdiff_t column = 0; column < rest; column++) {
                corner[row + column * ldt] = v[row * next + (half + column) * along];
            }
        }
        dtrmm_(
            "R", block->by_columns ? "L" : "U", inner, "U", &rows, &columns, &one, second, &block->ldv, corner,
            &block->ldt, 1, 1, 1, 1);
        dgemm_(
            outer, inner, &rows, &columns, &common, &one, v + count * along, &block->ldv,
            v + half * next + count * along, &block->ldv, &one, corner, &block->ldt, 1, 1);
        multiply_triangles(block, rows, columns, t, t + half + half * ldt, corner);
    } else {
        const double *second = v + rest * next;
        double *corner = t + rest;
        make_triangle(block, length - half, rest, v, tau, t);
        make_triangle(block, length, half, second, tau + rest, t + rest + rest * ldt);
        for (ptrdiff_t row = 0; row < half; row++) {
            for (ptrdiff_t column = 0; column < rest; column++) {
                corner[row + column * ldt] = second[row * next + (below + column) * along];
            }
        }
        dtrmm_(
            "R", block->by_columns ? "U" : "L", inner, "U", &rows, &columns, &one, v + below * along, &block->ldv,
            corner, &block->ldt, 1, 1, 1, 1);
        dgemm_(
            outer, inner, &rows, &columns, &common, &one, second, &block->ldv, v, &block->ldv, &one, corner,
            &block->ldt, 1, 1);
        multiply_triangles(block, rows, columns, t + rest + rest * ldt, t, corner);
    }
}

void dlarft_(
    const char *direction, const char *storage, const integer *length, const integer *count, const double *v,
    const integer *ldv, const double *tau, double *t, const integer *ldt, size_t direction_length,
    size_t storage_length
) {
    (void)direction_length;
    (void)storage_length;
    Block block = {
        .is_forward = *direction == 'F' || *direction == 'f', .by_columns = *storage == 'C' || *storage == 'c',
        .ldv = *ldv, .ldt = *ldt,
    };
    make_triangle(&block, *length, *count, v, tau, t);
}
