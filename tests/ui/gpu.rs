//! What a device draws of a layer without a window, looked at pixel by pixel.

use eframe::wgpu;
use std::future::Future;
use std::sync::Arc;
use three_maps::layer::{Layer, RowSet, SourceBytes};
use three_maps::progress::{CancelToken, Silent};
use three_maps::read::{ReadOptions, read};
use three_maps::render::gpu::{
    Detail, Frame, FrameLayer, FrameOverview, FrameTile, Renderer, Stage, Survey, View, build_detail,
    build_meshes, build_piece, palette, passes, passes_beside_overview, row_states,
};
use three_maps::render::overview::{Ink, Tile, draw_tile, level_of, tiles_in};
use three_maps::scene::{Camera, Class, Label, Rgb, RowLooks, Stroke, Style, Symbol};

const TOWN: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"kind":"a"},"geometry":{"type":"Polygon","coordinates":[[[120.34,30.30],[120.35,30.30],[120.35,30.31],[120.34,30.31],[120.34,30.30]],[[120.344,30.304],[120.346,30.304],[120.346,30.306],[120.344,30.306],[120.344,30.304]]]}},
{"type":"Feature","properties":{"kind":"b"},"geometry":{"type":"Polygon","coordinates":[[[120.36,30.30],[120.37,30.30],[120.37,30.31],[120.36,30.31],[120.36,30.30]]]}},
{"type":"Feature","properties":{"kind":"a"},"geometry":{"type":"LineString","coordinates":[[120.33,30.295],[120.38,30.295],[120.38,30.32]]}},
{"type":"Feature","properties":{"kind":"b"},"geometry":{"type":"Point","coordinates":[120.355,30.305]}},
{"type":"Feature","properties":{"kind":null},"geometry":null}
]}"#;

fn layer(text: &str) -> Layer {
    let source = SourceBytes::Bundled("test", text.to_owned().leak().as_bytes());
    read(&source, ReadOptions::default(), &Silent, &CancelToken::default()).unwrap()
}

fn style() -> Style {
    let class = |value: &str, rgb, symbol| Class {
        values: vec![value.to_owned()],
        label: Label::plain(value),
        rgb,
        symbol,
        ..Class::default()
    };
    Style {
        field: Some("kind".to_owned()),
        classes: vec![class("a", Rgb(200, 0, 0), Symbol::Circle), class("b", Rgb(0, 0, 200), Symbol::Square)],
        fill_opacity: 1.0,
        stroke: Some(Stroke { rgb: Rgb(0, 160, 0), width_px: 2.0 }),
        line_width_px: 5.0,
        point_size_px: 16.0,
        ..Style::default()
    }
}

/// wgpu's futures outside the web are ready at once.
fn now<T>(future: impl Future<Output = T>) -> Option<T> {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match std::pin::pin!(future).poll(&mut context) {
        std::task::Poll::Ready(value) => Some(value),
        std::task::Poll::Pending => None,
    }
}

fn device() -> Option<(wgpu::Device, wgpu::Queue)> {
    let instance = wgpu::Instance::new(wgpu::InstanceDescriptor::new_without_display_handle());
    let adapter = now(instance.request_adapter(&wgpu::RequestAdapterOptions::default()))?.ok()?;
    now(adapter.request_device(&wgpu::DeviceDescriptor::default()))?.ok()
}

/// Two devices of one adapter.
fn two_devices() -> Option<[(wgpu::Device, wgpu::Queue); 2]> {
    let instance = wgpu::Instance::new(wgpu::InstanceDescriptor::new_without_display_handle());
    let adapter = now(instance.request_adapter(&wgpu::RequestAdapterOptions::default()))?.ok()?;
    let device = || now(adapter.request_device(&wgpu::DeviceDescriptor::default()))?.ok();
    Some([device()?, device()?])
}

struct Picture {
    size: [u32; 2],
    rgba: Vec<u8>,
}

impl Picture {
    fn at(&self, [x, y]: [f64; 2]) -> [u8; 4] {
        let at = (y as usize * self.size[0] as usize + x as usize) * 4;
        [self.rgba[at], self.rgba[at + 1], self.rgba[at + 2], self.rgba[at + 3]]
    }
}

fn draw(device: &wgpu::Device, queue: &wgpu::Queue, frame: &Frame) -> Picture {
    draw_with(&mut Renderer::new(device, FORMAT, 1), device, queue, frame)
}

