//! Tiles of overviews on the graphics card: a texture each, for as long as somebody keeps the tile.

use super::super::overview::{BORDER, SIDE, Tile, TilePixels};
use super::frame::{FrameLayer, View};
use eframe::wgpu;
use std::collections::BTreeMap;
use std::num::NonZeroU64;
use std::ops::Range;
use std::sync::{Arc, Weak};

/// Laid out as the shader's `Target`.
#[derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
struct Target {
    size_px: [f32; 2],
    is_linear: u32,
    unused: u32,
}

/// A tile's place and part, as the shader takes them.
#[derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
struct Quad {
    box_px: [f32; 4],
    part: [f32; 4],
}

struct Texture {
    tile: Weak<Tile>,
    bind_group: wgpu::BindGroup,
}

/// Draws tiles.
pub(super) struct TilePainter {
    pipeline: wgpu::RenderPipeline,
    layout: wgpu::BindGroupLayout,
    sampler: wgpu::Sampler,
    target: wgpu::Buffer,
    target_group: wgpu::BindGroup,
    /// By the tile's address, which nobody else has while its `Weak` is here.
    textures: BTreeMap<usize, Texture>,
    quads: wgpu::Buffer,
    planned: Vec<(Quad, usize)>,
    is_linear: bool,
}

fn address(tile: &Arc<Tile>) -> usize {
    Arc::as_ptr(tile).addr()
}

