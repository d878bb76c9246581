// Areas, lines and points of one layer under one camera. Positions are metres from the layer's origin;
// `view` brings them to pixels. Colours come from the row's class. Edges are smoothed here, since the
// window's pass has one sample a pixel. Output is premultiplied, in gamma space (egui's) unless the
// target converts by itself.

struct View {
    // pixels per metre (y negative: the screen's y goes down), and the origin's place in pixels
    scale: vec2<f32>,
    offset: vec2<f32>,
    size_px: vec2<f32>,
    // 1 where the target stores linear colours
    is_linear: u32,
    dim_opacity: f32,
    // rgb and: the symbol's number + 16 times the hatch's
    classes: array<vec4<f32>, 32>,
    // rgb of the casing and the width in points, below 0 where the class has none of its own
    lines: array<vec4<f32>, 32>,
};

// What one pass over the layer draws with.
struct Pen {
    // a colour; red -1 takes the class's colour, red -2 its casing's
    color: vec4<f32>,
    // around points, as above
    stroke: vec4<f32>,
    // of a fill: the step of its hatch
    half_width_px: f32,
    stroke_px: f32,
    // dash and gap; 0: none
    dash_px: f32,
    gap_px: f32,
    // pixels a point where classes' own widths count, and what is added to half of them
    class_scale: f32,
    class_added_px: f32,
};

@group(0) @binding(0) var<uniform> view: View;
@group(0) @binding(1) var<storage, read> rows: array<u32>;
@group(0) @binding(2) var<uniform> pen: Pen;

const END_OF_LINE: u32 = 0x80000000u;
const ROW_MASK: u32 = 0x7fffffffu;
const HIDDEN: u32 = 0x100u;
const DIMMED: u32 = 0x200u;
const SIZE_SHIFT: u32 = 16u;

fn clip_from_px(px: vec2<f32>) -> vec4<f32> {
    let ndc = px / view.size_px * 2.0 - 1.0;
    return vec4<f32>(ndc.x, -ndc.y, 0.0, 1.0);
}

const NOWHERE: vec4<f32> = vec4<f32>(2.0, 2.0, 2.0, 1.0);

fn class_of(state: u32) -> vec4<f32> {
    return view.classes[min(state & 0xffu, 31u)];
}

fn line_of(state: u32) -> vec4<f32> {
    return view.lines[min(state & 0xffu, 31u)];
}

fn pick(color: vec4<f32>, state: u32) -> vec4<f32> {
    var out = color;
    if (color.r < -1.5) {
        out = vec4<f32>(line_of(state).rgb, color.a);
    } else if (color.r < 0.0) {
        out = vec4<f32>(class_of(state).rgb, color.a);
    }
    if ((state & DIMMED) != 0u) {
        out.a = out.a * view.dim_opacity;
    }
    return out;
}

fn linear_from_gamma(rgb: vec3<f32>) -> vec3<f32> {
    let low = rgb / 12.92;
    let high = pow((rgb + 0.055) / 1.055, vec3<f32>(2.4));
    return select(high, low, rgb <= vec3<f32>(0.04045));
}

fn finish(color: vec4<f32>, coverage: f32) -> vec4<f32> {
    let alpha = color.a * clamp(coverage, 0.0, 1.0);
    var rgb = color.rgb;
    if (view.is_linear == 1u) {
        rgb = linear_from_gamma(rgb);
    }
    return vec4<f32>(rgb * alpha, alpha);
}

// ---- areas

struct FillOut {
    @builtin(position) clip: vec4<f32>,
    @location(0) @interpolate(flat) state: u32,
};

@vertex
fn vs_fill(@location(0) position: vec2<f32>, @location(1) row: u32) -> FillOut {
    var out: FillOut;
    out.state = rows[row & ROW_MASK];
    out.clip = clip_from_px(position * view.scale + view.offset);
    if ((out.state & HIDDEN) != 0u) {
        out.clip = NOWHERE;
    }
    return out;
}

// 1 on a stripe of a set, 0 beside it; the pen's width is the step from one to the next.
fn stripe(across: f32) -> f32 {
    let step = pen.half_width_px;
    return clamp(abs(fract(across / step) - 0.5) * step - step * 0.25, 0.0, 1.0);
}

