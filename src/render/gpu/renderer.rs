//! Buffers and pipelines: uploads what changed since the last frame and draws.

use super::frame::{Frame, FrameLayer, Palette, Pass, PassKind, Pen, View, visible_chunks};
use super::mesh::{Chunk, Mesh, PointInstance, Vertex};
use eframe::wgpu;
use eframe::wgpu::util::DeviceExt as _;
use std::collections::BTreeMap;
use std::num::NonZeroU64;
use std::ops::Range;
use std::sync::Arc;

/// Dynamic offsets are multiples of this on every device.
const PEN_STRIDE: u64 = 256;
/// Passes that a layer may have.
const MAX_PENS: usize = 16;

/// Laid out as the shader's `View`.
#[derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
struct ViewUniform {
    scale: [f32; 2],
    offset: [f32; 2],
    size_px: [f32; 2],
    is_linear: u32,
    dim_opacity: f32,
    palette: Palette,
}

/// A layer's mesh and states on the graphics card.
struct LayerBuffers {
    mesh: Arc<Mesh>,
    states: Arc<Vec<u32>>,
    areas: Option<wgpu::Buffer>,
    indices: Option<wgpu::Buffer>,
    lines: Option<wgpu::Buffer>,
    points: Option<wgpu::Buffer>,
    view: wgpu::Buffer,
    pens: wgpu::Buffer,
    rows: wgpu::Buffer,
    bind_group: wgpu::BindGroup,
}

/// One draw call of the frame.
#[derive(Clone, Debug)]
struct Draw {
    key: u64,
    kind: PassKind,
    pen: u32,
    ranges: Vec<Range<u32>>,
}

/// Draws frames into render passes of one target format. One a window.
pub struct Renderer {
    layout: wgpu::BindGroupLayout,
    fill: wgpu::RenderPipeline,
    line: wgpu::RenderPipeline,
    point: wgpu::RenderPipeline,
    is_linear: bool,
    layers: BTreeMap<u64, LayerBuffers>,
    draws: Vec<Draw>,
}

impl std::fmt::Debug for Renderer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Renderer").field("layers", &self.layers.len()).finish_non_exhaustive()
    }
}

impl Renderer {
    /// Whether a device can do it: the vertex shader reads row states from a storage buffer.
    pub fn is_supported(device: &wgpu::Device) -> bool {
        device.limits().max_storage_buffers_per_shader_stage > 0
    }

    /// Whether a mesh fits the buffers that a device allows.
    pub fn fits(device: &wgpu::Device, mesh: &Mesh) -> bool {
        let limits = device.limits();
        let largest = size_of_val(mesh.areas.as_slice())
            .max(size_of_val(mesh.lines.as_slice()))
            .max(size_of_val(mesh.indices.as_slice())) as u64;
        largest <= limits.max_buffer_size
            && mesh.row_count as u64 * 4 <= limits.max_storage_buffer_binding_size
    }

