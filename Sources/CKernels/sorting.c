// Sorting by the bytes of keys, least significant first (Knuth, The Art of Computer Programming 3, 5.2.5): each pass is
// stable, so equal elements keep their order.
#include <stdint.h>
#include <string.h>
#include "CKernels.h"

/// A number whose order among others is the element's: nan is last, and the two zeros are equal.
static inline uint64_t key_of_64(uint64_t bits, ck_key_kind kind) {
    const uint64_t sign = 1ull << 63;
    if (kind == CK_UNSIGNED_KEY) return bits;
    if (kind == CK_SIGNED_KEY) return bits ^ sign;
    if ((bits & ~sign) > 0x7ff0000000000000u) return UINT64_MAX;
    if (bits == sign) bits = 0;
    return bits & sign ? ~bits : bits | sign;
}

static inline uint64_t key_of_32(uint32_t bits, ck_key_kind kind) {
    const uint32_t sign = 1u << 31;
    if (kind == CK_UNSIGNED_KEY) return bits;
    if (kind == CK_SIGNED_KEY) return bits ^ sign;
    if ((bits & ~sign) > 0x7f800000u) return UINT32_MAX;
    if (bits == sign) bits = 0;
    return bits & sign ? (uint32_t)~bits : bits | sign;
}

#define COUNT(width, kind) \
    for (ptrdiff_t i = 0; i < count; i++) { \
        uint64_t key = key_of_##width(numbers[i], kind); \
        for (int byte = 0; byte < width / 8; byte++) counts[byte * 256 + (key >> 8 * byte & 255)]++; \
    }

#define MOVE(width, kind) \
    for (ptrdiff_t i = 0; i < count; i++) { \
        uint##width##_t number = numbers[i]; \
        moved[places[key_of_##width(number, kind) >> 8 * byte & 255]++] = number; \
    }

#define PAIR(width, kind) \
    for (ptrdiff_t i = 0; i < count; i++) \
        pairs[i] = (ck_keyed_place){.key = key_of_##width(numbers[i], kind), .place = first + i};

// The kind is a constant in each of the loops.
#define FOR_EACH_KIND(LOOP, width) \
    do { \
        if (kind == CK_UNSIGNED_KEY) { LOOP(width, CK_UNSIGNED_KEY) } \
        else if (kind == CK_SIGNED_KEY) { LOOP(width, CK_SIGNED_KEY) } \
        else { LOOP(width, CK_FLOAT_KEY) } \
    } while (0)

void ck_count_key_bytes(const void *elements, ptrdiff_t count, int width, ck_key_kind kind, ptrdiff_t *counts) {
    if (width == 8) {
        const uint64_t *numbers = elements;
        FOR_EACH_KIND(COUNT, 64);
    } else {
        const uint32_t *numbers = elements;
        FOR_EACH_KIND(COUNT, 32);
    }
}

void ck_move_by_key_byte(const void *elements, ptrdiff_t count, int width, ck_key_kind kind, int byte, void *target,
    ptrdiff_t *places) {
    if (width == 8) {
        const uint64_t *numbers = elements;
        uint64_t *moved = target;
        FOR_EACH_KIND(MOVE, 64);
    } else {
        const uint32_t *numbers = elements;
        uint32_t *moved = target;
        FOR_EACH_KIND(MOVE, 32);
    }
}

void ck_pair_keys(const void *elements, ptrdiff_t first, ptrdiff_t count, int width, ck_key_kind kind,
    ck_keyed_place *pairs) {
    if (width == 8) {
        const uint64_t *numbers = elements;
        FOR_EACH_KIND(PAIR, 64);
    } else {
        const uint32_t *numbers = elements;
        FOR_EACH_KIND(PAIR, 32);
    }
}

void ck_move_pairs_by_key_byte(const ck_keyed_place *pairs, ptrdiff_t count, int byte, ck_keyed_place *target,
    ptrdiff_t *places) {
    for (ptrdiff_t i = 0; i < count; i++) target[places[pairs[i].key >> 8 * byte & 255]++] = pairs[i];
}
