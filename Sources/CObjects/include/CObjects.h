#ifndef COBJECTS_H
#define COBJECTS_H

#include <stddef.h>
#include <stdint.h>

// What belongs to the cell that runs on this thread. Swift has no variables of a thread; each birth and each write reads
// the stamp, so that it must cost no more than a load.
struct running_cell {
    // The number of the run among all of the process; 0 outside of cells.
    uint64_t stamp;
    // The log that takes what was there before a write; null outside of cells.
    void *_Nullable log;
    // The machine that runs it, which generators are resumed on; null where none does.
    void *_Nullable machine;
    // How deeply releases of containers lie within each other, and what waits to be released.
    int64_t release_depth;
    void *_Nullable waiting;
    // The containers that may be part of a circle of references, how many they are, and at how many to look for circles.
    void *_Nullable known;
    int64_t known_count, known_limit;
};

extern _Thread_local struct running_cell running_cell;

static inline struct running_cell *_Nonnull running_cell_here(void) { return &running_cell; }
static inline uint64_t running_stamp(void) { return running_cell.stamp; }

// A number that no other run of the process has; never 0.
uint64_t next_running_stamp(void);

// How many references there are to an object of Swift's.
size_t reference_count(const void *_Nullable object);

// Gives a reference up, without atomic instructions.
void release_object(void *_Nullable object);

// The first place of bytes in others, in linear time; null if there is none. Swift doesn't see memmem.
const void *_Nullable find_bytes(
    const void *_Nonnull bytes, size_t count, const void *_Nonnull part, size_t part_count);

// How many bytes begin a code point of UTF-8: of the others the highest bits are 10.
size_t count_code_points(const uint8_t *_Nonnull bytes, size_t count);

#endif
