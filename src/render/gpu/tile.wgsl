// Tiles of an overview: pictures of what is too small to be drawn one by one, premultiplied, in gamma
// space.

struct Target {
    size_px: vec2<f32>,
    // 1 where the target stores linear colours
    is_linear: u32,
    unused: u32,
};

@group(0) @binding(0) var<uniform> to: Target;
@group(1) @binding(0) var picture: texture_2d<f32>;
@group(1) @binding(1) var smooth_sampler: sampler;

struct TileOut {
    @builtin(position) clip: vec4<f32>,
    @location(0) place: vec2<f32>,
};

// left, top, right, bottom: in pixels of the target, and of the picture from 0 to 1
@vertex
fn vs_tile(
    @builtin(vertex_index) corner: u32,
    @location(0) box_px: vec4<f32>,
    @location(1) part: vec4<f32>,
) -> TileOut {
    let right = (corner & 1u) == 1u;
    let low = (corner & 2u) == 2u;
    let px = vec2<f32>(select(box_px.x, box_px.z, right), select(box_px.y, box_px.w, low));
    let ndc = px / to.size_px * 2.0 - 1.0;
    var out: TileOut;
    out.clip = vec4<f32>(ndc.x, -ndc.y, 0.0, 1.0);
    out.place = vec2<f32>(select(part.x, part.z, right), select(part.y, part.w, low));
    return out;
}

fn linear_from_gamma(rgb: vec3<f32>) -> vec3<f32> {
    let low = rgb / 12.92;
    let high = pow((rgb + 0.055) / 1.055, vec3<f32>(2.4));
    return select(high, low, rgb <= vec3<f32>(0.04045));
}

@fragment
fn fs_tile(in: TileOut) -> @location(0) vec4<f32> {
    let color = textureSample(picture, smooth_sampler, in.place);
    if (to.is_linear == 1u && color.a > 0.0) {
        return vec4<f32>(linear_from_gamma(color.rgb / color.a) * color.a, color.a);
    }
    return color;
}
