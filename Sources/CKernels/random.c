// NumPy's legacy stream in bulk, with the same words and digits as drawing numbers one by one.
#include <stdint.h>
#include "loops.h"

#pragma STDC FP_CONTRACT OFF

enum { key_length = 624, batch = 512 };

void ck_twister_refill(unsigned int *key) { kernel_loops_of(ck_chosen_path()).refill(key); }

static uint32_t tempered(uint32_t word) {
    word ^= word >> 11;
    word ^= word << 7 & 0x9d2c5680u;
    word ^= word << 15 & 0xefc60000u;
    return word ^ word >> 18;
}

static void draw(const kernel_loops *loops, unsigned int *key, extent *position, double *numbers, extent count) {
    while (count > 0) {
        if (*position == key_length) {
            loops->refill(key);
            *position = 0;
        }
        extent ready = (key_length - *position) / 2;
        if (ready > count) ready = count;
        loops->doubles(key + *position, numbers, ready);
        *position += 2 * ready;
        numbers += ready;
        count -= ready;
        if (count > 0 && *position == key_length - 1) {
            // A number that spans the last word of this key and the first of the next.
            uint32_t high = tempered(key[key_length - 1]) >> 5;
            loops->refill(key);
            uint32_t low = tempered(key[0]) >> 6;
            *position = 1;
            *numbers++ = ((double)high * 67108864.0 + (double)low) / 9007199254740992.0;
            count--;
        }
    }
}

void ck_twister_doubles(unsigned int *key, ptrdiff_t *position, double *numbers, ptrdiff_t count) {
    kernel_loops loops = kernel_loops_of(ck_chosen_path());
    draw(&loops, key, position, numbers, count);
}

void ck_twister_normals(unsigned int *key, ptrdiff_t *position, double *kept, bool *has_kept, double *numbers, ptrdiff_t count) {
    kernel_loops loops = kernel_loops_of(ck_chosen_path());
    double pairs[2 * batch], first[batch + 1], second[batch + 1], squares[batch + 1], logarithms[batch];
    if (count > 0 && *has_kept) {
        *numbers++ = *kept;
        *has_kept = false;
        count--;
    }
    while (count > 0) {
        // At most as many pairs as are needed if all fall inside the disc, so that the stream continues right after
        // them.
        extent needed = (count + 1) / 2, drawn = needed < batch ? needed : batch;
        draw(&loops, key, position, pairs, 2 * drawn);
        extent found = loops.disc(pairs, drawn, first, second, squares);
        for (extent i = 0; i < found; i++) logarithms[i] = log(squares[i]);
        loops.scale(found, logarithms, squares, first, second);
        for (extent i = 0; i < found; i++) {
            *numbers++ = second[i];
            if (--count == 0) {
                *kept = first[i];
                *has_kept = true;
            } else {
                *numbers++ = first[i];
                count--;
            }
        }
    }
}
