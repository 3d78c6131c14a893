#ifndef COBJECTS_H
#define COBJECTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// State of the cell that runs on this thread. Swift has no thread-local variables; every object creation and every
// write reads the stamp, so that must cost no more than a load.
struct running_cell {
    // The number of this run, unique in the process; 0 outside cells.
    uint64_t stamp;
    // The log that records previous contents before a write; null outside cells.
    void *_Nullable log;
    // The machine that runs the cell, on which generators are resumed; null if none does.
    void *_Nullable machine;
    // The depth of nested container releases, and the containers waiting to be released.
    int64_t release_depth;
    void *_Nullable waiting;
    // The containers that may be part of a reference cycle, their number, and the number at which to look for cycles.
    void *_Nullable known;
    int64_t known_count, known_limit;
};

extern _Thread_local struct running_cell running_cell;

static inline struct running_cell *_Nonnull running_cell_here(void) { return &running_cell; }
static inline uint64_t running_stamp(void) { return running_cell.stamp; }

// A number unique among the process's runs; never 0.
uint64_t next_running_stamp(void);

// The reference count of a Swift object.
size_t reference_count(const void *_Nullable object);

// Whether an object has exactly one reference. The upper half of the 64 bits after its type pointer holds the reference
// count minus one, and other bits for objects that are going or whose count is stored elsewhere (references.c).
static inline bool is_held_once(const void *_Nonnull object) { return ((const uint64_t *)object)[1] >> 32 == 0; }

// Releases a reference without atomic instructions.
void release_object(void *_Nullable object);

// The first occurrence of bytes in others, in linear time; null if there is none. Swift doesn't import memmem.
const void *_Nullable find_bytes(
    const void *_Nonnull bytes, size_t count, const void *_Nonnull part, size_t part_count);

// The number of UTF-8 code points: bytes whose two highest bits aren't 10.
size_t count_code_points(const uint8_t *_Nonnull bytes, size_t count);

#endif
