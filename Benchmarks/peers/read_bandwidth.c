// Measures the bandwidth of reading memory, as a worker with the protocol of python_peer.py:
//     read_bandwidth BYTES PASSES THREADS
// Each line on standard input requests a number of passes over the bytes, sequentially and in four streams a quarter
// apart; the program prints the seconds per pass of the faster way.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

typedef double vector __attribute__((vector_size(32)));

static const vector *data;
static size_t vectors;
static int passes, threads, streams;
static volatile double sink;
static pthread_barrier_t barrier;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/// The sum of some vectors, in enough accumulators to hide the latency of additions.
static vector straight(const vector *from, size_t count) {
    vector sums[8] = {0};
    for (size_t i = 0; i + 8 <= count; i += 8)
        for (int k = 0; k < 8; k++) sums[k] += from[i + k];
    for (int k = 1; k < 8; k++) sums[0] += sums[k];
    return sums[0];
}

static vector in_four_streams(const vector *from, size_t count) {
    vector sums[8] = {0};
    size_t quarter = count / 4;
    for (size_t i = 0; i + 2 <= quarter; i += 2)
        for (int k = 0; k < 4; k++) {
            sums[2 * k] += from[k * quarter + i];
            sums[2 * k + 1] += from[k * quarter + i + 1];
        }
    for (int k = 1; k < 8; k++) sums[0] += sums[k];
    return sums[0];
}

static void read_share(long thread) {
    size_t first = vectors / threads * thread, count = vectors / threads;
    vector sum = {0};
    for (int pass = 0; pass < passes; pass++)
        sum += streams == 1 ? straight(data + first, count) : in_four_streams(data + first, count);
    sink = sum[0] + sum[1] + sum[2] + sum[3];
}

static void *helper(void *argument) {
    for (;;) {
        pthread_barrier_wait(&barrier);
        read_share((long)argument);
        pthread_barrier_wait(&barrier);
    }
    return NULL;
}

static double timed(int number_of_streams) {
    streams = number_of_streams;
    double start = now();
    pthread_barrier_wait(&barrier);
    read_share(0);
    pthread_barrier_wait(&barrier);
    return (now() - start) / passes;
}

int main(int count, char **arguments) {
    if (count != 4) return fprintf(stderr, "usage: read_bandwidth BYTES PASSES THREADS\n"), 2;
    size_t bytes = strtoull(arguments[1], NULL, 10) / sizeof(vector) * sizeof(vector);
    passes = atoi(arguments[2]);
    threads = atoi(arguments[3]);
    void *memory = NULL;
    if (threads < 1 || passes < 1 || posix_memalign(&memory, 1 << 21, bytes)) return 2;
    madvise(memory, bytes, MADV_HUGEPAGE);
    for (size_t i = 0; i < bytes / sizeof(double); i++) ((double *)memory)[i] = 1e-3 * (double)(i % 1000);
    data = memory;
    vectors = bytes / sizeof(vector);
    pthread_barrier_init(&barrier, NULL, (unsigned)threads);
    for (long thread = 1; thread < threads; thread++) {
        pthread_t started;
        if (pthread_create(&started, NULL, helper, (void *)thread)) return 2;
    }
    timed(1);
    puts("ready");
    fflush(stdout);
    char line[64];
    while (fgets(line, sizeof line, stdin)) {
        double one = timed(1), four = timed(4);
        printf("%.9g\n", one < four ? one : four);
        fflush(stdout);
    }
    return 0;
}
