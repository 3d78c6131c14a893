// Products of steps by `dgemm`'s order: a thread takes rows, and packs what it multiplies in memory of its own, or takes
// what was packed before. Part of steps.c.

enum { product_columns = 512, product_rows = 96 };

/// Six rows at a time, the numbers of one column together; missing rows are zeros, whose sums nobody reads.
static void pack_rows(const double *a, extent row, extent column, extent rows, extent length, double *to) {
    for (extent i = 0; i < rows; i += 6, a += 6 * row) {
        if (i + 6 <= rows) {
            for (extent l = 0; l < length; l++, to += 6) {
                const double *from = a + l * column;
                for (extent t = 0; t < 6; t++) to[t] = from[t * row];
            }
            continue;
        }
        for (extent l = 0; l < length; l++)
            for (extent t = 0; t < 6; t++) *to++ = i + t < rows ? a[t * row + l * column] : 0;
    }
}

/// Eight columns at a time, the numbers of one row together.
static void pack_columns(const double *b, extent row, extent column, extent columns, extent length, double *to) {
    for (extent j = 0; j < columns; j += 8, b += 8 * column) {
        if (j + 8 <= columns) {
            for (extent l = 0; l < length; l++, to += 8) {
                const double *from = b + l * row;
                if (column == 1) memcpy(to, from, 8 * sizeof(double));
                else for (extent t = 0; t < 8; t++) to[t] = from[t * column];
            }
            continue;
        }
        for (extent l = 0; l < length; l++)
            for (extent t = 0; t < 8; t++) *to++ = j + t < columns ? b[l * row + t * column] : 0;
    }
}

static extent whole_strips(extent rows) { return (rows + 5) / 6 * 6; }

/// All rows of a product's left side, a block of its columns after the other.
static double *packed_left(const ck_step *it) {
    double *packed = malloc((size_t)(whole_strips(it->m) * it->k) * sizeof(double));
    extent length;
    for (extent start = 0; packed && start < it->k; start += length) {
        length = product_block(it->k - start);
        pack_rows(it->a + start * it->a_column, it->a_row, it->a_column, it->m, length, packed + start * whole_strips(it->m));
    }
    return packed;
}

/// Rows `first` to `end` (multiples of six, or the last) of a product by `dgemm`'s order. What isn't packed before is packed in
/// memory of the thread's own.
static void multiply_part(const ck_steps *all, const ck_step *it, const double *packed, extent first, extent end, double *scratch) {
    double *packed_b = scratch, *own_a = scratch + 512 * product_columns, *kept = own_a + (product_rows + 6) * 512;
    for (extent i = first; i < end; i++)
        for (extent j = 0; j < it->n; j++) it->result[i * it->c_row + j * it->c_column] = 0;
    extent length;
    for (extent start = 0; start < it->k; start += length) {
        length = product_block(it->k - start);
        for (extent column = 0; column < it->n; column += product_columns) {
            extent columns = it->n - column < product_columns ? it->n - column : product_columns;
            const double *b = it->b + start * it->b_row + column * it->b_column;
            pack_columns(b, it->b_row, it->b_column, columns, length, packed_b);
            for (extent row = first; row < end; row += product_rows) {
                extent rows = end - row < product_rows ? end - row : product_rows;
                const double *a = packed ? packed + start * whole_strips(it->m) + row * length : own_a;
                if (!packed) pack_rows(it->a + row * it->a_row + start * it->a_column, it->a_row, it->a_column, rows, length, own_a);
                // The last row of an odd number goes by another order in columns that fill vectors.
                bool is_odd = it->m % 2 == 1 && row + rows == it->m;
                extent whole = is_odd ? rounded_down(it->n, 4) - column : 0;
                if (whole > columns) whole = columns;
                double *last = it->result + (it->m - 1) * it->c_row + column * it->c_column;
                for (extent j = 0; j < whole; j++) kept[j] = last[j * it->c_column];
                all->kernels.multiply_packed(length, a, rows, packed_b, columns,
                    it->result + row * it->c_row + column * it->c_column, it->c_row, it->c_column);
                if (whole <= 0) continue;
                for (extent j = 0; j < whole; j++) last[j * it->c_column] = kept[j];
                all->kernels.odd_row(length, it->a + (it->m - 1) * it->a_row + start * it->a_column, it->a_column, b, it->b_row,
                    it->b_column, whole, last, it->c_column);
            }
        }
    }
}
