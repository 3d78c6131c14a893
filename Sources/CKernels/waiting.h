// A counter that threads wait on: they spin briefly, because epochs are short, and then sleep.
#pragma once
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct {
    _Atomic ptrdiff_t value;
    _Atomic int sleepers;
    /// How often a thread gave up spinning.
    _Atomic ptrdiff_t sleeps;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
} counter;

/// The counter's value when waiting is over for good.
#define COUNTER_CLOSED PTRDIFF_MAX

static inline void counter_open(counter *it, ptrdiff_t value) {
    atomic_init(&it->value, value);
    atomic_init(&it->sleepers, 0);
    atomic_init(&it->sleeps, 0);
    pthread_mutex_init(&it->mutex, NULL);
    pthread_cond_init(&it->changed, NULL);
}

static inline void counter_end(counter *it) {
    pthread_cond_destroy(&it->changed);
    pthread_mutex_destroy(&it->mutex);
}

static inline void pause_briefly(void) {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

static inline void counter_wake(counter *it) {
    if (atomic_load(&it->sleepers) == 0) return;
    pthread_mutex_lock(&it->mutex);
    pthread_cond_broadcast(&it->changed);
    pthread_mutex_unlock(&it->mutex);
}

/// Ends all waiting.
static inline void counter_close(counter *it) {
    atomic_store(&it->value, COUNTER_CLOSED);
    counter_wake(it);
}

/// Increments the counter from `from`, unless it was closed meanwhile.
static inline void counter_advance(counter *it, ptrdiff_t from) {
    atomic_compare_exchange_strong(&it->value, &from, from + 1);
    counter_wake(it);
}

/// Waits until the counter has reached a value; returns false if it was closed.
static inline bool counter_wait(counter *it, ptrdiff_t value) {
    for (int spins = 0; spins < 20000; spins++) {
        ptrdiff_t now = atomic_load_explicit(&it->value, memory_order_acquire);
        if (now >= value) return now != COUNTER_CLOSED;
        pause_briefly();
    }
    atomic_fetch_add(&it->sleeps, 1);
    atomic_fetch_add(&it->sleepers, 1);
    pthread_mutex_lock(&it->mutex);
    while (atomic_load(&it->value) < value) pthread_cond_wait(&it->changed, &it->mutex);
    pthread_mutex_unlock(&it->mutex);
    atomic_fetch_sub(&it->sleepers, 1);
    return atomic_load(&it->value) != COUNTER_CLOSED;
}
