// Memory-mapped files. If one is truncated, or its disk fails, reading its memory raises SIGBUS, which would end the
// program without a message.
#define _DEFAULT_SOURCE
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include "CKernels.h"

enum { most_mappings = 256 };

/// Signal handlers may read it at any time: `end` is 0 while the entry is incomplete.
static struct {
    uintptr_t start;
    _Atomic(uintptr_t) end;
    /// The message before the program ends; null to replace the rest of the mapping with zeros.
    char *farewell;
    _Atomic(bool) is_lost;
} mappings[most_mappings];

static pthread_mutex_t change = PTHREAD_MUTEX_INITIALIZER;
static struct sigaction usual;
static bool is_installed;

/// Calls only async-signal-safe functions.
static void lose_memory(int number, siginfo_t *information, void *context) {
    (void)context;
    int error = errno;
    uintptr_t address = (uintptr_t)information->si_addr;
    for (int index = 0; index < most_mappings; index++) {
        uintptr_t end = atomic_load(&mappings[index].end);
        if (end == 0 || address < mappings[index].start || address >= end) continue;
        if (mappings[index].farewell) {
            const char *text = mappings[index].farewell;
            if (write(STDERR_FILENO, text, strlen(text)) < 0) { /* It can't be reported. */ }
            _exit(1);
        }
        uintptr_t page = (uintptr_t)getpagesize(), from = address / page * page;
        atomic_store(&mappings[index].is_lost, true);
        void *zeros = mmap((void *)from, end - from, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
        errno = error;
        if (zeros != MAP_FAILED) return;
    }
    // Some other fault: the instruction is repeated, and ends the program as it would have without this handler.
    sigaction(number, &usual, NULL);
    errno = error;
}

int ck_guard_mapping(void *start, size_t size, const char *farewell) {
    char *text = farewell ? strdup(farewell) : NULL;
    if (farewell && !text) return -1;
    pthread_mutex_lock(&change);
    if (!is_installed) {
        struct sigaction action = {0};
        action.sa_sigaction = lose_memory;
        action.sa_flags = SA_SIGINFO;
        sigemptyset(&action.sa_mask);
        is_installed = sigaction(SIGBUS, &action, &usual) == 0;
    }
    int found = -1;
    for (int index = 0; is_installed && index < most_mappings && found < 0; index++)
        if (atomic_load(&mappings[index].end) == 0) found = index;
    if (found >= 0) {
        mappings[found].start = (uintptr_t)start;
        mappings[found].farewell = text;
        atomic_store(&mappings[found].is_lost, false);
        atomic_store(&mappings[found].end, (uintptr_t)start + size);
    } else {
        free(text);
    }
    pthread_mutex_unlock(&change);
    return found;
}

bool ck_is_lost(int guard) { return guard >= 0 && atomic_load(&mappings[guard].is_lost); }

void ck_release_mapping(int guard) {
    if (guard < 0) return;
    pthread_mutex_lock(&change);
    atomic_store(&mappings[guard].end, 0);
    free(mappings[guard].farewell);
    mappings[guard].farewell = NULL;
    pthread_mutex_unlock(&change);
}