    /// Pipelines for a target.
    pub fn new(device: &wgpu::Device, format: wgpu::TextureFormat, samples: u32) -> Self {
        let shader = device.create_shader_module(wgpu::ShaderModuleDescriptor {
            label: Some("map"),
            source: wgpu::ShaderSource::Wgsl(include_str!("map.wgsl").into()),
        });
        let layout = bind_group_layout(device);
        let pipeline_layout = device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
            label: Some("map"),
            bind_group_layouts: &[Some(&layout)],
            immediate_size: 0,
        });
        let pipeline = |name: &str, topology, buffers: &[Option<wgpu::VertexBufferLayout<'_>>]| {
            device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
                label: Some(name),
                layout: Some(&pipeline_layout),
                vertex: wgpu::VertexState {
                    module: &shader,
                    entry_point: Some(&format!("vs_{name}")),
                    buffers,
                    compilation_options: wgpu::PipelineCompilationOptions::default(),
                },
                primitive: wgpu::PrimitiveState { topology, ..wgpu::PrimitiveState::default() },
                depth_stencil: None,
                multisample: wgpu::MultisampleState { count: samples, ..Default::default() },
                fragment: Some(wgpu::FragmentState {
                    module: &shader,
                    entry_point: Some(&format!("fs_{name}")),
                    targets: &[Some(wgpu::ColorTargetState {
                        format,
                        blend: Some(wgpu::BlendState::PREMULTIPLIED_ALPHA_BLENDING),
                        write_mask: wgpu::ColorWrites::ALL,
                    })],
                    compilation_options: wgpu::PipelineCompilationOptions::default(),
                }),
                multiview_mask: None,
                cache: None,
            })
        };
        let fill_attributes = wgpu::vertex_attr_array![0 => Float32x2, 1 => Uint32];
        let from_attributes = wgpu::vertex_attr_array![0 => Float32x2, 1 => Uint32, 2 => Float32];
        let to_attributes = wgpu::vertex_attr_array![3 => Float32x2];
        let vertex = |step_mode, attributes| {
            Some(wgpu::VertexBufferLayout { array_stride: size_of::<Vertex>() as u64, step_mode, attributes })
        };
        let instance = wgpu::VertexStepMode::Instance;
        let strip = wgpu::PrimitiveTopology::TriangleStrip;
        Self {
            fill: pipeline(
                "fill",
                wgpu::PrimitiveTopology::TriangleList,
                &[vertex(wgpu::VertexStepMode::Vertex, &fill_attributes)],
            ),
            // The same buffer twice, the second time from its second vertex: a segment's two ends.
            line: pipeline(
                "line",
                strip,
                &[vertex(instance, &from_attributes), vertex(instance, &to_attributes)],
            ),
            point: pipeline(
                "point",
                strip,
                &[Some(wgpu::VertexBufferLayout {
                    array_stride: size_of::<PointInstance>() as u64,
                    step_mode: instance,
                    attributes: &fill_attributes,
                })],
            ),
            layout,
            is_linear: format.is_srgb(),
            layers: BTreeMap::new(),
            draws: Vec::new(),
        }
    }

    /// Uploads what changed and plans the frame's draws.
    pub fn prepare(&mut self, device: &wgpu::Device, queue: &wgpu::Queue, frame: &Frame) {
        self.layers
            .retain(|key, _| frame.kept.contains(key) || frame.layers.iter().any(|layer| layer.key == *key));
        let mut planned = Vec::new();
        for layer in &frame.layers {
            self.upload(device, queue, layer, &frame.view);
            planned.extend(plan(layer, &frame.view));
        }
        // Stable: within a stage the layers' own order stays.
        planned.sort_by_key(|&(stage, _)| stage);
        self.draws = planned.into_iter().map(|(_, draw)| draw).collect();
    }

    fn upload(&mut self, device: &wgpu::Device, queue: &wgpu::Queue, layer: &FrameLayer, view: &View) {
        let current = self.layers.get_mut(&layer.key).filter(|buffers| {
            Arc::ptr_eq(&buffers.mesh, &layer.mesh) && buffers.states.len() == layer.states.len()
        });
        let buffers = if let Some(buffers) = current {
            if !Arc::ptr_eq(&buffers.states, &layer.states) {
                queue.write_buffer(&buffers.rows, 0, bytemuck::cast_slice(&layer.states));
                buffers.states = layer.states.clone();
            }
            buffers
        } else {
            let fresh = LayerBuffers::new(device, &self.layout, layer);
            self.layers.insert(layer.key, fresh);
            let Some(buffers) = self.layers.get_mut(&layer.key) else { return };
            buffers
        };
        let uniform = ViewUniform {
            scale: [view.px_per_m as f32, -view.px_per_m as f32],
            offset: view.offset_px(layer.mesh.origin),
            size_px: view.size_px,
            is_linear: u32::from(self.is_linear),
            dim_opacity: layer.dim_opacity,
            palette: layer.palette,
        };
        queue.write_buffer(&buffers.view, 0, bytemuck::bytes_of(&uniform));
        for (number, pass) in layer.passes.iter().take(MAX_PENS).enumerate() {
            queue.write_buffer(&buffers.pens, number as u64 * PEN_STRIDE, bytemuck::bytes_of(&pass.pen));
        }
    }

    /// Draws the prepared frame; the pass's viewport is the map.
    pub fn paint(&self, pass: &mut wgpu::RenderPass<'_>) {
        for draw in &self.draws {
            let Some(layer) = self.layers.get(&draw.key) else { continue };
            pass.set_bind_group(0, &layer.bind_group, &[draw.pen * PEN_STRIDE as u32]);
            match draw.kind {
                PassKind::Fill => {
                    let (Some(areas), Some(indices)) = (&layer.areas, &layer.indices) else { continue };
                    pass.set_pipeline(&self.fill);
                    pass.set_vertex_buffer(0, areas.slice(..));
                    pass.set_index_buffer(indices.slice(..), wgpu::IndexFormat::Uint32);
                    for range in &draw.ranges {
                        pass.draw_indexed(range.clone(), 0, 0..1);
                    }
                }
                PassKind::Outline | PassKind::Line => {
                    let vertices = if draw.kind == PassKind::Line { &layer.lines } else { &layer.areas };
                    let Some(vertices) = vertices else { continue };
                    pass.set_pipeline(&self.line);
                    pass.set_vertex_buffer(0, vertices.slice(..));
                    pass.set_vertex_buffer(1, vertices.slice(size_of::<Vertex>() as u64..));
                    for range in &draw.ranges {
                        // The last vertex of a chunk ends its line: no segment starts there.
                        pass.draw(0..4, range.start..range.end - 1);
                    }
                }
                PassKind::Point => {
                    let Some(points) = &layer.points else { continue };
                    pass.set_pipeline(&self.point);
                    pass.set_vertex_buffer(0, points.slice(..));
                    for range in &draw.ranges {
                        pass.draw(0..4, range.clone());
                    }
                }
            }
        }
    }
}