const FORMAT: wgpu::TextureFormat = wgpu::TextureFormat::Rgba8Unorm;

fn draw_with(renderer: &mut Renderer, device: &wgpu::Device, queue: &wgpu::Queue, frame: &Frame) -> Picture {
    let size = frame.view.size_px.map(|side| side as u32);
    let format = FORMAT;
    let extent = wgpu::Extent3d { width: size[0], height: size[1], depth_or_array_layers: 1 };
    let texture = device.create_texture(&wgpu::TextureDescriptor {
        label: None,
        size: extent,
        mip_level_count: 1,
        sample_count: 1,
        dimension: wgpu::TextureDimension::D2,
        format,
        usage: wgpu::TextureUsages::RENDER_ATTACHMENT | wgpu::TextureUsages::COPY_SRC,
        view_formats: &[],
    });
    let target = texture.create_view(&wgpu::TextureViewDescriptor::default());
    while renderer.prepare(device, queue, frame).is_incomplete {
        // Without a submission what was written would pile up.
        queue.submit([]);
    }
    let mut encoder = device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
    {
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            color_attachments: &[Some(wgpu::RenderPassColorAttachment {
                view: &target,
                resolve_target: None,
                depth_slice: None,
                ops: wgpu::Operations {
                    load: wgpu::LoadOp::Clear(wgpu::Color::WHITE),
                    store: wgpu::StoreOp::Store,
                },
            })],
            ..wgpu::RenderPassDescriptor::default()
        });
        renderer.paint(&mut pass);
    }
    let bytes_per_row = size[0] * 4;
    assert_eq!(bytes_per_row % wgpu::COPY_BYTES_PER_ROW_ALIGNMENT, 0);
    let buffer = device.create_buffer(&wgpu::BufferDescriptor {
        label: None,
        size: u64::from(bytes_per_row * size[1]),
        usage: wgpu::BufferUsages::COPY_DST | wgpu::BufferUsages::MAP_READ,
        mapped_at_creation: false,
    });
    encoder.copy_texture_to_buffer(
        texture.as_image_copy(),
        wgpu::TexelCopyBufferInfo {
            buffer: &buffer,
            layout: wgpu::TexelCopyBufferLayout {
                offset: 0,
                bytes_per_row: Some(bytes_per_row),
                rows_per_image: None,
            },
        },
        extent,
    );
    queue.submit([encoder.finish()]);
    buffer.slice(..).map_async(wgpu::MapMode::Read, |_| {});
    device.poll(wgpu::PollType::wait_indefinitely()).unwrap();
    let rgba = buffer.slice(..).get_mapped_range().unwrap().to_vec();
    Picture { size, rgba }
}

fn frame(layer: &Layer, style: &Style, rows: Option<&RowSet>, dim: bool, camera: &Camera) -> Frame {
    Frame {
        view: View::of(camera, 1.0, camera.size_pt().map(|side| side as f32)),
        layers: vec![FrameLayer {
            key: 0,
            meshes: build_meshes(layer).into_iter().map(Arc::new).collect(),
            overview: None,
            states: Arc::new(row_states(&RowLooks::of(layer, style), rows, dim)),
            palette: palette(style),
            dim_opacity: 0.2,
            passes: passes(style, false, 1.0, 1.0),
        }],
    }
}

/// For looking at: `THREE_MAPS_PICTURES=/some/folder` keeps what the tests draw, as PPM.
fn keep(picture: &Picture, name: &str) {
    if let Ok(folder) = std::env::var("THREE_MAPS_PICTURES") {
        let mut ppm = format!("P6 {} {} 255\n", picture.size[0], picture.size[1]).into_bytes();
        ppm.extend(picture.rgba.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]));
        std::fs::write(std::path::Path::new(&folder).join(format!("{name}.ppm")), ppm).unwrap();
    }
}

fn near(got: [u8; 4], [red, green, blue]: [u8; 3]) -> bool {
    got.iter().zip([red, green, blue]).all(|(&a, b)| a.abs_diff(b) <= 2)
}