impl TilePainter {
    pub(super) fn new(device: &wgpu::Device, format: wgpu::TextureFormat, samples: u32) -> Self {
        let shader = device.create_shader_module(wgpu::ShaderModuleDescriptor {
            label: Some("tile"),
            source: wgpu::ShaderSource::Wgsl(include_str!("tile.wgsl").into()),
        });
        let entry =
            |binding, visibility, ty| wgpu::BindGroupLayoutEntry { binding, visibility, ty, count: None };
        let uniform = wgpu::BindingType::Buffer {
            ty: wgpu::BufferBindingType::Uniform,
            has_dynamic_offset: false,
            min_binding_size: NonZeroU64::new(size_of::<Target>() as u64),
        };
        let target_layout = device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
            label: Some("tile target"),
            entries: &[entry(0, wgpu::ShaderStages::VERTEX_FRAGMENT, uniform)],
        });
        let layout = device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
            label: Some("tile"),
            entries: &[
                entry(
                    0,
                    wgpu::ShaderStages::FRAGMENT,
                    wgpu::BindingType::Texture {
                        sample_type: wgpu::TextureSampleType::Float { filterable: true },
                        view_dimension: wgpu::TextureViewDimension::D2,
                        multisampled: false,
                    },
                ),
                entry(
                    1,
                    wgpu::ShaderStages::FRAGMENT,
                    wgpu::BindingType::Sampler(wgpu::SamplerBindingType::Filtering),
                ),
            ],
        });
        let pipeline_layout = device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
            label: Some("tile"),
            bind_group_layouts: &[Some(&target_layout), Some(&layout)],
            immediate_size: 0,
        });
        let pipeline = device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
            label: Some("tile"),
            layout: Some(&pipeline_layout),
            vertex: wgpu::VertexState {
                module: &shader,
                entry_point: Some("vs_tile"),
                buffers: &[Some(wgpu::VertexBufferLayout {
                    array_stride: size_of::<Quad>() as u64,
                    step_mode: wgpu::VertexStepMode::Instance,
                    attributes: &wgpu::vertex_attr_array![0 => Float32x4, 1 => Float32x4],
                })],
                compilation_options: wgpu::PipelineCompilationOptions::default(),
            },
            primitive: wgpu::PrimitiveState {
                topology: wgpu::PrimitiveTopology::TriangleStrip,
                ..wgpu::PrimitiveState::default()
            },
            depth_stencil: None,
            multisample: wgpu::MultisampleState { count: samples, ..Default::default() },
            fragment: Some(wgpu::FragmentState {
                module: &shader,
                entry_point: Some("fs_tile"),
                targets: &[Some(wgpu::ColorTargetState {
                    format,
                    blend: Some(wgpu::BlendState::PREMULTIPLIED_ALPHA_BLENDING),
                    write_mask: wgpu::ColorWrites::ALL,
                })],
                compilation_options: wgpu::PipelineCompilationOptions::default(),
            }),
            multiview_mask: None,
            cache: None,
        });
        let target = device.create_buffer(&wgpu::BufferDescriptor {
            label: Some("tile target"),
            size: size_of::<Target>() as u64,
            usage: wgpu::BufferUsages::UNIFORM | wgpu::BufferUsages::COPY_DST,
            mapped_at_creation: false,
        });
        let target_group = device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("tile target"),
            layout: &target_layout,
            entries: &[wgpu::BindGroupEntry { binding: 0, resource: target.as_entire_binding() }],
        });
        let sampler = device.create_sampler(&wgpu::SamplerDescriptor {
            label: Some("tile"),
            mag_filter: wgpu::FilterMode::Linear,
            min_filter: wgpu::FilterMode::Linear,
            ..wgpu::SamplerDescriptor::default()
        });
        Self {
            pipeline,
            layout,
            sampler,
            target,
            target_group,
            textures: BTreeMap::new(),
            quads: quad_buffer(device, 128),
            planned: Vec::new(),
            is_linear: format.is_srgb(),
        }
    }

    /// How many tiles are on the graphics card.
    pub(super) fn len(&self) -> usize {
        self.textures.len()
    }

    /// Begins a frame: forgets tiles that nobody keeps any more.
    pub(super) fn begin(&mut self, queue: &wgpu::Queue, view: &View) {
        self.textures.retain(|_, texture| texture.tile.strong_count() > 0);
        self.planned.clear();
        let target = Target { size_px: view.size_px, is_linear: u32::from(self.is_linear), unused: 0 };
        queue.write_buffer(&self.target, 0, bytemuck::bytes_of(&target));
    }

    /// Uploads what is new of a layer's tiles, as far as `budget` bytes reach, and plans to draw them:
    /// which quads, and whether all tiles are there.
    pub(super) fn plan(
        &mut self,
        device: &wgpu::Device,
        queue: &wgpu::Queue,
        layer: &FrameLayer,
        view: &View,
        budget: &mut usize,
    ) -> (Range<u32>, bool) {
        let first = self.planned.len() as u32;
        let mut is_complete = true;
        for placed in layer.overview.iter().flat_map(|overview| &overview.tiles) {
            let Some(pixels) = &placed.tile.pixels else { continue };
            let key = address(&placed.tile);
            if !self.textures.contains_key(&key) {
                let data = if *budget == 0 { None } else { pixels.get() };
                let Some(data) = data else {
                    is_complete = false;
                    continue;
                };
                *budget = budget.saturating_sub(data.rgba.len());
                let texture = Texture {
                    tile: Arc::downgrade(&placed.tile),
                    bind_group: self.upload(device, queue, &data),
                };
                self.textures.insert(key, texture);
                pixels.release();
            }
            let (box_px, part) = placed.placed(view);
            self.planned.push((Quad { box_px, part }, key));
        }
        (first..self.planned.len() as u32, is_complete)
    }

    /// Ends the frame's planning.
    pub(super) fn end(&mut self, device: &wgpu::Device, queue: &wgpu::Queue) {
        let quads: Vec<Quad> = self.planned.iter().map(|&(quad, _)| quad).collect();
        if quads.is_empty() {
            return;
        }
        let bytes: &[u8] = bytemuck::cast_slice(&quads);
        if (self.quads.size() as usize) < bytes.len() {
            self.quads = quad_buffer(device, quads.len().next_power_of_two());
        }
        queue.write_buffer(&self.quads, 0, bytes);
    }

    pub(super) fn paint(&self, pass: &mut wgpu::RenderPass<'_>, quads: Range<u32>) {
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, &self.target_group, &[]);
        pass.set_vertex_buffer(0, self.quads.slice(..));
        for quad in quads {
            let Some(texture) = self.planned.get(quad as usize).and_then(|(_, key)| self.textures.get(key))
            else {
                continue;
            };
            pass.set_bind_group(1, &texture.bind_group, &[]);
            pass.draw(0..4, quad..quad + 1);
        }
    }

    fn upload(&self, device: &wgpu::Device, queue: &wgpu::Queue, pixels: &TilePixels) -> wgpu::BindGroup {
        let side = (SIDE + 2 * BORDER) as u32;
        let extent = wgpu::Extent3d { width: side, height: side, depth_or_array_layers: 1 };
        let texture = device.create_texture(&wgpu::TextureDescriptor {
            label: Some("tile"),
            size: extent,
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format: wgpu::TextureFormat::Rgba8Unorm,
            usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
            view_formats: &[],
        });
        queue.write_texture(
            texture.as_image_copy(),
            &pixels.rgba,
            wgpu::TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(4 * side), rows_per_image: None },
            extent,
        );
        let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
        device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("tile"),
            layout: &self.layout,
            entries: &[
                wgpu::BindGroupEntry { binding: 0, resource: wgpu::BindingResource::TextureView(&view) },
                wgpu::BindGroupEntry { binding: 1, resource: wgpu::BindingResource::Sampler(&self.sampler) },
            ],
        })
    }
}

fn quad_buffer(device: &wgpu::Device, quads: usize) -> wgpu::Buffer {
    device.create_buffer(&wgpu::BufferDescriptor {
        label: Some("tile quads"),
        size: (quads * size_of::<Quad>()) as u64,
        usage: wgpu::BufferUsages::VERTEX | wgpu::BufferUsages::COPY_DST,
        mapped_at_creation: false,
    })
}
