//! How long a frame takes, and what its parts cost: `cargo bench --bench frames [TOWN.geojson]`.
//!
//! Draws a layer off screen at 1600 × 900 on whatever adapter there is (a software one where there is no
//! other), all features as geometry against geometry and overview, all in view and zoomed to a hundredth
//! of the area. Prints medians of five as a table. Without a file it makes towns of 10 k, 100 k and 1 M
//! octagons of its own (`-- --quick`: 10 k alone).

#![allow(clippy::print_stdout, clippy::expect_used, reason = "a program that measures and prints")]

use eframe::wgpu;
use std::future::Future;
use std::sync::Arc;
use std::time::{Duration, Instant};
use three_maps::layer::{GeometryType, Layer, PartType, ShapesBuilder, SourceBytes, SpatialIndex};
use three_maps::progress::{CancelToken, Silent};
use three_maps::read::{ReadOptions, read};
use three_maps::render::gpu::{
    Frame, FrameLayer, FrameOverview, FrameTile, Mesh, Renderer, Stage, Survey, View, build_piece, palette,
    passes, passes_beside_overview, row_states,
};
use three_maps::render::overview::{Ink, Tile, TileId, draw_tile, level_of, tiles_in};
use three_maps::scene::mercator::world_from_bbox;
use three_maps::scene::{Camera, RowLooks, Style};

const SIZE: [f64; 2] = [1600.0, 900.0];
const FORMAT: wgpu::TextureFormat = wgpu::TextureFormat::Rgba8Unorm;

/// wgpu's futures outside the web are ready at once.
fn now<T>(future: impl Future<Output = T>) -> Option<T> {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match std::pin::pin!(future).poll(&mut context) {
        std::task::Poll::Ready(value) => Some(value),
        std::task::Poll::Pending => None,
    }
}

struct Target {
    device: wgpu::Device,
    queue: wgpu::Queue,
    view: wgpu::TextureView,
}

impl Target {
    fn open() -> Option<Self> {
        let instance = wgpu::Instance::new(wgpu::InstanceDescriptor::new_without_display_handle());
        let adapter = now(instance.request_adapter(&wgpu::RequestAdapterOptions::default()))?.ok()?;
        println!("adapter: {}", adapter.get_info().name);
        let (device, queue) = now(adapter.request_device(&wgpu::DeviceDescriptor::default()))?.ok()?;
        let texture = device.create_texture(&wgpu::TextureDescriptor {
            label: None,
            size: wgpu::Extent3d { width: SIZE[0] as u32, height: SIZE[1] as u32, depth_or_array_layers: 1 },
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format: FORMAT,
            usage: wgpu::TextureUsages::RENDER_ATTACHMENT,
            view_formats: &[],
        });
        let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
        Some(Self { device, queue, view })
    }