#[test]
fn a_device_draws_areas_holes_lines_points_and_filters() {
    let Some((device, queue)) = device() else {
        eprintln!("SKIPPED a_device_draws_areas_holes_lines_points_and_filters: no graphics adapter here");
        return;
    };
    let (layer, style) = (layer(TOWN), style());
    let camera = Camera::default().fitted(&layer.bbox(), 40.0, [640.0, 400.0]);
    let at = |lon_lat| camera.screen_from_lon_lat(lon_lat);
    let all = draw(&device, &queue, &frame(&layer, &style, None, false, &camera));
    keep(&all, "all");
    assert!(near(all.at(at([120.342, 30.302])), [200, 0, 0]), "class a fills its area");
    assert!(near(all.at(at([120.345, 30.305])), [255, 255, 255]), "the hole stays open");
    assert!(near(all.at(at([120.365, 30.305])), [0, 0, 200]), "class b fills its area");
    assert!(near(all.at(at([120.34, 30.305])), [0, 160, 0]), "the outline is on the edge");
    assert!(near(all.at(at([120.35, 30.295])), [200, 0, 0]), "the line is drawn");
    assert!(near(all.at(at([120.355, 30.305])), [0, 0, 200]), "the point is drawn");
    assert!(near(all.at([5.0, 5.0]), [255, 255, 255]), "nothing elsewhere");

    let rows = RowSet::from_rows(5, [0, 2]);
    let hidden = draw(&device, &queue, &frame(&layer, &style, Some(&rows), false, &camera));
    assert!(near(hidden.at(at([120.342, 30.302])), [200, 0, 0]));
    assert!(near(hidden.at(at([120.365, 30.305])), [255, 255, 255]), "a filter hides what does not match");
    let dimmed = draw(&device, &queue, &frame(&layer, &style, Some(&rows), true, &camera));
    keep(&dimmed, "dimmed");
    assert!(near(dimmed.at(at([120.365, 30.305])), [204, 204, 244]), "or dims it");
}

#[test]
fn a_device_draws_every_sign_within_its_size() {
    let Some((device, queue)) = device() else {
        eprintln!("SKIPPED a_device_draws_every_sign_within_its_size: no graphics adapter here");
        return;
    };
    let features: Vec<String> = (0..Symbol::ALL.len())
        .map(|number| {
            let lon = 120.0 + number as f64 * 0.01;
            format!(
                r#"{{"type":"Feature","properties":{{"kind":"{number}"}},"geometry":{{"type":"Point","coordinates":[{lon:.2},30.0]}}}}"#
            )
        })
        .collect();
    let layer = layer(&format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(",")));
    let style = Style {
        field: Some("kind".to_owned()),
        classes: Symbol::ALL
            .into_iter()
            .enumerate()
            .map(|(number, symbol)| Class { values: vec![number.to_string()], symbol, ..Class::default() })
            .collect(),
        stroke: Some(Stroke { rgb: Rgb(255, 0, 0), width_px: 2.0 }),
        point_size_px: 40.0,
        ..Style::default()
    };
    let camera = Camera::default().fitted(&layer.bbox(), 48.0, [768.0, 128.0]);
    let picture = draw(&device, &queue, &frame(&layer, &style, None, false, &camera));
    keep(&picture, "signs");
    for (number, symbol) in Symbol::ALL.into_iter().enumerate() {
        let [x, y] = camera.screen_from_lon_lat([120.0 + number as f64 * 0.01, 30.0]);
        let middle = if symbol == Symbol::Ring { [255, 255, 255] } else { [0, 0, 0] };
        assert!(near(picture.at([x, y]), middle), "{symbol:?}");
        assert!(near(picture.at([x, y + 32.0]), [255, 255, 255]), "{symbol:?} is too large");
        let inked = (0..64)
            .flat_map(|dy| (0..64).map(move |dx| [x - 32.0 + f64::from(dx), y - 32.0 + f64::from(dy)]))
            .filter(|&at| picture.at(at)[1] < 128)
            .count();
        assert!((700..2200).contains(&inked), "{symbol:?} covers {inked} pixels");
    }
}

