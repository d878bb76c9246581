//! What of layers lies on the graphics card: a mesh's vertices, a layer's states and pens.

use super::frame::{FrameLayer, Palette, Pen, View};
use super::mesh::{MeshData, Strokes};
use eframe::wgpu;
use eframe::wgpu::util::DeviceExt as _;
use std::num::NonZeroU64;
use std::sync::Arc;

/// Dynamic offsets are multiples of this on every device.
pub(super) const PEN_STRIDE: u64 = 256;
/// Passes that a layer may have.
pub(super) const MAX_PENS: usize = 16;

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

/// Corners on the graphics card, with how far along they lie where that is kept.
pub(super) struct StrokeBuffers {
    pub(super) corners: wgpu::Buffer,
    pub(super) along_m: Option<wgpu::Buffer>,
}

/// A mesh on the graphics card.
pub(super) struct MeshBuffers {
    pub(super) areas: Option<StrokeBuffers>,
    pub(super) indices: Option<wgpu::Buffer>,
    pub(super) lines: Option<StrokeBuffers>,
    pub(super) points: Option<wgpu::Buffer>,
}

impl MeshBuffers {
    pub(super) fn new(device: &wgpu::Device, data: &MeshData) -> Self {
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
        let vertex = wgpu::BufferUsages::VERTEX;
        let strokes = |label: &str, strokes: &Strokes| {
            Some(StrokeBuffers {
                corners: buffer(label, bytemuck::cast_slice(&strokes.corners), vertex)?,
                along_m: buffer(label, bytemuck::cast_slice(&strokes.along_m), vertex),
            })
        };
        Self {
            areas: strokes("map areas", &data.areas),
            indices: buffer("map triangles", bytemuck::cast_slice(&data.indices), wgpu::BufferUsages::INDEX),
            lines: strokes("map lines", &data.lines),
            points: buffer("map points", bytemuck::cast_slice(&data.points), vertex),
        }
    }
}

/// A layer's states, view and pens on the graphics card.
pub(super) struct LayerBuffers {
    states: Arc<Vec<u32>>,
    view: wgpu::Buffer,
    pens: wgpu::Buffer,
    rows: wgpu::Buffer,
    pub(super) bind_group: wgpu::BindGroup,
}

impl LayerBuffers {
    pub(super) fn new(device: &wgpu::Device, layout: &wgpu::BindGroupLayout, states: &Arc<Vec<u32>>) -> Self {
        let uniform = |label: &str, size: u64| {
            device.create_buffer(&wgpu::BufferDescriptor {
                label: Some(label),
                size,
                usage: wgpu::BufferUsages::UNIFORM | wgpu::BufferUsages::COPY_DST,
                mapped_at_creation: false,
            })
        };
        let view = uniform("map view", size_of::<ViewUniform>() as u64);
        let pens = uniform("map pens", PEN_STRIDE * MAX_PENS as u64);
        let nothing = [0_u32];
        let contents: &[u32] = if states.is_empty() { &nothing } else { states };
        let rows = device.create_buffer_init(&wgpu::util::BufferInitDescriptor {
            label: Some("map rows"),
            contents: bytemuck::cast_slice(contents),
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
        Self { states: states.clone(), view, pens, rows, bind_group }
    }

    /// Whether states of a layer fit the buffer.
    pub(super) fn fits(&self, states: &[u32]) -> bool {
        self.states.len() == states.len()
    }

    /// Writes what the frame has of the layer: states where they are others, view and pens.
    pub(super) fn write(&mut self, queue: &wgpu::Queue, layer: &FrameLayer, view: &View, is_linear: bool) {
        if !Arc::ptr_eq(&self.states, &layer.states) {
            queue.write_buffer(&self.rows, 0, bytemuck::cast_slice(&layer.states));
            self.states = layer.states.clone();
        }
        let origin = layer.meshes.first().map_or([0.0; 2], |mesh| mesh.origin);
        let uniform = ViewUniform {
            scale: [view.px_per_m as f32, -view.px_per_m as f32],
            offset: view.offset_px(origin),
            size_px: view.size_px,
            is_linear: u32::from(is_linear),
            dim_opacity: layer.dim_opacity,
            palette: layer.palette,
        };
        queue.write_buffer(&self.view, 0, bytemuck::bytes_of(&uniform));
        for (number, pass) in layer.passes.iter().take(MAX_PENS).enumerate() {
            queue.write_buffer(&self.pens, number as u64 * PEN_STRIDE, bytemuck::bytes_of(&pass.pen));
        }
    }
}

/// What the shaders find in a layer's bind group.
pub(super) fn bind_group_layout(device: &wgpu::Device) -> wgpu::BindGroupLayout {
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
