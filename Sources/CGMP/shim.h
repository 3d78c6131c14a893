// GMP's functions on words, whose names are macros that Swift can't see. A word is an unsigned long, the lowest stands
// first. None may get a count of 0 where not said; GMP's manual ("Low-level Functions") says what may overlap.
#pragma once
#include <gmp.h>

typedef unsigned long cgmp_word;

// GMP's own builds may have words of another length.
_Static_assert(sizeof(mp_limb_t) == 8 && GMP_NAIL_BITS == 0, "words of 64 bits are needed");

/// `x + y`, as many words as the longer `x` has, and the carry; `y` may have none.
static inline cgmp_word cgmp_add(cgmp_word *result, const cgmp_word *x, long x_count, const cgmp_word *y, long y_count) {
    return mpn_add(result, x, x_count, y, y_count);
}

static inline cgmp_word cgmp_add_word(cgmp_word *result, const cgmp_word *x, long count, cgmp_word y) {
    return mpn_add_1(result, x, count, y);
}

/// `x - y`, as many words as the longer `x` has, and what is borrowed; `y` may have none.
static inline cgmp_word cgmp_subtract(
    cgmp_word *result, const cgmp_word *x, long x_count, const cgmp_word *y, long y_count
) {
    return mpn_sub(result, x, x_count, y, y_count);
}

static inline cgmp_word cgmp_subtract_word(cgmp_word *result, const cgmp_word *x, long count, cgmp_word y) {
    return mpn_sub_1(result, x, count, y);
}

/// Less than 0, 0 or more, as `x` is less than `y` or not; both of so many words.
static inline int cgmp_compare(const cgmp_word *x, const cgmp_word *y, long count) { return mpn_cmp(x, y, count); }

/// `x * y`, as many words as both have; `y` may not be longer, and nothing may overlap the result.
static inline void cgmp_multiply(
    cgmp_word *result, const cgmp_word *x, long x_count, const cgmp_word *y, long y_count
) {
    mpn_mul(result, x, x_count, y, y_count);
}

/// `x / y`: a quotient of `x_count - y_count + 1` words and `y_count` that remain; `x` may not be shorter, and the highest
/// word of `y` not 0.
static inline void cgmp_divide(
    cgmp_word *quotient, cgmp_word *remainder, const cgmp_word *x, long x_count, const cgmp_word *y, long y_count
) {
    mpn_tdiv_qr(quotient, remainder, 0, x, x_count, y, y_count);
}

/// `x / y`, and what remains.
static inline cgmp_word cgmp_divide_by_word(cgmp_word *quotient, const cgmp_word *x, long count, cgmp_word y) {
    return mpn_divrem_1(quotient, 0, x, count, y);
}

/// What remains of `x / y`.
static inline cgmp_word cgmp_remainder_by_word(const cgmp_word *x, long count, cgmp_word y) {
    return mpn_mod_1(x, count, y);
}

/// Shifts by 1 to 63 bits, and gives those that fell out, at the place where they belong in the next word.
static inline cgmp_word cgmp_shift_left(cgmp_word *result, const cgmp_word *x, long count, unsigned bits) {
    return mpn_lshift(result, x, count, bits);
}

static inline cgmp_word cgmp_shift_right(cgmp_word *result, const cgmp_word *x, long count, unsigned bits) {
    return mpn_rshift(result, x, count, bits);
}

/// How many bits are 1.
static inline unsigned long cgmp_bit_count(const cgmp_word *x, long count) { return mpn_popcount(x, count); }

/// The square root, `(count + 1) / 2` words; the highest word of `x` may not be 0.
static inline void cgmp_square_root(cgmp_word *root, const cgmp_word *x, long count) {
    mpn_sqrtrem(root, NULL, x, count);
}

/// The greatest divisor of both, and how many words it has. Both are overwritten; `y` is odd, `x` has at least as many
/// bits, and no highest word is 0.
static inline long cgmp_greatest_divisor(cgmp_word *result, cgmp_word *x, long x_count, cgmp_word *y, long y_count) {
    return mpn_gcd(result, x, x_count, y, y_count);
}

/// The values of the digits, the highest first, and how many. `x` is overwritten and has room for one more word; its highest
/// isn't 0.
static inline unsigned long cgmp_digits(unsigned char *digits, int base, cgmp_word *x, long count) {
    return mpn_get_str(digits, base, x, count);
}

/// The number of these values of digits, the first of which isn't 0, and how many words it has.
static inline long cgmp_read_digits(cgmp_word *result, const unsigned char *digits, unsigned long count, int base) {
    return mpn_set_str(result, digits, count, base);
}
