//! What a device draws of a layer without a window, looked at pixel by pixel.

use eframe::wgpu;
use std::future::Future;
use std::sync::Arc;
use three_maps::layer::{Layer, RowSet, SourceBytes};
use three_maps::progress::{CancelToken, Silent};
use three_maps::read::{ReadOptions, read};
use three_maps::render::gpu::{Frame, FrameLayer, Renderer, View, build_meshes, palette, passes, row_states};
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
            mesh: Arc::new(build_meshes(layer).remove(0)),
            states: Arc::new(row_states(&RowLooks::of(layer, style), rows, dim)),
            palette: palette(style),
            dim_opacity: 0.2,
            passes: passes(style, false, 1.0, 1.0),
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
