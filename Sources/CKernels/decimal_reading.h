// Decimal numbers, each rounded correctly: by one exact multiplication or division where that is enough (Clinger,
// "How to read floating point numbers accurately", 1990), else from the product with a power of five to 128 bits (Lemire,
// "Number parsing at a gigabyte per second", 2021; that it needs no more: Mushtak and Lemire, "Fast number parsing without
// fallback", 2023).
#pragma once
#include "decimal_powers.h"
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef const unsigned char *place;

static const double exact_powers[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
static const uint64_t short_powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000, 10000000000,
    100000000000, 1000000000000, 10000000000000, 100000000000000, 1000000000000000};
enum { most_digits = 19, exact_digits = 15 };

static inline bool is_digit(unsigned char byte) { return (unsigned char)(byte - '0') < 10; }
static inline bool is_blank(unsigned char byte) { return byte <= ' ' && (byte == ' ' || byte == '\t' || byte == 11 || byte == 12); }

/// The float64 of m * 10^q, m not 0: 53 bits and one more for rounding are cut from the product of m and 5^q.
__attribute__((always_inline)) static inline double rounded_product(uint64_t m, int64_t q) {
    if (q < smallest_power) return 0;
    if (q > largest_power) return INFINITY;
    int zeros = __builtin_clzll(m);
    m <<= zeros;
    unsigned __int128 product = (unsigned __int128)m * powers_of_five[q - smallest_power].high;
    uint64_t high = (uint64_t)(product >> 64), low = (uint64_t)product;
    // Only where the bits below are all ones could the power's lower half carry into those that count.
    if ((high & 0x1FF) == 0x1FF) {
        unsigned __int128 rest = (unsigned __int128)m * powers_of_five[q - smallest_power].low;
        uint64_t carry = (uint64_t)(rest >> 64);
        low += carry;
        if (low < carry) high++;
    }
    int top = (int)(high >> 63), shift = top + 9;
    uint64_t bits = high >> shift;
    // floor(log2(10^q)) for these q, and the place of the product's highest bit.
    int64_t exponent = ((217706 * q) >> 16) + 63 + top - zeros + 1023;
    if (exponent <= 0) {
        if (exponent <= -63) return 0;
        bits >>= 1 - exponent;
        bits = (bits + (bits & 1)) >> 1;
        // A carry into the highest bit makes it a normal number by itself.
    } else {
        // Just between two numbers, which only a product without a remainder is: to the even one.
        if (low <= 1 && q >= -4 && q <= 23 && (bits & 3) == 1 && bits << shift == high) bits &= ~(uint64_t)1;
        bits = (bits + (bits & 1)) >> 1;
        if (bits >> 53) {
            bits >>= 1;
            exponent++;
        }
        if (exponent >= 2047) return INFINITY;
        bits = (bits & ~((uint64_t)1 << 52)) | (uint64_t)exponent << 52;
    }
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/// The number that eight digits make, the first in the lowest byte.
static inline uint64_t eight_digits(uint64_t digits) {
    digits = digits * 10 + (digits >> 8);
    uint64_t pairs = 0x000000FF000000FF;
    return ((digits & pairs) * (100 + (1000000ull << 32)) + (digits >> 16 & pairs) * (1 + (10000ull << 32))) >> 32;
}

/// Marks the bytes that aren't below 10 in their highest bits.
static inline uint64_t others_than_digits(uint64_t bytes) {
    return (((bytes & 0x7F7F7F7F7F7F7F7F) + 0x7676767676767676) | bytes) & 0x8080808080808080;
}

/// Eight characters, digits as their values.
static inline uint64_t eight_bytes(place at) {
    uint64_t bytes;
    memcpy(&bytes, at, sizeof bytes);
    return bytes ^ 0x3030303030303030;
}

/// Passes over digits and appends them to a number, which wraps where there are too many.
static inline place pass_digits(place at, place end, uint64_t *number) {
    uint64_t sum = *number;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    uint64_t first, second, third;
    // Of 8 to 23 digits, as most fractions are, without a branch on how many, which is hard to foretell.
    if (end - at >= 24 && others_than_digits(first = eight_bytes(at)) == 0) {
        second = eight_bytes(at + 8);
        third = eight_bytes(at + 16);
        uint64_t others = others_than_digits(second), further = others_than_digits(third);
        if (others | further) {
            int count = (__builtin_unpredictable(others != 0) ? __builtin_ctzll(others) : 64 + __builtin_ctzll(further)) >> 3;
            // In two steps, since a shift by 128, where there is no digit, would be none.
            unsigned __int128 digits = ((unsigned __int128)third << 64 | second) << (120 - 8 * count) << 8;
            sum = sum * 100000000 + eight_digits(first);
            *number = sum * short_powers[count] + eight_digits((uint64_t)digits) * 100000000
                + eight_digits((uint64_t)(digits >> 64));
            return at + 8 + count;
        }
    }
    while (end - at >= 8) {
        uint64_t bytes = eight_bytes(at), others = others_than_digits(bytes);
        if (others == 0) {
            sum = sum * 100000000 + eight_digits(bytes);
            at += 8;
            continue;
        }
        int count = __builtin_ctzll(others) >> 3;
        *number = sum * short_powers[count] + eight_digits(bytes << (56 - 8 * count) << 8);
        return at + count;
    }
#endif
    while (at < end && is_digit(*at)) sum = sum * 10 + (uint64_t)(*at++ - '0');
    *number = sum;
    return at;
}

/// Reads `nan` or `inf`, in any case of letters.
static bool read_word(place *position, place end, bool is_negative, double *value) {
    place at = *position;
    if (end - at < 3) return false;
    unsigned char letters[] = {at[0] | 0x20, at[1] | 0x20, at[2] | 0x20};
    if (memcmp(letters, "nan", 3) == 0) *value = is_negative ? -NAN : NAN;
    else if (memcmp(letters, "inf", 3) == 0) *value = is_negative ? -INFINITY : INFINITY;
    else return false;
    *position = at + 3;
    return true;
}

/// Where there are more digits than 64 bits hold: the first 19 that count, and what the power of ten grows by for the others.
static bool first_digits(place at, place end, uint64_t *number, int64_t *dropped) {
    int count = 0;
    *number = 0;
    *dropped = 0;
    for (; at < end; at++) {
        if (!is_digit(*at)) continue;
        if (count == 0 && *at == '0') continue;
        if (count < most_digits) {
            *number = *number * 10 + (uint64_t)(*at - '0');
            count++;
        } else {
            *dropped += 1;
        }
    }
    return *dropped > 0;
}

/// Reads `[+-] digits [. digits] [e [+-] digits]`, `nan` or `inf`. False for anything else, and for numbers whose digits beyond
/// the 19th decide.
__attribute__((always_inline)) static inline bool read_number(place *position, place end, double *value) {
    place at = *position;
    if (at == end) return false;
    // Signs come as they like, and so no branch is taken on them.
    bool is_negative = *at == '-';
    at += is_negative | (*at == '+');
    uint64_t m = 0;
    place start = at;
    while (at < end && is_digit(*at)) m = m * 10 + (uint64_t)(*at++ - '0');
    ptrdiff_t digits = at - start;
    int64_t q = 0;
    if (at < end && *at == '.') {
        place fraction = at + 1;
        at = pass_digits(fraction, end, &m);
        digits += at - fraction;
        q = fraction - at;
    }
    if (digits == 0) {
        // A point by itself is none.
        if (at != start || !read_word(&at, end, is_negative, value)) return false;
        *position = at;
        return true;
    }
    place last = at;
    if (at < end && (*at | 0x20) == 'e') {
        at++;
        bool is_down = false;
        if (at < end && (*at == '-' || *at == '+')) is_down = *at++ == '-';
        if (at == end || !is_digit(*at)) return false;
        int64_t power = 0;
        // Far beyond all float64 it doesn't matter how far.
        for (; at < end && is_digit(*at); at++) if (power < 100000000) power = power * 10 + (*at - '0');
        q += is_down ? -power : power;
    }
    *position = at;
    double magnitude;
    int64_t dropped = 0;
    // By the count of digits, and not by whether they make more than 2^53, since that is hard to foretell.
    if (digits <= exact_digits && q >= -22 && q <= 22) {
        magnitude = q < 0 ? (double)m / exact_powers[-q] : (double)m * exact_powers[q];
    } else if (digits > most_digits && first_digits(start, last, &m, &dropped)) {
        q += dropped;
        magnitude = rounded_product(m, q);
        if (magnitude != rounded_product(m + 1, q)) return false;
    } else {
        magnitude = m == 0 ? 0 : rounded_product(m, q);
    }
    *value = copysign(magnitude, is_negative ? -1.0 : 1.0);
    return true;
}
