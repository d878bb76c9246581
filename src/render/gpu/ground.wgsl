// One flat colour over the whole viewport: red, green and blue in the instance's number, in gamma space.

struct GroundOut {
    @builtin(position) clip: vec4<f32>,
    @location(0) @interpolate(flat) rgb: u32,
};

@vertex
fn vs_ground(@builtin(vertex_index) corner: u32, @builtin(instance_index) rgb: u32) -> GroundOut {
    var out: GroundOut;
    // A triangle twice as wide and high as the viewport.
    let x = select(-1.0, 3.0, corner == 1u);
    let y = select(-1.0, 3.0, corner == 2u);
    out.clip = vec4<f32>(x, y, 0.0, 1.0);
    out.rgb = rgb;
    return out;
}

fn unpacked(rgb: u32) -> vec3<f32> {
    return vec3<f32>(vec3<u32>(rgb >> 16u, rgb >> 8u, rgb) & vec3<u32>(255u)) / 255.0;
}

fn linear_from_gamma(rgb: vec3<f32>) -> vec3<f32> {
    let low = rgb / 12.92;
    let high = pow((rgb + 0.055) / 1.055, vec3<f32>(2.4));
    return select(high, low, rgb <= vec3<f32>(0.04045));
}

@fragment
fn fs_ground(in: GroundOut) -> @location(0) vec4<f32> {
    return vec4<f32>(unpacked(in.rgb), 1.0);
}

@fragment
fn fs_ground_linear(in: GroundOut) -> @location(0) vec4<f32> {
    return vec4<f32>(linear_from_gamma(unpacked(in.rgb)), 1.0);
}
