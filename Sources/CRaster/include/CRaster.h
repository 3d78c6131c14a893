// Shapes and strokes as pixels, their edges smoothed, by the library AGG.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A picture of red, green and blue bytes, row after row from above, and the rectangle in which it may be changed: its
/// right and lower edges don't belong to it.
typedef struct {
    uint8_t *pixels;
    int width, height;
    int left, top, right, bottom;
} CRPicture;

/// A colour with its opacity.
typedef struct {
    uint8_t red, green, blue, opacity;
} CRColor;

/// Points, two numbers each, as lines one after the other, each as many points long as its length says.
typedef struct {
    const double *points;
    const ptrdiff_t *lengths;
    ptrdiff_t count;
    bool is_closed;
} CRPath;

/// Fills shapes; where they lie on each other, all of them.
void cr_fill(CRPicture picture, CRPath path, CRColor color);

/// Draws lines of a width, with round corners; `dashes` are lengths of dashes and gaps in turn, an even number or none.
/// Ends are round, those of dashes flat.
void cr_stroke(CRPicture picture, CRPath path, double width, const double *dashes, ptrdiff_t dash_count, CRColor color);

#ifdef __cplusplus
}
#endif
