// One field of a table, read as a number, a truth value or a text.
#pragma once
#include "CKernels.h"
#include "decimal_reading.h"
#include <locale.h>
#include <stdlib.h>
#ifdef __APPLE__
#include <xlocale.h>
#endif

/// The bytes of a field's text; `quoted` where they still have quotation marks in them.
typedef struct {
    place start, end;
} piece;

static inline bool is_letter_or(unsigned char byte, char upper) { return (byte & 0xDF) == upper; }

static bool is_word_of(const ck_words *words, piece text) {
    if (!words) return false;
    ptrdiff_t length = text.end - text.start;
    if (length == 0) return words->has_empty;
    if (!words->begins[*text.start]) return false;
    ptrdiff_t start = 0;
    for (ptrdiff_t index = 0; index < words->count; index++) {
        ptrdiff_t end = words->ends[index];
        if (end - start == length && memcmp(words->bytes + start, text.start, (size_t)length) == 0) return true;
        start = end;
    }
    return false;
}

/// Whether letters are these, in either case.
static inline bool is_word(piece text, const char *word, ptrdiff_t length) {
    if (text.end - text.start != length) return false;
    for (ptrdiff_t index = 0; index < length; index++)
        if (!is_letter_or(text.start[index], word[index])) return false;
    return true;
}

static inline piece without_blanks(piece text) {
    while (text.start < text.end && is_blank(*text.start)) text.start++;
    while (text.start < text.end && is_blank(text.end[-1])) text.end--;
    return text;
}

/// What an int is.
typedef enum { no_whole, small_whole, large_whole, huge_whole } whole_form;

/// Reads `[+-] digits`, with a mark between thousands or without; a large one has no sign below zero.
static inline whole_form read_whole(piece text, const ck_dialect *dialect, int64_t *value, bool *is_negative) {
    place at = text.start;
    *is_negative = at < text.end && *at == '-';
    if (at < text.end && (*at == '-' || *at == '+')) at++;
    if (at == text.end || !is_digit(*at)) return no_whole;
    uint64_t sum = 0;
    bool is_huge = false;
    for (; at < text.end; at++) {
        if (dialect->thousands && *at == dialect->thousands) continue;
        if (!is_digit(*at)) return no_whole;
        uint64_t digit = (uint64_t)(*at - '0');
        is_huge |= sum > (UINT64_MAX - digit) / 10;
        sum = sum * 10 + digit;
    }
    if (is_huge) return huge_whole;
    if (*is_negative) {
        if (sum == 0 && dialect->keeps_negative_zero) return no_whole;
        if (sum > (uint64_t)INT64_MAX + 1) return huge_whole;
        *value = (int64_t)(0 - sum);
        return small_whole;
    }
    *value = (int64_t)sum;
    return sum > INT64_MAX ? large_whole : small_whole;
}

/// Whether a field has the form `[+-] digits [. digits] [e [+-] digits]`.
static bool has_number_form(place at, place end) {
    if (at < end && (*at == '-' || *at == '+')) at++;
    ptrdiff_t digits = 0;
    for (; at < end && is_digit(*at); at++) digits++;
    if (at < end && *at == '.') for (at++; at < end && is_digit(*at); at++) digits++;
    if (digits == 0) return false;
    if (at == end) return true;
    if (!is_letter_or(*at++, 'E')) return false;
    if (at < end && (*at == '-' || *at == '+')) at++;
    place exponent = at;
    while (at < end && is_digit(*at)) at++;
    return at == end && at > exponent;
}

/// A number whose digits beyond the 19th decide.
static double read_long_number(place start, place end) {
    char *text = malloc((size_t)(end - start) + 1);
    locale_t plain = newlocale(LC_NUMERIC_MASK, "C", NULL);
    if (!text || !plain) abort();
    memcpy(text, start, (size_t)(end - start));
    text[end - start] = 0;
    locale_t outer = uselocale(plain);
    double value = strtod(text, NULL);
    uselocale(outer);
    freelocale(plain);
    free(text);
    return value;
}

