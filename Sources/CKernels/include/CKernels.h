// The hot loops, in the orders of additions specified in Sources/Kernels/README.md: the same bits on every processor,
// for any number of threads and any vector width. Each has a plain reference in the Kernels module.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include "CKSteps.h"
#include "columns.h"

/// Which build of the loops runs; the bits don't depend on it.
typedef enum { CK_PORTABLE = 0, CK_AVX2 = 1, CK_NEON = 2 } ck_path;

/// The build chosen for this processor; `CK_PORTABLE` if DESCENT_PORTABLE_KERNELS is set in the environment.
ck_path ck_chosen_path(void);

/// Switches to the portable build, or back to the one for this processor.
void ck_take_portable_path(bool portable);

/// Why a training ended.
typedef enum {
    /// All epochs were run.
    CK_FINISHED = 0,
    /// The loss changed by less than the tolerance.
    CK_CONVERGED = 1,
    /// The next epoch's loss or weights would not be finite, or its loss exceeds the limit; it was not carried out.
    CK_UNUSUAL = 2,
    /// `is_stopped` returned true; the running epoch was abandoned.
    CK_STOPPED = 3,
    /// No memory or no thread; nothing was done.
    CK_UNAVAILABLE = 4,
} ck_ending;

/// Full-batch gradient descent for x @ w + b and the mean squared error.
typedef struct {
    /// x, `rows` × `columns`, each row contiguous, with rows `x_stride` numbers apart.
    const double *x;
    ptrdiff_t x_stride;
    /// y, `rows` × `outputs`, row-major.
    const double *y;
    ptrdiff_t rows, columns, outputs;
    /// The learning rate.
    double rate;
    /// w, `columns` × `outputs`, and b, `outputs` numbers: updated epoch by epoch.
    double *w, *b;
    /// w and b before the last finished epoch.
    double *previous_w, *previous_b;
    /// Two buffers of `rows` × `outputs`, used alternately from the first one on, so that the last finished epoch's
    /// prediction is complete whenever a training ends. If the second is null, only the prediction of the last of
    /// `epochs` is written, to the first; if both are, none is.
    double *predictions[2];
    /// If not null, receive the last finished epoch's sums: x's transpose times the residuals, and the bias's
    /// gradient.
    double *gradient, *bias_gradient;
    /// Receives the loss of each finished epoch.
    double *losses;
    ptrdiff_t epochs;
    /// The loss before the first epoch of this run, for comparison with the tolerance; NaN if there is none.
    double loss_before;
    /// Ends the training when the loss changes by less than this; negative or NaN for never.
    double tolerance;
    /// The loss of the training's first epoch, if it has already run; otherwise NaN.
    double first_loss;
    /// A loss is unusual if it exceeds this times the first one (if that is positive), or isn't finite.
    double growth_limit;
    int threads;
    /// Called often, from any thread. Once it returns true, it must do so until the training has ended.
    bool (*is_stopped)(void);
    /// Reports the number of finished epochs and the last loss, on the calling thread: after the training's first epoch
    /// and at each multiple of `report_interval`, counting `epochs_before`, with `is_due`; and now and then in between.
    void (*report)(void *context, ptrdiff_t epochs, double loss, bool is_due);
    void *context;
    ptrdiff_t epochs_before;
    ptrdiff_t report_interval;
} ck_training;

/// Whether the loops support these sizes: more than one row, and more than one column or one column and one output.
bool ck_covers(ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t outputs);

/// Runs a training; `finished` receives the number of finished epochs.
ck_ending ck_train(const ck_training *training, ptrdiff_t *finished);

/// The dot product of two contiguous vectors, in `ddot`'s order.
double ck_dot(const double *a, const double *b, ptrdiff_t count);

// Products. Matrices may have any row and column strides (`row`, `column`), in numbers.

typedef struct { const double *elements; ptrdiff_t row, column; } ck_matrix;

/// `dgemv_t`: y = x @ w for x of `rows` × `columns` with contiguous rows, and contiguous w.
void ck_rows_times_vector(const double *x, ptrdiff_t stride, ptrdiff_t rows, ptrdiff_t columns, const double *w, double *y,
    ptrdiff_t y_stride, int threads, bool (*is_stopped)(void));

/// `dgemv_n`: g = r @ x, with x as above, and contiguous r and g.
void ck_vector_times_matrix(const double *x, ptrdiff_t stride, ptrdiff_t rows, ptrdiff_t columns, const double *r, double *g,
    int threads, bool (*is_stopped)(void));

/// `dgemm`, or `dsyrk` if `is_symmetric` (b is then a's transpose, and the block length follows another rule):
/// c = a @ b, for a of m × k and b of k × n. Returns false, leaving c incomplete, if memory runs out.
bool ck_matrix_product(ptrdiff_t m, ptrdiff_t k, ptrdiff_t n, ck_matrix a, ck_matrix b, double *c, ptrdiff_t c_row,
    ptrdiff_t c_column, bool is_symmetric, int threads, bool (*is_stopped)(void));

// NumPy's legacy random stream in bulk: the Mersenne Twister's 624 words and how many of them are used up.

/// Replaces all words of the key with their successors.
void ck_twister_refill(unsigned int *key);

/// The next `count` numbers in [0, 1): 27 bits of one word and 26 of the next, over 2^53.
void ck_twister_doubles(unsigned int *key, ptrdiff_t *position, double *numbers, ptrdiff_t count);

