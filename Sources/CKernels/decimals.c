// Tables of decimal numbers, each correctly rounded: by one exact multiplication or division if possible (Clinger,
// "How to read floating point numbers accurately", 1990), otherwise from the product with a power of five to 128 bits
// (Lemire, "Number parsing at a gigabyte per second", 2021; that this always suffices: Mushtak and Lemire, "Fast
// number parsing without fallback", 2023).
#include "CKernels.h"
#include "decimal_powers.h"
#include <math.h>
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

/// The float64 of m * 10^q, for m other than 0: 53 bits plus one for rounding, taken from the product of m and 5^q.
__attribute__((always_inline)) static inline double rounded_product(uint64_t m, int64_t q) {
    if (q < smallest_power) return 0;
    if (q > largest_power) return INFINITY;
    int zeros = __builtin_clzll(m);
    m <<= zeros;
    unsigned __int128 product = (unsigned __int128)m * powers_of_five[q - smallest_power].high;
    uint64_t high = (uint64_t)(product >> 64), low = (uint64_t)product;
    // The power's lower half could carry into the significant bits only if the bits below them are all ones.
    if ((high & 0x1FF) == 0x1FF) {
        unsigned __int128 rest = (unsigned __int128)m * powers_of_five[q - smallest_power].low;
        uint64_t carry = (uint64_t)(rest >> 64);
        low += carry;
        if (low < carry) high++;
    }
    int top = (int)(high >> 63), shift = top + 9;
    uint64_t bits = high >> shift;
    // floor(log2(10^q)) for these q, plus the position of the product's highest bit.
    int64_t exponent = ((217706 * q) >> 16) + 63 + top - zeros + 1023;
    if (exponent <= 0) {
        if (exponent <= -63) return 0;
        bits >>= 1 - exponent;
        bits = (bits + (bits & 1)) >> 1;
        // A carry into the highest bit makes it a normal number without further work.
    } else {
        // A tie between two numbers, possible only for an exact product: round to even.
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

/// The number formed by eight digits, the first in the lowest byte.
static inline uint64_t eight_digits(uint64_t digits) {
    digits = digits * 10 + (digits >> 8);
    uint64_t pairs = 0x000000FF000000FF;
    return ((digits & pairs) * (100 + (1000000ull << 32)) + (digits >> 16 & pairs) * (1 + (10000ull << 32))) >> 32;
}

/// Sets the highest bit of each byte that is 10 or more.
static inline uint64_t others_than_digits(uint64_t bytes) {
    return (((bytes & 0x7F7F7F7F7F7F7F7F) + 0x7676767676767676) | bytes) & 0x8080808080808080;
}

/// Eight characters, with digits as their values.
static inline uint64_t eight_bytes(place at) {
    uint64_t bytes;
    memcpy(&bytes, at, sizeof bytes);
    return bytes ^ 0x3030303030303030;
}

/// Skips digits and appends them to a number, which wraps around if there are too many.
static inline place pass_digits(place at, place end, uint64_t *number) {
    uint64_t sum = *number;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    uint64_t first, second, third;
    // For 8 to 23 digits, as in most fractions, without a branch on their number, which is hard to predict.
    if (end - at >= 24 && others_than_digits(first = eight_bytes(at)) == 0) {
        second = eight_bytes(at + 8);
        third = eight_bytes(at + 16);
        uint64_t others = others_than_digits(second), further = others_than_digits(third);
        if (others | further) {
            int count = (__builtin_unpredictable(others != 0) ? __builtin_ctzll(others) : 64 + __builtin_ctzll(further)) >> 3;
            // In two steps, because a shift by 128, for no digits, would be undefined.
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

/// Reads `nan` or `inf`, case-insensitive.
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

/// For more digits than 64 bits hold: the first 19 significant ones, and the increase of the power of ten for the
/// rest.
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

/// Reads `[+-] digits [. digits] [e [+-] digits]`, `nan` or `inf`. Returns false for anything else, and for numbers
/// whose rounding depends on digits after the 19th.
__attribute__((always_inline)) static inline bool read_number(place *position, place end, double *value) {
    place at = *position;
    if (at == end) return false;
    // Signs are unpredictable, so this avoids a branch.
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
        // A point alone isn't a number.
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
        // Beyond the range of float64 the exact exponent doesn't matter.
        for (; at < end && is_digit(*at); at++) if (power < 100000000) power = power * 10 + (*at - '0');
        q += is_down ? -power : power;
    }
    *position = at;
    double magnitude;
    int64_t dropped = 0;
    // Decided by the number of digits rather than by a comparison with 2^53, which is harder to predict.
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

bool ck_read_decimal(const unsigned char *text, ptrdiff_t length, double *value) {
    place at = text;
    return read_number(&at, text + length, value) && at == text + length;
}

static inline place pass_blanks(place at, place end, int delimiter) {
    while (at < end && is_blank(*at) && *at != delimiter) at++;
    return at;
}

/// Skips the end of a line; returns false if there is something else.
static inline bool pass_line_end(place *position, place end) {
    place at = *position;
    if (at < end && *at != '\n') {
        if (*at != '\r') return false;
        if (at + 1 < end && at[1] == '\n') at++;
    }
    *position = at < end ? at + 1 : end;
    return true;
}

static inline bool read_row(place *position, place end, int delimiter, ptrdiff_t columns, const double *gap, double *numbers) {
    place at = *position;
    for (ptrdiff_t column = 0; column < columns; column++) {
        if (column > 0) {
            if (at == end || (delimiter ? *at != delimiter : !is_blank(*at))) return false;
            at++;
        }
        at = pass_blanks(at, end, delimiter);
        if (gap && (at == end || *at == delimiter || *at == '\n' || *at == '\r')) numbers[column] = *gap;
        else if (!read_number(&at, end, &numbers[column])) return false;
        // Blanks that are the delimiter are left for the next number.
        if (delimiter) at = pass_blanks(at, end, delimiter);
    }
    if (!delimiter) at = pass_blanks(at, end, 0);
    if (!pass_line_end(&at, end)) return false;
    *position = at;
    return true;
}

ptrdiff_t ck_read_rows(const unsigned char **position, const unsigned char *end, int delimiter, ptrdiff_t columns,
    const double *gap, double *numbers, ptrdiff_t most_rows) {
    // A blank line isn't a row, so the caller handles lines that might consist of gaps.
    if (columns < 2 || delimiter == 0 || is_blank((unsigned char)delimiter)) gap = NULL;
    ptrdiff_t rows = 0;
    while (rows < most_rows && *position < end
        && read_row(position, end, delimiter, columns, gap, numbers + rows * columns)) rows++;
    return rows;
}

ptrdiff_t ck_count_lines(const unsigned char *text, ptrdiff_t length) {
    if (length == 0) return 0;
    ptrdiff_t lines = 0;
    // In parts whose line ends fit a one-byte counter, so that many bytes are compared at a time.
    for (ptrdiff_t start = 0; start + 1 < length; start += 192) {
        ptrdiff_t stop = start + 192 < length - 1 ? start + 192 : length - 1;
        unsigned char count = 0;
        for (ptrdiff_t index = start; index < stop; index++)
            count += (text[index] == '\n') | ((text[index] == '\r') & (text[index + 1] != '\n'));
        lines += count;
    }
    // The last line counts whether or not it is terminated.
    return lines + 1;
}