/// Squares and triangles in a grid, of classes a and b in stripes; every 97th is large. Two thirds of the
/// ground are covered.
fn parcels(side: usize) -> Layer {
    let step = 0.2 / side as f64;
    let features: Vec<String> = (0..side * side)
        .map(|number| {
            let (x, y) = (120.2 + (number % side) as f64 * step, 30.2 + (number / side) as f64 * step);
            let wide = step * if number % 97 == 0 { 4.0 } else { 0.9 };
            let kind = if ((number % side) * 8 / side).is_multiple_of(2) { "a" } else { "b" };
            let top = if number % 3 == 0 { String::new() } else { format!("[{:.7},{:.7}],", x + wide, y + wide) };
            format!(
                r#"{{"type":"Feature","properties":{{"kind":"{kind}"}},"geometry":{{"type":"Polygon","coordinates":[[[{x:.7},{y:.7}],[{:.7},{y:.7}],{top}[{x:.7},{:.7}],[{x:.7},{y:.7}]]]}}}}"#,
                x + wide,
                y + wide
            )
        })
        .collect();
    layer(&format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(",")))
}

/// A frame of a layer with the tiles of its overview, or with every feature as geometry.
fn lod_frame(
    layer: &Layer,
    survey: &Survey,
    style: &Style,
    camera: &Camera,
    px_per_pt: f64,
    all: bool,
) -> Frame {
    let size_px = camera.size_pt().map(|side| (side * px_per_pt) as f32);
    let view = View::of(camera, px_per_pt, size_px);
    let states = Arc::new(row_states(&RowLooks::of(layer, style), None, false));
    let level = level_of(view.px_per_m);
    let ink = Ink::of(style, 0.2, 1.0);
    let overview = (!all).then(|| FrameOverview {
        stage: Stage::Area,
        level,
        tiles: tiles_in(&view.world(), level)
            .into_iter()
            .map(|id| {
                let pixels = draw_tile(layer, survey, &states, &ink, id, &CancelToken::default()).unwrap();
                FrameTile { tile: Arc::new(Tile::new(id, pixels)), place: id }
            })
            .collect(),
    });
    let meshes = (0..survey.pieces.len()).map(|piece| Arc::new(build_piece(layer, survey, piece))).collect();
    let mut passes = passes_beside_overview(passes(style, false, px_per_pt as f32, 1.0));
    // The same features have an outline at every density.
    passes.iter_mut().for_each(|pass| pass.from_feature_px *= px_per_pt);
    let palette = palette(style);
    Frame {
        view,
        layers: vec![FrameLayer { key: 4, meshes, overview, states, palette, dim_opacity: 0.2, passes }],
    }
}

/// Means of blocks of so many pixels.
fn blocks(picture: &Picture, side: usize) -> Vec<[f64; 3]> {
    let [width, height] = picture.size.map(|side| side as usize);
    let mut means = Vec::new();
    for top in (0..height - side + 1).step_by(side) {
        for left in (0..width - side + 1).step_by(side) {
            let mut mean = [0.0; 3];
            for at in 0..side * side {
                let pixel = picture.at([(left + at % side) as f64, (top + at / side) as f64]);
                mean.iter_mut().zip(pixel).for_each(|(mean, value)| *mean += f64::from(value));
            }
            means.push(mean.map(|sum| sum / (side * side) as f64));
        }
    }
    means
}

#[test]
fn overview_and_full_drawing_agree_at_six_zooms() {
    let Some((device, queue)) = device() else {
        eprintln!("SKIPPED overview_and_full_drawing_agree_at_six_zooms: no graphics adapter here");
        return;
    };
    let layer = parcels(220);
    let survey = Survey::of(&layer);
    let style = Style { stroke: None, ..style() };
    let size = [512.0, 384.0];
    let fitted = Camera::default().fitted(&layer.bbox(), 24.0, size);
    let mut off = Vec::new();
    for step in 0..6 {
        let camera = fitted.with_zoom(fitted.zoom() - 2.0 + f64::from(step) * 0.7);
        let overview = draw(&device, &queue, &lod_frame(&layer, &survey, &style, &camera, 1.0, false));
        // All features, with four by four samples a pixel: what a device with one sample a pixel leaves
        // to chance where features are smaller than that.
        let all = draw(&device, &queue, &lod_frame(&layer, &survey, &style, &camera, 4.0, true));
        keep(&overview, &format!("overview-{step}"));
        keep(&all, &format!("all-{step}"));
        let (got, expected) = (blocks(&overview, 8), blocks(&all, 32));
        let mut worst = 0.0_f64;
        let mut sum = 0.0;
        for (got, expected) in got.iter().zip(&expected) {
            let off = got.iter().zip(expected).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
            worst = worst.max(off);
            sum += off;
        }
        let mean = sum / got.len() as f64;
        eprintln!("zoom {step}: blocks differ by {mean:.2} on average, {worst:.2} at most, of 255");
        off.push((mean, worst));
    }
    // Blocks of 8 pixels: stretching a tile moves colour by up to a texel, over an edge of the town a
    // sixth of a block, of 255 steps; large features are drawn with one sample a pixel in one and
    // sixteen in the other. On the whole that is little.
    for (step, (mean, worst)) in off.into_iter().enumerate() {
        assert!(mean < 6.0, "zoom {step}: blocks differ by {mean:.2} of 255 on average");
        assert!(worst < 44.0, "zoom {step}: a block differs by {worst:.2} of 255");
    }
}