// How much of a hatch's ink lies at a pixel; the numbers are those of `Hatch`.
fn hatch_at(hatch: u32, px: vec2<f32>) -> f32 {
    switch hatch {
        case 1u: { return stripe((px.x + px.y) * 0.70710678); }
        case 2u: { return stripe((px.x - px.y) * 0.70710678); }
        case 3u: { return stripe(px.y); }
        case 4u: { return stripe(px.x); }
        case 5u: { return max(stripe(px.x), stripe(px.y)); }
        default: {
            let step = pen.half_width_px;
            let cell = (fract(px / step) - 0.5) * step;
            return clamp(step * 0.38 - length(cell), 0.0, 1.0);
        }
    }
}

@fragment
fn fs_fill(in: FillOut) -> @location(0) vec4<f32> {
    let color = pick(pen.color, in.state);
    let hatch = u32(class_of(in.state).a) / 16u;
    var coverage = 1.0;
    if (hatch != 0u) {
        coverage = mix(0.25, 1.0, hatch_at(hatch, in.clip.xy));
    }
    return finish(color, coverage);
}

// ---- lines: each instance is a segment, drawn as a capsule

struct LineOut {
    @builtin(position) clip: vec4<f32>,
    // from the segment's start: pixels along and across
    @location(0) local: vec2<f32>,
    @location(1) @interpolate(flat) length_px: f32,
    @location(2) @interpolate(flat) along_px: f32,
    @location(3) @interpolate(flat) state: u32,
    @location(4) @interpolate(flat) half_width_px: f32,
};

fn line_corner(corner: u32, from_m: vec2<f32>, from_row: u32, along_m: f32, to_m: vec2<f32>) -> LineOut {
    var out: LineOut;
    out.state = rows[from_row & ROW_MASK];
    let a = from_m * view.scale + view.offset;
    let b = to_m * view.scale + view.offset;
    let delta = b - a;
    let length_px = length(delta);
    var direction = vec2<f32>(1.0, 0.0);
    if (length_px > 0.0) {
        direction = delta / length_px;
    }
    let normal = vec2<f32>(-direction.y, direction.x);
    let own_width = line_of(out.state).a;
    out.half_width_px = pen.half_width_px;
    if (pen.class_scale > 0.0 && own_width >= 0.0) {
        out.half_width_px = own_width * 0.5 * pen.class_scale + pen.class_added_px;
    }
    let reach = out.half_width_px + 1.0;
    let along = select(-reach, length_px + reach, (corner & 1u) == 1u);
    let across = select(-reach, reach, (corner & 2u) == 2u);
    out.local = vec2<f32>(along, across);
    out.length_px = length_px;
    out.along_px = along_m * view.scale.x;
    out.clip = clip_from_px(a + direction * along + normal * across);
    if ((from_row & END_OF_LINE) != 0u || (out.state & HIDDEN) != 0u) {
        out.clip = NOWHERE;
    }
    return out;
}

@vertex
fn vs_line(
    @builtin(vertex_index) corner: u32,
    @location(0) from_m: vec2<f32>,
    @location(1) from_row: u32,
    @location(2) along_m: f32,
    @location(3) to_m: vec2<f32>,
) -> LineOut {
    return line_corner(corner, from_m, from_row, along_m, to_m);
}

// Where nobody knows how far along a segment lies: its dashes begin anew.
@vertex
fn vs_segment(
    @builtin(vertex_index) corner: u32,
    @location(0) from_m: vec2<f32>,
    @location(1) from_row: u32,
    @location(3) to_m: vec2<f32>,
) -> LineOut {
    return line_corner(corner, from_m, from_row, 0.0, to_m);
}

@fragment
fn fs_line(in: LineOut) -> @location(0) vec4<f32> {
    let color = pick(pen.color, in.state);
    let outside = vec2<f32>(max(max(-in.local.x, in.local.x - in.length_px), 0.0), in.local.y);
    // A line thinner than a pixel is a fainter line of one pixel.
    let half_width = max(in.half_width_px, 0.5);
    var coverage = clamp(half_width + 0.5 - length(outside), 0.0, 1.0) * min(in.half_width_px * 2.0, 1.0);
    if (pen.dash_px > 0.0) {
        let period = pen.dash_px + pen.gap_px;
        let at = fract((in.along_px + in.local.x) / period) * period;
        coverage = coverage * clamp(0.5 + pen.dash_px * 0.5 - abs(at - pen.dash_px * 0.5), 0.0, 1.0);
    }
    return finish(color, coverage);
}

// ---- points: each instance is a square around a sign given by its distance field

struct PointOut {
    @builtin(position) clip: vec4<f32>,
    @location(0) local: vec2<f32>,
    @location(1) @interpolate(flat) state: u32,
    @location(2) @interpolate(flat) radius_px: f32,
};

