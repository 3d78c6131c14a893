// The loops of the Mersenne Twister; included once for each kind of processor. They use integers except for the
// final, exact conversion, and compilers vectorise them.

static void NAME(refill)(uint32_t *key) {
    #define TWIST(place, next, far) do { \
        uint32_t joined = (key[place] & 0x80000000u) | (key[next] & 0x7fffffffu); \
        key[place] = key[far] ^ (joined >> 1) ^ ((0u - (joined & 1u)) & 0x9908b0dfu); \
    } while (0)
    // The last eight rounds write no word that a round reads.
    #pragma clang loop vectorize(assume_safety) vectorize_width(8)
    for (int place = 0; place < 227; place++) TWIST(place, place + 1, place + 397);
    #pragma clang loop vectorize(assume_safety) vectorize_width(8)
    for (int place = 227; place < 623; place++) TWIST(place, place + 1, place - 227);
    TWIST(623, 0, 396);
    #undef TWIST
}

/// Converts twice as many words to `count` numbers.
static void NAME(doubles)(const uint32_t *words, double *numbers, extent count) {
    for (extent i = 0; i < count; i++) {
        uint32_t high = words[2 * i], low = words[2 * i + 1];
        high ^= high >> 11, low ^= low >> 11;
        high ^= high << 7 & 0x9d2c5680u, low ^= low << 7 & 0x9d2c5680u;
        high ^= high << 15 & 0xefc60000u, low ^= low << 15 & 0xefc60000u;
        high ^= high >> 18, low ^= low >> 18;
        numbers[i] = ((double)(int32_t)(high >> 5) * 67108864.0 + (double)(int32_t)(low >> 6)) * (1 / 9007199254740992.0);
    }
}

/// Selects the pairs of numbers in [0, 1) that map into the unit disc (excluding its centre): their number,
/// coordinates and squared norms.
static extent NAME(disc)(const double *pairs, extent count, double *first, double *second, double *squares) {
    extent found = 0;
    for (extent i = 0; i < count; i++) {
        double a = 2.0 * pairs[2 * i] - 1.0, b = 2.0 * pairs[2 * i + 1] - 1.0, square = a * a + b * b;
        first[found] = a;
        second[found] = b;
        squares[found] = square;
        // Without a branch, which would be mispredicted for every fifth pair.
        found += (square < 1.0) & (square != 0.0);
    }
    return found;
}

static void NAME(scale)(extent count, const double *logarithms, const double *squares, double *first, double *second) {
    for (extent i = 0; i < count; i++) {
        double factor = __builtin_sqrt(-2.0 * logarithms[i] / squares[i]);
        first[i] = factor * first[i];
        second[i] = factor * second[i];
    }
}
