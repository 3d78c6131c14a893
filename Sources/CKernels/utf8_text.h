// Whether bytes are text: UTF-8 without NULs.
#pragma once
#include "CKernels.h"
#include <string.h>

/// How many bytes the character has that begins here; 0 if there is none.
static inline ptrdiff_t character_length(const unsigned char *at, const unsigned char *end) {
    unsigned char first = *at;
    if (first < 0x80) return first != 0;
    ptrdiff_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || end - at < length) return 0;
    for (ptrdiff_t index = 1; index < length; index++)
        if ((at[index] & 0xC0) != 0x80) return 0;
    // The shortest form, no surrogates, nothing beyond U+10FFFF.
    if (first == 0xE0 && at[1] < 0xA0) return 0;
    if (first == 0xED && at[1] > 0x9F) return 0;
    if (first == 0xF0 && at[1] < 0x90) return 0;
    if (first == 0xF4 && at[1] > 0x8F) return 0;
    return length;
}

const unsigned char *ck_find_bad_byte(const unsigned char *at, const unsigned char *end) {
    while (at < end) {
        while (end - at >= 8) {
            uint64_t bytes;
            memcpy(&bytes, at, sizeof bytes);
            // A byte of 0 or above 127 shows in the highest bits.
            if (((bytes - 0x0101010101010101) | bytes) & 0x8080808080808080) break;
            at += 8;
        }
        if (at == end) break;
        ptrdiff_t length = character_length(at, end);
        if (length == 0) return at;
        at += length;
    }
    return NULL;
}
