#include "CRaster.h"

#include <agg2/agg_conv_dash.h>
#include <agg2/agg_conv_stroke.h>
#include <agg2/agg_path_storage.h>
#include <agg2/agg_pixfmt_rgb.h>
#include <agg2/agg_rasterizer_scanline_aa.h>
#include <agg2/agg_renderer_scanline.h>
#include <agg2/agg_rendering_buffer.h>
#include <agg2/agg_scanline_p.h>

namespace {

// Parts far outside are invisible, and coordinates must fit the rasteriser's fixed-point numbers.
double held(double place) { return place < -16000 ? -16000 : place > 16000 ? 16000 : place; }

agg::path_storage storage(const CRPath &path) {
    agg::path_storage storage;
    const double *point = path.points;
    for (ptrdiff_t line = 0; line < path.count; ++line) {
        for (ptrdiff_t place = 0; place < path.lengths[line]; ++place, point += 2) {
            if (place == 0) {
                storage.move_to(held(point[0]), held(point[1]));
            } else {
                storage.line_to(held(point[0]), held(point[1]));
            }
        }
        if (path.is_closed && path.lengths[line] > 0) storage.close_polygon();
    }
    return storage;
}

template <class Source> void paint(const CRPicture &picture, Source &source, CRColor color) {
    typedef agg::pixfmt_rgb24 Pixels;
    agg::rendering_buffer buffer(picture.pixels, picture.width, picture.height, picture.width * 3);
    Pixels pixels(buffer);
    agg::renderer_base<Pixels> base(pixels);
    if (picture.right <= picture.left || picture.bottom <= picture.top) return;
    if (!base.clip_box(picture.left, picture.top, picture.right - 1, picture.bottom - 1)) return;
    agg::rasterizer_scanline_aa<> rasterizer;
    rasterizer.clip_box(picture.left, picture.top, picture.right, picture.bottom);
    rasterizer.filling_rule(agg::fill_non_zero);
    rasterizer.add_path(source);
    agg::scanline_p8 line;
    agg::renderer_scanline_aa_solid<agg::renderer_base<Pixels> > renderer(base);
    renderer.color(agg::rgba8(color.red, color.green, color.blue, color.opacity));
    agg::render_scanlines(rasterizer, line, renderer);
}

template <class Stroke> void prepare(Stroke &stroke, double width, agg::line_cap_e cap) {
    stroke.width(width);
    stroke.line_join(agg::round_join);
    stroke.line_cap(cap);
    stroke.approximation_scale(2);
}

}  // namespace

extern "C" void cr_fill(CRPicture picture, CRPath path, CRColor color) {
    agg::path_storage source = storage(path);
    paint(picture, source, color);
}

extern "C" void cr_stroke(
    CRPicture picture, CRPath path, double width, const double *dashes, ptrdiff_t dash_count, CRColor color) {
    agg::path_storage source = storage(path);
    if (dash_count < 2) {
        agg::conv_stroke<agg::path_storage> stroke(source);
        prepare(stroke, width, agg::round_cap);
        paint(picture, stroke, color);
        return;
    }
    agg::conv_dash<agg::path_storage> dashed(source);
    for (ptrdiff_t place = 0; place + 1 < dash_count; place += 2) dashed.add_dash(dashes[place], dashes[place + 1]);
    agg::conv_stroke<agg::conv_dash<agg::path_storage> > stroke(dashed);
    prepare(stroke, width, agg::butt_cap);
    paint(picture, stroke, color);
}
