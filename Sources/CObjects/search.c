#define _GNU_SOURCE
#include "CObjects.h"

#include <string.h>

const void *find_bytes(const void *bytes, size_t count, const void *part, size_t part_count) {
    return memmem(bytes, count, part, part_count);
}

size_t count_code_points(const uint8_t *bytes, size_t count) {
    size_t points = 0;
    for (size_t i = 0; i < count; i++) points += (int8_t)bytes[i] >= -64;
    return points;
}
