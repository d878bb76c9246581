//! Meshes and states; and pictures drawn by a device without a window.

use super::*;
use crate::layer::{Layer, RowSet};
use crate::scene::fixtures::{Geo, layer, square};
use crate::scene::{Camera, Class, Label, Rgb, Stroke, Style, Symbol, classify};
use eframe::wgpu;
use std::future::Future;
use std::sync::Arc;

fn town() -> Layer {
    let hole = square([120.344, 30.304, 120.346, 30.306]);
    layer(&[
        (Geo::Area(vec![square([120.34, 30.30, 120.35, 30.31]), hole]), Some("a"), "with a hole"),
        (Geo::Area(vec![square([120.36, 30.30, 120.37, 30.31])]), Some("b"), "square"),
        (Geo::Line(vec![[120.33, 30.295], [120.38, 30.295], [120.38, 30.32]]), Some("a"), "road"),
        (Geo::Point([120.355, 30.305]), Some("b"), "station"),
        (Geo::Nothing, None, "nowhere"),
    ])
}

fn one_mesh(layer: &Layer) -> Mesh {
    let mut meshes = build_meshes(layer);
    assert_eq!(meshes.len(), 1);
    meshes.remove(0)
}

fn style() -> Style {
    let class = |value: &str, rgb, symbol| Class {
        values: vec![value.to_owned()],
        label: Label::plain(value),
        rgb,
        symbol,
        hatched: false,
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

#[test]
fn triangles_cover_the_area_without_its_holes() {
    let layer = town();
    let mesh = one_mesh(&layer);
    let area = |index: &[u32]| {
        let [a, b, c] = [0, 1, 2].map(|corner| mesh.areas[index[corner] as usize].position_m);
        f64::from(((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])).abs()) / 2.0
    };
    let of_row = |row: u32| {
        mesh.indices
            .chunks_exact(3)
            .filter(|index| mesh.areas[index[0] as usize].row & !END_OF_LINE == row)
            .map(area)
            .sum::<f64>()
    };
    // The hole is a fifth by a fifth of the square.
    assert!((of_row(0) / of_row(1) - 0.96).abs() < 1e-3, "{}", of_row(0) / of_row(1));
}

#[test]
fn rows_without_a_position_have_no_vertices_but_a_state() {
    let layer = town();
    let mesh = one_mesh(&layer);
    assert_eq!(mesh.row_count, 5);
    assert!(mesh.areas.iter().chain(&mesh.lines).all(|vertex| vertex.row & !END_OF_LINE < 4));
    assert_eq!(row_states(&classify(&layer, &style()), None, false).len(), 5);
}

#[test]
fn chunks_hold_every_vertex_once() {
    let rows: Vec<(Geo, Option<&str>, &str)> = (0..3000)
        .map(|number| {
            let (x, y) = (120.0 + f64::from(number % 60) * 0.01, 30.0 + f64::from(number / 60) * 0.01);
            (Geo::Area(vec![square([x, y, x + 0.005, y + 0.005])]), None, "parcel")
        })
        .collect();
    let mesh = one_mesh(&layer(&rows));
    assert!(mesh.chunks.len() > 2);
    let mut next = 0;
    for chunk in &mesh.chunks {
        assert_eq!(chunk.outlines.start, next);
        next = chunk.outlines.end;
    }
    assert_eq!(next as usize, mesh.areas.len());
    let corner = View {
        center: crate::scene::mercator::world_from_lon_lat([120.02, 30.02]),
        px_per_m: 0.1,
        size_px: [100.0, 100.0],
    };
    let seen = visible_chunks(&mesh, &corner).count();
    assert!((1..mesh.chunks.len()).contains(&seen), "{seen} of {}", mesh.chunks.len());
}

#[test]
fn a_position_stays_within_a_fiftieth_of_a_pixel_of_the_camera() {
    let layer = town();
    let mesh = one_mesh(&layer);
    let camera = Camera::new([120.36, 30.30], 20.0, [800.0, 600.0]);
    let view = View::of(&camera, 1.0, [800.0, 600.0]);
    let [left, top] = view.offset_px(mesh.origin);
    let vertex = mesh.areas.iter().find(|vertex| vertex.row == 1).unwrap();
    let [x, y] = vertex.position_m.map(|metres| metres * view.px_per_m as f32);
    let exact = camera.screen_from_lon_lat([120.36, 30.30]);
    assert!((f64::from(left + x) - exact[0]).abs() < 0.02);
    assert!((f64::from(top - y) - exact[1]).abs() < 0.02);
}

#[test]
fn one_stray_row_does_not_cost_the_others_their_precision() {
    let mut rows = vec![(Geo::Point([0.0, 0.0]), None, "stray")];
    for number in 0..9 {
        rows.push((Geo::Point([120.35 + f64::from(number) * 1e-4, 30.3]), None, "town"));
    }
    let mesh = one_mesh(&layer(&rows));
    let far = mesh.points.iter().filter(|point| point.position_m[0].abs() > 1000.0).count();
    assert_eq!(far, 1);
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
    let size = frame.view.size_px.map(|side| side as u32);
    let format = wgpu::TextureFormat::Rgba8Unorm;
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
    let mut renderer = Renderer::new(device, format, 1);
    renderer.prepare(device, queue, frame);
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
            mesh: Arc::new(one_mesh(layer)),
            states: Arc::new(row_states(&classify(layer, style), rows, dim)),
            palette: palette(style),
            dim_opacity: 0.2,
            passes: passes(style, false, 1.0),
        }],
        kept: Vec::new(),
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
    let (layer, style) = (town(), style());
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
    let rows: Vec<(Geo, Option<&str>, &str)> = ["0", "1", "2", "3", "4", "5", "6", "7"]
        .into_iter()
        .enumerate()
        .map(|(number, kind)| (Geo::Point([120.0 + number as f64 * 0.01, 30.0]), Some(kind), kind))
        .collect();
    let layer = layer(&rows);
    let style = Style {
        field: Some("kind".to_owned()),
        classes: Symbol::ALL
            .into_iter()
            .enumerate()
            .map(|(number, symbol)| Class {
                values: vec![number.to_string()],
                label: Label::default(),
                rgb: Rgb(0, 0, 0),
                symbol,
                hatched: false,
            })
            .collect(),
        stroke: Some(Stroke { rgb: Rgb(255, 0, 0), width_px: 2.0 }),
        point_size_px: 40.0,
        ..Style::default()
    };
    let camera = Camera::default().fitted(&layer.bbox(), 48.0, [704.0, 128.0]);
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