/// A coast of so many corners with a lake, bays within bays.
fn coast(corners: usize) -> Layer {
    let ring = |corners: usize, radius: f64, way: f64| -> String {
        let place = |corner: usize| {
            let turn = way * (corner % corners) as f64 / corners as f64 * std::f64::consts::TAU;
            let wave =
                1.0 + 0.1 * (turn * 13.0).sin() + 0.02 * (turn * 411.0).sin() + 0.002 * (turn * 3001.0).sin();
            format!("[{:.9},{:.9}]", 120.0 + radius * wave * turn.cos(), 30.0 + radius * wave * turn.sin())
        };
        (0..=corners).map(place).collect::<Vec<_>>().join(",")
    };
    layer(&format!(
        r#"{{"type":"Feature","properties":{{"kind":"a"}},"geometry":{{"type":"Polygon","coordinates":[[{}],[{}]]}}}}"#,
        ring(corners, 0.5, 1.0),
        ring(corners / 4, 0.2, -1.0)
    ))
}

/// Trees in one feature: a wood of so many points, denser towards its middle.
fn wood(count: u32) -> Layer {
    let place = |at: u32| {
        let (turn, far) = (f64::from(at) * 2.399_963, (f64::from(at) / f64::from(count)).powf(0.8) * 0.5);
        format!("[{:.9},{:.9}]", 120.5 + far * turn.cos(), 30.0 + far * turn.sin())
    };
    layer(&format!(
        r#"{{"type":"Feature","properties":{{"kind":"a"}},"geometry":{{"type":"MultiPoint","coordinates":[{}]}}}}"#,
        (0..count).map(place).collect::<Vec<_>>().join(",")
    ))
}

#[test]
fn a_coast_as_finely_as_the_view_and_all_of_it_agree_at_six_zooms() {
    // An eighth of a pixel along an edge of eight: a sixty-fourth of a block, some pixels of one sample more.
    seen_and_all_agree(&coast(40_000), "coast", [0.5, 16.0]);
}

#[test]
fn a_wood_in_one_feature_as_finely_as_the_view_and_all_of_it_agree_at_six_zooms() {
    // Half a pixel at the rim of a wood whose trees hide each other.
    seen_and_all_agree(&wood(40_000), "wood", [0.5, 16.0]);
}

/// Holds what is drawn of a long row for a view against all of the row, in blocks of eight pixels: how far they
/// may differ on average and at most, of 255.
fn seen_and_all_agree(layer: &Layer, name: &str, [most_mean, most_worst]: [f64; 2]) {
    let Some((device, queue)) = device() else {
        eprintln!("SKIPPED {name} as finely as the view and all of it agree: no graphics adapter here");
        return;
    };
    let survey = Survey::of(layer);
    assert_eq!(survey.long.rows, [(0, 0)]);
    let style = style();
    let everywhere = three_maps::geometry::BBox::new(-1e9, -1e9, 1e9, 1e9);
    let build = |detail: &Detail| {
        Arc::new(build_detail(layer, &survey.long, detail, &CancelToken::default()).unwrap())
    };
    // One of them: what is uploaded is dropped here.
    let mut renderer = Renderer::new(&device, FORMAT, 1);
    let all = build(&Detail { region: everywhere, step_m: 1e-3 });
    for (step, zoom) in [4.0, 6.0, 8.0, 9.5, 11.0, 13.0].into_iter().enumerate() {
        let camera = Camera::new([120.5, 30.0], zoom, [512.0, 384.0]);
        let mut frame = frame(layer, &style, None, false, &camera);
        let seen = build(&Detail::of(&frame.view));
        let drawn = seen.chunks.iter().map(|chunk| chunk.outlines.len() + chunk.points.len());
        assert!(zoom < 12.0 || drawn.sum::<usize>() < 8_000, "cut off");
        let mut pictures = [&seen, &all].map(|mesh| {
            frame.layers[0].meshes = vec![mesh.clone()];
            draw_with(&mut renderer, &device, &queue, &frame)
        });
        pictures
            .iter_mut()
            .zip(["seen", "all"])
            .for_each(|(picture, which)| keep(picture, &format!("{name}-{which}-{step}")));
        let [got, expected] = pictures.each_ref().map(|picture| blocks(picture, 8));
        let off: Vec<f64> = got
            .iter()
            .zip(&expected)
            .map(|(got, expected)| got.iter().zip(expected).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max))
            .collect();
        let (mean, worst) =
            (off.iter().sum::<f64>() / off.len() as f64, off.iter().fold(0.0_f64, |a, &b| a.max(b)));
        eprintln!("zoom {zoom}: blocks differ by {mean:.2} on average, {worst:.2} at most, of 255");
        assert!(mean < most_mean, "zoom {zoom}: blocks differ by {mean:.2} of 255 on average");
        assert!(worst < most_worst, "zoom {zoom}: a block differs by {worst:.2} of 255");
    }
}