/// Reads a number with a decimal point and nothing between thousands; words for infinity as pandas has them.
static bool read_plain_number(piece text, double *value) {
    place at = text.start, digits = at;
    if (at == text.end) return false;
    if (*digits == '-' || *digits == '+') digits++;
    if (digits < text.end && !is_digit(*digits) && *digits != '.') {
        piece word = {digits, text.end};
        if (!is_word(word, "INF", 3) && !is_word(word, "INFINITY", 8)) return false;
        *value = *at == '-' ? -INFINITY : INFINITY;
        return true;
    }
    if (read_number(&at, text.end, value) && at == text.end) return true;
    if (!has_number_form(text.start, text.end)) return false;
    *value = read_long_number(text.start, text.end);
    return true;
}

/// The same with other marks, which are taken out of a copy.
static bool read_marked_number(piece text, const ck_dialect *dialect, double *value) {
    unsigned char copy[128];
    if (text.end - text.start > (ptrdiff_t)sizeof copy) return false;
    ptrdiff_t length = 0;
    bool is_whole = true;
    for (place at = text.start; at < text.end; at++) {
        if (dialect->thousands && *at == dialect->thousands && is_whole) {
            // It parts digits, and never begins a number.
            if (length == 0 || !is_digit(copy[length - 1])) return false;
            continue;
        }
        if (*at == dialect->decimal) copy[length++] = '.', is_whole = false;
        else if (*at == '.') return false;
        else {
            if (!is_digit(*at) && length > 0) is_whole = false;
            copy[length++] = *at;
        }
    }
    return read_plain_number((piece){copy, copy + length}, value);
}

static inline bool read_any_number(piece text, const ck_dialect *dialect, double *value) {
    if (dialect->decimal == '.' && !dialect->thousands) return read_plain_number(text, value);
    return read_marked_number(text, dialect, value);
}

/// Whether a field is a truth value, which `value` then holds.
static bool read_truth(piece text, const ck_dialect *dialect, unsigned char *value) {
    bool is_true = is_word(text, "TRUE", 4) || is_word_of(dialect->true_words, text);
    if (!is_true && !is_word(text, "FALSE", 5) && !is_word_of(dialect->false_words, text)) return false;
    *value = is_true;
    return true;
}

static bool is_missing(const ck_column *column, piece text, const ck_dialect *dialect) {
    if (is_word_of(column->missing_words, text)) return true;
    double value;
    if (column->missing_number_count == 0 || !read_any_number(without_blanks(text), dialect, &value)) return false;
    for (ptrdiff_t index = 0; index < column->missing_number_count; index++)
        if (column->missing_numbers[index] == value) return true;
    return false;
}

/// What a field is that isn't missing.
static unsigned classify(piece text, const ck_dialect *dialect) {
    piece inner = without_blanks(text);
    int64_t whole;
    double number;
    unsigned char truth;
    bool is_negative;
    switch (read_whole(inner, dialect, &whole, &is_negative)) {
        case small_whole: return CK_SEEN_WHOLE | (is_negative ? CK_SEEN_NEGATIVE : 0);
        case large_whole: return CK_SEEN_LARGE;
        // Beyond 64 bits a float would lose digits: it stays as it is written.
        case huge_whole: return CK_SEEN_TEXT;
        case no_whole: break;
    }
    if (read_any_number(inner, dialect, &number)) return CK_SEEN_NUMBER;
    return read_truth(text, dialect, &truth) ? CK_SEEN_TRUTH : CK_SEEN_TEXT;
}

/// Writes a text of up to 15 bytes as an element.
static inline void write_short_text(piece text, uint64_t *element) {
    uint64_t high = 0, low = 0;
    ptrdiff_t length = text.end - text.start;
    if (length >= 8) {
        memcpy(&high, text.start, 8);
        unsigned char rest[8] = {0};
        memcpy(rest, text.start + 8, (size_t)(length - 8));
        memcpy(&low, rest, 8);
    } else {
        unsigned char first[8] = {0};
        memcpy(first, text.start, (size_t)length);
        memcpy(&high, first, 8);
    }
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    high = __builtin_bswap64(high);
    low = __builtin_bswap64(low);
#endif
    element[0] = high;
    element[1] = low | (uint64_t)length;
}

/// The code points of a text.
static inline ptrdiff_t code_points(piece text) {
    ptrdiff_t count = 0;
    for (place at = text.start; at < text.end; at++) count += (*at & 0xC0) != 0x80;
    return count;
}
