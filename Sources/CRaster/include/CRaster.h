// Antialiased shapes and strokes, by the library AGG.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A picture of red, green and blue bytes, row by row from the top, and its clipping rectangle, which excludes its
/// right and lower edges.
typedef struct {
    uint8_t *pixels;
    int width, height;
    int left, top, right, bottom;
} CRPicture;

/// A colour with its opacity.
typedef struct {
    uint8_t red, green, blue, opacity;
} CRColor;

/// Consecutive lines of points, two numbers per point; each line's length is its number of points.
typedef struct {
    const double *points;
    const ptrdiff_t *lengths;
    ptrdiff_t count;
    bool is_closed;
} CRPath;

/// Fills shapes with the nonzero rule, so that overlaps are filled too.
void cr_fill(CRPicture picture, CRPath path, CRColor color);

/// Draws lines of a given width with round joins; `dashes` has alternating lengths of dashes and gaps, an even number
/// or none. Ends are round, those of dashes flat.
void cr_stroke(CRPicture picture, CRPath path, double width, const double *dashes, ptrdiff_t dash_count, CRColor color);

#ifdef __cplusplus
}
#endif