    /// One frame: until it is handed over, and until it is drawn.
    fn frame(&self, renderer: &mut Renderer, frame: &Frame) -> (Duration, Duration) {
        let begun = Instant::now();
        renderer.prepare(&self.device, &self.queue, frame);
        let mut encoder = self.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            color_attachments: &[Some(wgpu::RenderPassColorAttachment {
                view: &self.view,
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
        drop(pass);
        let commands = encoder.finish();
        let handed = begun.elapsed();
        self.queue.submit([commands]);
        self.device.poll(wgpu::PollType::wait_indefinitely()).expect("the device is there");
        (handed, begun.elapsed())
    }
}

/// Octagons on a grid with a step of 45 m, two fifths as wide.
fn octagons(count: usize) -> Layer {
    let empty = r#"{"type":"FeatureCollection","features":[]}"#;
    let source = SourceBytes::Bundled("octagons", empty.as_bytes());
    let layer = read(&source, ReadOptions::default(), &Silent, &CancelToken::default()).expect("it is valid");
    let side = (count as f64).sqrt().ceil() as usize;
    let step = 0.000_45;
    let mut shapes = ShapesBuilder::default();
    for number in 0..count {
        let (x, y) = (120.0 + (number % side) as f64 * step, 30.0 + (number / side) as f64 * step);
        for corner in 0..=8 {
            let angle = f64::from(corner % 8) * std::f64::consts::TAU / 8.0;
            shapes.position([x + angle.cos() * step * 0.4, y + angle.sin() * step * 0.35], f64::NAN);
        }
        shapes.end_ring();
        shapes.end_part(PartType::Polygon);
        shapes.end_row(GeometryType::Polygon);
    }
    let shapes = Arc::new(shapes.finish());
    Layer { index: SpatialIndex::of(shapes.clone()).into(), shapes, columns: Vec::new(), ..layer }
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64() * 1e3
}

fn bench(target: &Target, layer: &Layer) {
    let style = Style::for_unknown(layer);
    let begun = Instant::now();
    let survey = Survey::of(layer);
    let surveyed = begun.elapsed();
    let states = Arc::new(row_states(&RowLooks::of(layer, &style), None, false));
    let begun = Instant::now();
    let meshes: Vec<Arc<Mesh>> =
        (0..survey.pieces.len()).map(|piece| Arc::new(build_piece(layer, &survey, piece))).collect();
    let built = begun.elapsed();
    let bytes: usize = meshes.iter().filter_map(|mesh| mesh.data.get()).map(|data| data.bytes()).sum();
    println!(
        "\n{} features, {} positions: survey {:.0} ms, meshes {:.0} ms, {:.1} MB on the graphics card with \
         states, {:.1} MB here",
        layer.len(),
        layer.shapes.positions().len(),
        surveyed.as_secs_f64() * 1e3,
        built.as_secs_f64() * 1e3,
        (bytes + 4 * states.len()) as f64 / 1e6,
        (survey.memory_bytes() + 4 * states.len()) as f64 / 1e6,
    );
    let ink = Ink::of(&style, 0.2, 1.0);
    let fitted = Camera::default().fitted(&layer.bbox(), 0.0, SIZE);
    let mut renderer = Renderer::new(&target.device, FORMAT, 1);
    println!("| view | drawn | CPU ms | frame ms | tiles | tiles ms |\n|---|---|---|---|---|---|");
    // Each step of zoom shows a quarter of the area: 3.32 steps are a hundredth.
    for (name, zoom) in [("all", 0.0), ("a quarter", 1.0), ("a twentieth", 2.16), ("a hundredth", 3.32)] {
        let camera = fitted.with_zoom(fitted.zoom() + zoom);
        let view = View::of(&camera, 1.0, SIZE.map(|side| side as f32));
        let level = level_of(view.px_per_m);
        for all in [true, false] {
            let begun = Instant::now();
            let tiles = if all { Vec::new() } else { tiles(layer, &survey, &states, &ink, &view, level) };
            let drawn = begun.elapsed();
            let count = tiles.len();
            let overview = (!all).then_some(FrameOverview { stage: Stage::Area, level, tiles });
            let passes = passes(&style, false, 1.0, 1.0);
            let frame = Frame {
                view,
                layers: vec![FrameLayer {
                    key: 4,
                    meshes: meshes.clone(),
                    overview,
                    states: states.clone(),
                    palette: palette(&style),
                    dim_opacity: 0.2,
                    passes: if all { passes } else { passes_beside_overview(passes) },
                }],
            };
            while renderer.prepare(&target.device, &target.queue, &frame).is_incomplete {
                target.queue.submit([]);
            }
            target.frame(&mut renderer, &frame);
            let times: Vec<_> = (0..5).map(|_| target.frame(&mut renderer, &frame)).collect();
            println!(
                "| {name} | {} | {:.2} | {:.1} | {count} | {:.0} |",
                if all { "all features" } else { "with overview" },
                median(times.iter().map(|time| time.0).collect()),
                median(times.iter().map(|time| time.1).collect()),
                drawn.as_secs_f64() * 1e3,
            );
        }
    }
}

/// The tiles of a view, on one thread.
fn tiles(
    layer: &Layer,
    survey: &Survey,
    states: &[u32],
    ink: &Ink,
    view: &View,
    level: i32,
) -> Vec<FrameTile> {
    let (seen, all) = (view.world(), world_from_bbox(&layer.bbox()));
    let draw = |id: TileId| {
        let pixels = draw_tile(layer, survey, states, ink, id, &CancelToken::default())?;
        Some(FrameTile { tile: Arc::new(Tile::new(id, pixels)), place: id })
    };
    let wanted = tiles_in(&seen, level).into_iter().filter(|id| id.world().intersects(&all));
    wanted.filter_map(draw).filter(|tile| tile.tile.pixels.is_some()).collect()
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let Some(target) = Target::open() else {
        println!("SKIPPED: no graphics adapter, not even a software one (Debian: mesa-vulkan-drivers)");
        return;
    };
    match arguments.first().map(String::as_str) {
        Some("--quick") => bench(&target, &octagons(10_000)),
        Some(path) => {
            let source = SourceBytes::File(path.into());
            let layer = read(&source, ReadOptions::default(), &Silent, &CancelToken::default());
            bench(&target, &layer.expect("the file can be read"));
        }
        None => [10_000, 100_000, 1_000_000].into_iter().for_each(|count| bench(&target, &octagons(count))),
    }
}
