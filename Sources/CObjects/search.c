#define _GNU_SOURCE
#include "CObjects.h"

#include <string.h>

const void *find_bytes(const void *bytes, size_t count, const void *part, size_t part_count) {
    return memmem(bytes, count, part, part_count);
}
