// The hot loops, in the order of additions that Sources/Kernels/README.md writes down: the same bits on every processor, at
// any number of threads and any vector width. Each has its plain reference in the Kernels module.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include "columns.h"

/// Which build of the loops runs; the bits don't depend on it.
typedef enum { CK_PORTABLE = 0, CK_AVX2 = 1, CK_NEON = 2 } ck_path;

/// The build that this processor takes; `CK_PORTABLE` where the environment sets DESCENT_PORTABLE_KERNELS.
ck_path ck_chosen_path(void);

/// From now on the portable build runs, or again the one that the processor takes.
void ck_take_portable_path(bool portable);

/// Why a training ended.
typedef enum {
    /// All epochs were run.
    CK_FINISHED = 0,
    /// The loss changed by less than the tolerance.
    CK_CONVERGED = 1,
    /// The next epoch's loss or weights would not be finite, or its loss exceeds the limit; it was not carried out.
    CK_UNUSUAL = 2,
    /// `is_stopped` said so; the epoch that ran was abandoned.
    CK_STOPPED = 3,
    /// There was no memory, or no thread, for it; nothing was done.
    CK_UNAVAILABLE = 4,
} ck_ending;

/// Full-batch gradient descent for x @ w + b and the mean squared error.
typedef struct {
    /// x, `rows` x `columns`, the rows `x_stride` numbers apart, each row's numbers together.
    const double *x;
    ptrdiff_t x_stride;
    /// y, `rows` x `outputs`, row after row.
    const double *y;
    ptrdiff_t rows, columns, outputs;
    /// The learning rate.
    double rate;
    /// w, `columns` x `outputs`, and b, `outputs` numbers: changed epoch by epoch.
    double *w, *b;
    /// The w and b before the last finished epoch.
    double *previous_w, *previous_b;
    /// Two times `rows` x `outputs`, used in turn: the first epoch's prediction goes to the first, the second's to the second,
    /// the third's to the first, so that the last finished epoch's is whole whenever a training ends. Where the second is null,
    /// only the prediction of the last of `epochs` is written, to the first; where both are, none is.
    double *predictions[2];
    /// Where not null, the last finished epoch's sums: x's transpose times the residuals, and the bias's share of the gradient.
    double *gradient, *bias_gradient;
    /// The loss of each finished epoch is written here.
    double *losses;
    ptrdiff_t epochs;
    /// The loss before the first epoch here, which the tolerance is compared with; NaN for none.
    double loss_before;
    /// Ends the training when the loss changes by less; negative or NaN for never.
    double tolerance;
    /// The loss of the training's first epoch, if that ran before; NaN for none.
    double first_loss;
    /// Losses above this times the first one, if that is above zero, are unusual; so are all that aren't finite.
    double growth_limit;
    int threads;
    /// Asked often; may be called from any thread. Once true, it stays so until the training has ended.
    bool (*is_stopped)(void);
    /// Told about finished epochs, on the calling thread: how many, and the last loss. Called at the first epoch, at each
    /// multiple of `report_interval` counted with `epochs_before`, and now and then in between; `is_due` tells them apart.
    void (*report)(void *context, ptrdiff_t epochs, double loss, bool is_due);
    void *context;
    ptrdiff_t epochs_before;
    ptrdiff_t report_interval;
} ck_training;

/// Whether the loops cover these sizes: rows and columns above one, or one column and one output.
bool ck_covers(ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t outputs);

/// Runs a training; `finished` takes the number of finished epochs.
ck_ending ck_train(const ck_training *training, ptrdiff_t *finished);

/// The dot product of two vectors whose numbers lie together, in `ddot`'s order.
double ck_dot(const double *a, const double *b, ptrdiff_t count);

// Products. Matrices are read at any distance from row to row (`row`) and column to column (`column`), in numbers.

typedef struct { const double *elements; ptrdiff_t row, column; } ck_matrix;

/// `dgemv_t`: y = x @ w, x of `rows` x `columns` with each row's numbers together, w's numbers together.
void ck_rows_times_vector(const double *x, ptrdiff_t stride, ptrdiff_t rows, ptrdiff_t columns, const double *w, double *y,
    ptrdiff_t y_stride, int threads, bool (*is_stopped)(void));

