#include "CObjects.h"

// Swift's run-time library has it; the program that users have calls this instead (Scripts/prepare).
extern void swift_nonatomic_release(void *object);

// Behind the address of its type an object has 64 bits: those from the 34th on count its references but one, and the sign
// stands for an object that is counted elsewhere (`RefCount.h` of Swift's run-time library). What isn't a plain decrement,
// the last reference before all, is left to the library, which begins by the same test.
void release_object(void *object) {
    if ((intptr_t)object <= 0) return;
    uint64_t *bits = (uint64_t *)object + 1;
    uint64_t rest = *bits - ((uint64_t)1 << 33);
    if ((int64_t)rest < 0) {
        swift_nonatomic_release(object);
    } else {
        *bits = rest;
    }
}