/// The draws of a layer with their stages: its visible chunks, neighbours joined.
fn plan(layer: &FrameLayer, view: &View) -> Vec<(super::Stage, Draw)> {
    let visible: Vec<&Chunk> = visible_chunks(&layer.mesh, view).collect();
    let planned = layer.passes.iter().take(MAX_PENS).enumerate().map(|(number, pass)| {
        let chunks = visible.iter().filter(|chunk| chunk.mean_size_m * view.px_per_m >= pass.from_feature_px);
        let mut ranges: Vec<Range<u32>> = Vec::new();
        for range in chunks.map(|chunk| chunk_range(chunk, pass)).filter(|range| !range.is_empty()) {
            match ranges.last_mut() {
                Some(last) if last.end == range.start => last.end = range.end,
                _ => ranges.push(range),
            }
        }
        (pass.stage, Draw { key: layer.key, kind: pass.kind, pen: number as u32, ranges })
    });
    planned.filter(|(_, draw)| !draw.ranges.is_empty()).collect()
}

fn chunk_range(chunk: &Chunk, pass: &Pass) -> Range<u32> {
    match pass.kind {
        PassKind::Fill => chunk.fills.clone(),
        PassKind::Outline => chunk.outlines.clone(),
        PassKind::Line => chunk.lines.clone(),
        PassKind::Point => chunk.points.clone(),
    }
}

impl LayerBuffers {
    fn new(device: &wgpu::Device, layout: &wgpu::BindGroupLayout, layer: &FrameLayer) -> Self {
        let buffer = |label: &str, bytes: &[u8], usage| {
            // Neither wgpu nor a binding takes an empty buffer.
            (!bytes.is_empty()).then(|| {
                device.create_buffer_init(&wgpu::util::BufferInitDescriptor {
                    label: Some(label),
                    contents: bytes,
                    usage,
                })
            })
        };
        let uniform = |label: &str, size: u64| {
            device.create_buffer(&wgpu::BufferDescriptor {
                label: Some(label),
                size,
                usage: wgpu::BufferUsages::UNIFORM | wgpu::BufferUsages::COPY_DST,
                mapped_at_creation: false,
            })
        };
        let mesh = &layer.mesh;
        let vertex = wgpu::BufferUsages::VERTEX;
        let view = uniform("map view", size_of::<ViewUniform>() as u64);
        let pens = uniform("map pens", PEN_STRIDE * MAX_PENS as u64);
        let nothing = [0_u32];
        let states: &[u32] = if layer.states.is_empty() { &nothing } else { &layer.states };
        let rows = device.create_buffer_init(&wgpu::util::BufferInitDescriptor {
            label: Some("map rows"),
            contents: bytemuck::cast_slice(states),
            usage: wgpu::BufferUsages::STORAGE | wgpu::BufferUsages::COPY_DST,
        });
        let bind_group = device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("map layer"),
            layout,
            entries: &[
                wgpu::BindGroupEntry { binding: 0, resource: view.as_entire_binding() },
                wgpu::BindGroupEntry { binding: 1, resource: rows.as_entire_binding() },
                wgpu::BindGroupEntry {
                    binding: 2,
                    resource: wgpu::BindingResource::Buffer(wgpu::BufferBinding {
                        buffer: &pens,
                        offset: 0,
                        size: NonZeroU64::new(size_of::<Pen>() as u64),
                    }),
                },
            ],
        });
        Self {
            areas: buffer("map areas", bytemuck::cast_slice(&mesh.areas), vertex),
            indices: buffer("map triangles", bytemuck::cast_slice(&mesh.indices), wgpu::BufferUsages::INDEX),
            lines: buffer("map lines", bytemuck::cast_slice(&mesh.lines), vertex),
            points: buffer("map points", bytemuck::cast_slice(&mesh.points), vertex),
            mesh: layer.mesh.clone(),
            states: layer.states.clone(),
            view,
            pens,
            rows,
            bind_group,
        }
    }
}

fn bind_group_layout(device: &wgpu::Device) -> wgpu::BindGroupLayout {
    let entry = |binding, ty, has_dynamic_offset, size: u64| wgpu::BindGroupLayoutEntry {
        binding,
        visibility: wgpu::ShaderStages::VERTEX_FRAGMENT,
        ty: wgpu::BindingType::Buffer { ty, has_dynamic_offset, min_binding_size: NonZeroU64::new(size) },
        count: None,
    };
    device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
        label: Some("map"),
        entries: &[
            entry(0, wgpu::BufferBindingType::Uniform, false, size_of::<ViewUniform>() as u64),
            wgpu::BindGroupLayoutEntry {
                visibility: wgpu::ShaderStages::VERTEX,
                ..entry(1, wgpu::BufferBindingType::Storage { read_only: true }, false, 4)
            },
            entry(2, wgpu::BufferBindingType::Uniform, true, size_of::<Pen>() as u64),
        ],
    })
}