/// `dgemv_n`: g = r @ x, x as above, r's and g's numbers together.
void ck_vector_times_matrix(const double *x, ptrdiff_t stride, ptrdiff_t rows, ptrdiff_t columns, const double *r, double *g,
    int threads, bool (*is_stopped)(void));

/// `dgemm`, or `dsyrk` if `is_symmetric` (b is then a's transpose, and a block's length follows another rule): c = a @ b, a of
/// m x k, b of k x n. False, with c in parts, if there is no memory for it.
bool ck_matrix_product(ptrdiff_t m, ptrdiff_t k, ptrdiff_t n, ck_matrix a, ck_matrix b, double *c, ptrdiff_t c_row,
    ptrdiff_t c_column, bool is_symmetric, int threads, bool (*is_stopped)(void));

// NumPy's legacy random stream, many numbers at a time: the Mersenne Twister's 624 words and how many of them are used up.

/// Replaces all words of the key by their successors.
void ck_twister_refill(unsigned int *key);

/// The next `count` numbers in [0, 1): 27 bits of one word and 26 of the next over 2^53.
void ck_twister_doubles(unsigned int *key, ptrdiff_t *position, double *numbers, ptrdiff_t count);

/// The next `count` numbers of the standard normal distribution by Marsaglia's polar method, which makes them in pairs; a
/// second one that is left over stays in `kept`, with `has_kept` set, for the next call.
void ck_twister_normals(unsigned int *key, ptrdiff_t *position, double *kept, bool *has_kept, double *numbers, ptrdiff_t count);

// Tables of numbers, read from their text.

/// Reads a decimal number, `nan` or `inf` that takes all of the text, correctly rounded. False for anything else, and for a few
/// numbers of more than 19 digits.
bool ck_read_decimal(const unsigned char *text, ptrdiff_t length, double *value);

/// Reads lines of just `columns` such numbers each, with a delimiter between them, or blanks if it is 0, until a line is
/// anything else, the numbers are `most_rows` rows, or the text ends. Where `gap` isn't null it stands for fields without a
/// character. Gives the number of rows; `position` moves to the first line that was not read.
ptrdiff_t ck_read_rows(const unsigned char **position, const unsigned char *end, int delimiter, ptrdiff_t columns,
    const double *gap, double *numbers, ptrdiff_t most_rows);

/// The number of lines, which end in a line feed, a carriage return or both.
ptrdiff_t ck_count_lines(const unsigned char *text, ptrdiff_t length);

// Threads.

/// Calls `part` with 0 ... threads - 1, 0 on the calling thread and each other on a thread of its own, and waits for all.
void ck_run_team(int threads, void (*part)(void *argument, int number), void *argument);
/// The products of all columns with each other, of x, a column of ones, and y: the Gram matrix of Z = [x 1 y], `size` x `size`
/// with `size` = columns + 1 + outputs. Its order of additions is its own, the same on any number of threads. False if there
/// is no memory for it; unfinished if `is_stopped` says so.
bool ck_gram(const double *x, ptrdiff_t stride, ptrdiff_t rows, ptrdiff_t columns, const double *y, ptrdiff_t outputs,
    double *gram, int threads, bool (*is_stopped)(void));

// Memory.

/// Says that all of the memory will be used, so that the system gives it in pages of 2 MiB where it has such: memory of 100 MB
/// then takes 50 page faults instead of 25,000. Nothing is changed; small memory is left alone.
void ck_expect_large_use(void *memory, size_t size);

/// Whether so many bytes could be allocated now; nothing is touched.
bool ck_has_room(size_t size);

/// Has threads that are started from now on take small memory from the heap of the first one, where the system has several.
void ck_use_one_heap(void);

// Mapped files.

/// From now on a part of the mapping that can't be read, since the file has become shorter or its disk fails, doesn't end the
/// program by a signal. Where `farewell` isn't null, it goes to standard error before the program ends with status 1; else
/// zeros take the place of the mapping from there on, and the mapping counts as lost. Gives the guard's number, or -1 where
/// there are too many: nothing is guarded then.
int ck_guard_mapping(void *start, size_t size, const char *farewell);

/// Whether a part of a guarded mapping could not be read.
bool ck_is_lost(int guard);

/// Ends the guard of a mapping, before it is unmapped.
void ck_release_mapping(int guard);