// The radius of a row's point: the pen's, or so many 255ths of it.
fn radius_of(state: u32) -> f32 {
    let size = (state >> SIZE_SHIFT) & 0xffu;
    return pen.half_width_px * select(f32(size) / 255.0, 1.0, size == 0u);
}

@vertex
fn vs_point(
    @builtin(vertex_index) corner: u32,
    @location(0) position: vec2<f32>,
    @location(1) row: u32,
) -> PointOut {
    var out: PointOut;
    out.state = rows[row & ROW_MASK];
    out.radius_px = radius_of(out.state);
    let reach = out.radius_px * 1.4 + pen.stroke_px + 1.0;
    out.local = vec2<f32>(
        select(-reach, reach, (corner & 1u) == 1u),
        select(-reach, reach, (corner & 2u) == 2u),
    );
    out.clip = clip_from_px(position * view.scale + view.offset + out.local);
    if ((out.state & HIDDEN) != 0u) {
        out.clip = NOWHERE;
    }
    return out;
}

fn sd_box(p: vec2<f32>, half: vec2<f32>) -> f32 {
    let d = abs(p) - half;
    return length(max(d, vec2<f32>(0.0))) + min(max(d.x, d.y), 0.0);
}

// Distance to a regular polygon of n sides, a corner up.
fn sd_regular(p: vec2<f32>, radius: f32, n: f32) -> f32 {
    let step = 6.2831853 / n;
    let angle = atan2(p.x, -p.y);
    let turned = angle - step * floor(angle / step) - step * 0.5;
    return length(p) * cos(turned) - radius * cos(step * 0.5);
}

// Distance to a star of five points, after Inigo Quilez, "2D distance functions" (star5).
fn sd_star(at: vec2<f32>, radius: f32) -> f32 {
    let k1 = vec2<f32>(0.809016994375, -0.587785252292);
    let k2 = vec2<f32>(-0.809016994375, -0.587785252292);
    var p = vec2<f32>(abs(at.x), -at.y);
    p = p - 2.0 * max(dot(k1, p), 0.0) * k1;
    p = p - 2.0 * max(dot(k2, p), 0.0) * k2;
    p = vec2<f32>(abs(p.x), p.y - radius);
    let inner = 0.45;
    let ba = inner * vec2<f32>(-k1.y, k1.x) - vec2<f32>(0.0, 1.0);
    let h = clamp(dot(p, ba) / dot(ba, ba), 0.0, radius);
    return length(p - ba * h) * sign(p.y * ba.x - p.x * ba.y);
}

// Distance from a sign's edge in pixels, negative inside; the signs' areas look alike.
fn sd_symbol(symbol: u32, p: vec2<f32>, r: f32) -> f32 {
    switch symbol {
        case 1u: { return sd_box(p, vec2<f32>(r * 0.86)); }
        case 2u: { return sd_regular(p - vec2<f32>(0.0, r * 0.2), r * 1.2, 3.0); }
        case 3u: { return (abs(p.x) + abs(p.y) - r * 1.2) * 0.70710678; }
        case 4u: { return sd_star(p, r * 1.25); }
        case 5u: { return min(sd_box(p, vec2<f32>(r, r * 0.36)), sd_box(p, vec2<f32>(r * 0.36, r))); }
        case 8u: { return sd_regular(vec2<f32>(p.x, -p.y) - vec2<f32>(0.0, r * 0.2), r * 1.2, 3.0); }
        case 7u: { return sd_regular(p, r * 1.08, 6.0); }
        default: { return length(p) - r; }
    }
}

@fragment
fn fs_point(in: PointOut) -> @location(0) vec4<f32> {
    let symbol = u32(class_of(in.state).a) & 15u;
    let radius = in.radius_px;
    let distance = sd_symbol(symbol, in.local, radius);
    var fill = pick(pen.color, in.state);
    let stroke = pick(pen.stroke, in.state);
    if (symbol == 6u) {
        // a ring: paper inside, the class's colour around
        let around = clamp(distance + radius * 0.42 + 0.5, 0.0, 1.0);
        fill = vec4<f32>(mix(vec3<f32>(1.0), fill.rgb, around), fill.a);
    }
    let inside = clamp(0.5 - distance, 0.0, 1.0);
    let outside = clamp(0.5 - (distance - pen.stroke_px), 0.0, 1.0);
    let rgb = mix(stroke.rgb, fill.rgb, inside);
    let alpha = mix(stroke.a, fill.a, inside);
    return finish(vec4<f32>(rgb, alpha), max(inside, outside));
}