#[test]
fn another_device_gets_everything_again_once_it_is_brought() {
    let Some([(device, queue), (other, other_queue)]) = two_devices() else {
        eprintln!("SKIPPED another_device_gets_everything_again: no graphics adapter here");
        return;
    };
    let layer = parcels(160);
    let survey = Survey::of(&layer);
    let camera = Camera::default().fitted(&layer.bbox(), 24.0, [512.0, 384.0]);
    let frame = lod_frame(&layer, &survey, &style(), &camera, 1.0, false);
    let first = draw(&device, &queue, &frame);
    let [drawn] = frame.layers.as_slice() else { panic!("one layer") };
    let overview = drawn.overview.as_ref().unwrap();
    let pictures: Vec<_> = overview.tiles.iter().filter_map(|tile| tile.tile.pixels.as_ref()).collect();
    assert!(drawn.meshes.iter().all(|mesh| !mesh.data.is_here()), "meshes stay on this side");
    assert!(!pictures.is_empty() && pictures.iter().all(|pixels| !pixels.is_here()), "tiles stay");

    let mut renderer = Renderer::new(&other, FORMAT, 1);
    assert!(renderer.is_of(&other) && !renderer.is_of(&device));
    assert!(renderer.prepare(&other, &other_queue, &frame).is_incomplete);
    // What was asked for is built again, as the map's workshop does it.
    for mesh in drawn.meshes.iter().filter(|mesh| mesh.data.take_wish()) {
        mesh.data.put(build_piece(&layer, &survey, mesh.piece).data.get().unwrap());
    }
    let ink = Ink::of(&style(), 0.2, 1.0);
    for placed in &overview.tiles {
        let Some(pixels) = placed.tile.pixels.as_ref().filter(|pixels| pixels.take_wish()) else { continue };
        let again = draw_tile(&layer, &survey, &drawn.states, &ink, placed.place, &CancelToken::default());
        pixels.put(Arc::new(again.unwrap().unwrap()));
    }
    let second = draw_with(&mut renderer, &other, &other_queue, &frame);
    assert!(first.rgba == second.rgba, "the pictures differ");
}

#[test]
fn a_frame_uploads_a_few_megabytes_and_goes_on_with_the_next() {
    let Some((device, queue)) = device() else {
        eprintln!("SKIPPED a_frame_uploads_a_few_megabytes: no graphics adapter here");
        return;
    };
    let layer = parcels(420);
    let survey = Survey::of(&layer);
    assert!(survey.pieces.len() > 2, "{} pieces", survey.pieces.len());
    let camera = Camera::default().fitted(&layer.bbox(), 24.0, [512.0, 384.0]);
    let frame = lod_frame(&layer, &survey, &style(), &camera, 1.0, true);
    let mut renderer = Renderer::new(&device, FORMAT, 1);
    let mut frames = 0;
    loop {
        let prepared = renderer.prepare(&device, &queue, &frame);
        queue.submit([]);
        frames += 1;
        // The budget, which the last piece may overrun.
        assert!(prepared.uploaded <= 8 << 20, "{} bytes in a frame", prepared.uploaded);
        if !prepared.is_incomplete {
            break;
        }
    }
    assert!(frames > 1, "all in one frame");
}