/// The next `count` numbers of the standard normal distribution by Marsaglia's polar method, which makes them in
/// pairs. A leftover second number is stored in `kept`, with `has_kept` set, for the next call.
void ck_twister_normals(unsigned int *key, ptrdiff_t *position, double *kept, bool *has_kept, double *numbers, ptrdiff_t count);

// Tables of numbers in text form.

/// Parses a decimal number, `nan` or `inf` that makes up the whole text, correctly rounded. Returns false for
/// anything else, and for a few numbers of more than 19 digits.
bool ck_read_decimal(const unsigned char *text, ptrdiff_t length, double *value);

/// Reads lines of exactly `columns` such numbers, separated by a delimiter, or by blanks if it is 0. Stops at any
/// other line, after `most_rows` rows, or at the end of the text. If `gap` isn't null, it replaces empty fields.
/// Returns the number of rows and moves `position` to the first unread line.
ptrdiff_t ck_read_rows(const unsigned char **position, const unsigned char *end, int delimiter, ptrdiff_t columns,
    const double *gap, double *numbers, ptrdiff_t most_rows);

/// The number of lines; a line ends in a line feed, a carriage return or both.
ptrdiff_t ck_count_lines(const unsigned char *text, ptrdiff_t length);

// Elementwise arithmetic.

/// The operations of `ck_combine`.
typedef enum { CK_PLUS = 0, CK_MINUS = 1, CK_TIMES = 2, CK_OVER = 3 } ck_arithmetic;

/// What happened in a combination: whether all results are finite, and the exceptions that IEEE 754 defines.
typedef struct { bool is_finite, divided_by_zero, overflowed, was_invalid; } ck_outcome;

/// output[i] = left[i] op right[i] for `count` doubles, or floats if `is_single`. A step of 0 instead of 1 repeats one number;
/// one of the steps is 1. The output may be one of the operands with the step 1, but may not overlap them otherwise.
ck_outcome ck_combine(ck_arithmetic operation, bool is_single, const void *left, int left_step, const void *right,
    int right_step, void *output, ptrdiff_t count, int threads);

// Sorting.

/// How the bits of an element give its key.
typedef enum { CK_UNSIGNED_KEY = 0, CK_SIGNED_KEY = 1, CK_FLOAT_KEY = 2 } ck_key_kind;

/// A key, and the place of its element.
typedef struct { unsigned long long key; ptrdiff_t place; } ck_keyed_place;

/// Adds to `counts`, 256 of them for each byte of a key from the least significant on, how often each value occurs. Elements
/// are `width` bytes wide, 4 or 8.
void ck_count_key_bytes(const void *elements, ptrdiff_t count, int width, ck_key_kind kind, ptrdiff_t *counts);

/// Copies elements in the order of one byte of their keys; `places` has where the next of each value goes, and is advanced.
void ck_move_by_key_byte(const void *elements, ptrdiff_t count, int width, ck_key_kind kind, int byte, void *target,
    ptrdiff_t *places);

/// Writes the keys of elements beside their places, which count from `first`.
void ck_pair_keys(const void *elements, ptrdiff_t first, ptrdiff_t count, int width, ck_key_kind kind,
    ck_keyed_place *pairs);

/// `ck_move_by_key_byte` for pairs.
void ck_move_pairs_by_key_byte(const ck_keyed_place *pairs, ptrdiff_t count, int byte, ck_keyed_place *target,
    ptrdiff_t *places);

// Threads.

/// Calls `part` with 0 … threads - 1, 0 on the calling thread and each other on its own thread, and waits for all.
void ck_run_team(int threads, void (*part)(void *argument, int number), void *argument);
/// The Gram matrix of Z = [x 1 y], i.e. the products of all pairs of columns: `size` × `size` with `size` = columns +
/// 1 + outputs. It has its own order of additions, the same for any number of threads. Returns false if memory runs
/// out; incomplete if `is_stopped` returned true.
bool ck_gram(const double *x, ptrdiff_t stride, ptrdiff_t rows, ptrdiff_t columns, const double *y, ptrdiff_t outputs,
    double *gram, int threads, bool (*is_stopped)(void));

// Memory.

/// Advises the system that all of the memory will be used, so that it provides pages of 2 MiB where available: 100 MB
/// then takes 50 page faults instead of 25,000. Contents don't change; small blocks are ignored.
void ck_expect_large_use(void *memory, size_t size);

/// Whether `size` bytes could be allocated now; allocates nothing lasting.
bool ck_has_room(size_t size);

/// Allocates memory: some of the same size that was given back lately, whose pages are still there, or new memory. NULL if
/// there is none.
void *ck_take_memory(size_t size);

/// Takes memory of `ck_take_memory` back. Up to `most` bytes are kept for the next one that asks, and the oldest is freed.
void ck_give_memory_back(void *memory, size_t size, size_t most);

/// Frees all memory that was given back.
void ck_release_kept_memory(void);

/// Makes threads started from now on take small memory from the first thread's heap, on systems with several heaps.
void ck_use_one_heap(void);

// Mapped files.

/// From now on, a failure to read part of the mapping, because the file was truncated or its disk fails, doesn't end
/// the program with a signal. If `farewell` isn't null, it is written to standard error and the program ends with
/// status 1. Otherwise zeros replace the mapping from there on, and the mapping counts as lost. Returns the guard's
/// number, or -1, guarding nothing, if there are too many.
int ck_guard_mapping(void *start, size_t size, const char *farewell);

/// Whether part of a guarded mapping couldn't be read.
bool ck_is_lost(int guard);

/// Releases the guard of a mapping, before it is unmapped.
void ck_release_mapping(int guard);
