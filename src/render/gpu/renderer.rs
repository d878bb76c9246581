//! Pipelines; uploads what is new since the last frame, a few MB at a time, and draws.

use super::buffers::{LayerBuffers, MAX_PENS, MeshBuffers, PEN_STRIDE, StrokeBuffers, bind_group_layout};
use super::frame::{Frame, PassKind, Stage};
use super::mesh::{Mesh, Vertex};
use super::plan::{Draw, plan};
use super::tiles::TilePainter;
use eframe::wgpu;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Weak};

/// Bytes after which the rest waits for the next frame; what is begun is uploaded whole.
const UPLOAD_BYTES: usize = 8 << 20;

/// What of a frame is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Prepared {
    /// Meshes and tiles of the frame that are not drawn yet: the next frames upload them.
    pub is_incomplete: bool,
    /// Bytes of meshes and tiles that this frame uploaded.
    pub uploaded: usize,
}

/// One draw call of the frame.
enum Planned {
    Mesh { key: u64, mesh: usize, kind: PassKind, pen: u32, ranges: Vec<Range<u32>>, is_chosen: bool },
    Tiles(Range<u32>),
}

struct UploadedMesh {
    mesh: Weak<Mesh>,
    buffers: MeshBuffers,
}

/// Draws frames into render passes of one target format. One a window.
pub struct Renderer {
    device: wgpu::Device,
    layout: wgpu::BindGroupLayout,
    fill: wgpu::RenderPipeline,
    line: wgpu::RenderPipeline,
    /// Segments of which nobody knows how far along they lie.
    segment: wgpu::RenderPipeline,
    point: wgpu::RenderPipeline,
    tiles: TilePainter,
    is_linear: bool,
    layers: BTreeMap<u64, LayerBuffers>,
    /// By the mesh's address, which nobody else has while its `Weak` is here.
    meshes: BTreeMap<usize, UploadedMesh>,
    draws: Vec<Planned>,
}

impl std::fmt::Debug for Renderer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Renderer")
            .field("layers", &self.layers.len())
            .field("meshes", &self.meshes.len())
            .field("tiles", &self.tiles.len())
            .finish_non_exhaustive()
    }
}

impl Renderer {
    /// Whether a device can do it: the vertex shader reads row states from a storage buffer.
    pub fn is_supported(device: &wgpu::Device) -> bool {
        device.limits().max_storage_buffers_per_shader_stage > 0
    }

    /// Whether it belongs to a device: another one, after a loss, needs another renderer.
    pub fn is_of(&self, device: &wgpu::Device) -> bool {
        self.device == *device
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
        let pipeline =
            |name: &str, fragment: &str, topology, buffers: &[Option<wgpu::VertexBufferLayout<'_>>]| {
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
                        entry_point: Some(&format!("fs_{fragment}")),
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
        let from_attributes = wgpu::vertex_attr_array![0 => Float32x2, 1 => Uint32];
        let to_attributes = wgpu::vertex_attr_array![3 => Float32x2];
        let along_attributes = wgpu::vertex_attr_array![2 => Float32];
        let vertex = |step_mode, attributes| {
            Some(wgpu::VertexBufferLayout { array_stride: size_of::<Vertex>() as u64, step_mode, attributes })
        };
        let instance = wgpu::VertexStepMode::Instance;
        let strip = wgpu::PrimitiveTopology::TriangleStrip;
        // The same buffer twice, the second time from its second vertex: a segment's two ends.
        let ends = [vertex(instance, &from_attributes), vertex(instance, &to_attributes)];
        let along = Some(wgpu::VertexBufferLayout {
            array_stride: 4,
            step_mode: instance,
            attributes: &along_attributes,
        });
        Self {
            fill: pipeline(
                "fill",
                "fill",
                wgpu::PrimitiveTopology::TriangleList,
                &[vertex(wgpu::VertexStepMode::Vertex, &from_attributes)],
            ),
            line: pipeline("line", "line", strip, &[ends[0].clone(), ends[1].clone(), along]),
            segment: pipeline("segment", "line", strip, &ends),
            point: pipeline("point", "point", strip, &[vertex(instance, &from_attributes)]),
            tiles: TilePainter::new(device, format, samples),
            device: device.clone(),
            layout,
            is_linear: format.is_srgb(),
            layers: BTreeMap::new(),
            meshes: BTreeMap::new(),
            draws: Vec::new(),
        }
    }

    /// Uploads what is new, as much as one frame may, and plans the frame's draws.
    pub fn prepare(&mut self, device: &wgpu::Device, queue: &wgpu::Queue, frame: &Frame) -> Prepared {
        self.meshes.retain(|_, uploaded| uploaded.mesh.strong_count() > 0);
        self.layers.retain(|key, _| frame.layers.iter().any(|layer| layer.key == *key));
        let mut budget = UPLOAD_BYTES;
        for layer in &frame.layers {
            if !self.layers.get(&layer.key).is_some_and(|buffers| buffers.fits(&layer.states)) {
                let fresh = LayerBuffers::new(device, &self.layout, &layer.states);
                self.layers.insert(layer.key, fresh);
            }
            if let Some(buffers) = self.layers.get_mut(&layer.key) {
                buffers.write(queue, layer, &frame.view, self.is_linear);
            }
        }
        let mut prepared = Prepared::default();
        self.tiles.begin(queue, &frame.view);
        self.draws.clear();
        // What is seen first, then what comes into sight when the view moves.
        for draw in plan(frame) {
            match draw {
                Draw::Mesh { key, mesh, kind, pen, ranges } => {
                    if pen >= MAX_PENS {
                        continue;
                    }
                    if !self.upload(device, mesh, &mut budget) {
                        prepared.is_incomplete = true;
                        continue;
                    }
                    let layer = frame.layers.iter().find(|layer| layer.key == key);
                    let stage = layer.and_then(|layer| layer.passes.get(pen)).map(|pass| pass.stage);
                    self.draws.push(Planned::Mesh {
                        is_chosen: stage.is_some_and(Stage::is_of_chosen),
                        key,
                        mesh: address(mesh),
                        kind,
                        pen: pen as u32,
                        ranges,
                    });
                }
                Draw::Tiles(layer) => {
                    let (quads, is_complete) =
                        self.tiles.plan(device, queue, layer, &frame.view, &mut budget);
                    prepared.is_incomplete |= !is_complete;
                    self.draws.push(Planned::Tiles(quads));
                }
            }
        }
        for mesh in frame.layers.iter().flat_map(|layer| &layer.meshes) {
            prepared.is_incomplete |= !self.upload(device, mesh, &mut budget);
        }
        self.tiles.end(device, queue);
        prepared.uploaded = UPLOAD_BYTES - budget;
        prepared
    }

    /// Whether a mesh is on the graphics card, or is now.
    fn upload(&mut self, device: &wgpu::Device, mesh: &Arc<Mesh>, budget: &mut usize) -> bool {
        if self.meshes.contains_key(&address(mesh)) {
            return true;
        }
        let Some(data) = (*budget > 0).then(|| mesh.data.get()).flatten() else { return false };
        *budget = budget.saturating_sub(data.bytes());
        let uploaded = UploadedMesh { mesh: Arc::downgrade(mesh), buffers: MeshBuffers::new(device, &data) };
        self.meshes.insert(address(mesh), uploaded);
        mesh.data.release();
        true
    }

    /// Draws the prepared frame; the pass's viewport is the map.
    pub fn paint(&self, pass: &mut wgpu::RenderPass<'_>) {
        self.paint_layers(pass);
        self.paint_chosen(pass);
    }

    /// Draws the prepared frame but for what is chosen, which may be wanted over something else.
    pub fn paint_layers(&self, pass: &mut wgpu::RenderPass<'_>) {
        self.paint_draws(pass, false);
    }

    /// Draws what is chosen of the prepared frame.
    pub fn paint_chosen(&self, pass: &mut wgpu::RenderPass<'_>) {
        self.paint_draws(pass, true);
    }

    fn paint_draws(&self, pass: &mut wgpu::RenderPass<'_>, chosen: bool) {
        for draw in &self.draws {
            match draw {
                Planned::Tiles(quads) if !chosen => self.tiles.paint(pass, quads.clone()),
                Planned::Mesh { key, mesh, kind, pen, ranges, is_chosen } if *is_chosen == chosen => {
                    let (Some(layer), Some(mesh)) = (self.layers.get(key), self.meshes.get(mesh)) else {
                        continue;
                    };
                    pass.set_bind_group(0, &layer.bind_group, &[pen * PEN_STRIDE as u32]);
                    self.paint_mesh(pass, &mesh.buffers, *kind, ranges);
                }
                _ => {}
            }
        }
    }

    fn paint_mesh(
        &self,
        pass: &mut wgpu::RenderPass<'_>,
        mesh: &MeshBuffers,
        kind: PassKind,
        ranges: &[Range<u32>],
    ) {
        match kind {
            PassKind::Fill => {
                let (Some(areas), Some(indices)) = (&mesh.areas, &mesh.indices) else { return };
                pass.set_pipeline(&self.fill);
                pass.set_vertex_buffer(0, areas.corners.slice(..));
                pass.set_index_buffer(indices.slice(..), wgpu::IndexFormat::Uint32);
                for range in ranges {
                    pass.draw_indexed(range.clone(), 0, 0..1);
                }
            }
            PassKind::Outline | PassKind::Line => {
                let strokes = if kind == PassKind::Line { &mesh.lines } else { &mesh.areas };
                let Some(StrokeBuffers { corners, along_m }) = strokes else { return };
                if let Some(along_m) = along_m {
                    pass.set_pipeline(&self.line);
                    pass.set_vertex_buffer(2, along_m.slice(..));
                } else {
                    pass.set_pipeline(&self.segment);
                }
                pass.set_vertex_buffer(0, corners.slice(..));
                pass.set_vertex_buffer(1, corners.slice(size_of::<Vertex>() as u64..));
                for range in ranges {
                    // The last vertex of a chunk ends its line: no segment starts there.
                    pass.draw(0..4, range.start..range.end - 1);
                }
            }
            PassKind::Point => {
                let Some(points) = &mesh.points else { return };
                pass.set_pipeline(&self.point);
                pass.set_vertex_buffer(0, points.slice(..));
                for range in ranges {
                    pass.draw(0..4, range.clone());
                }
            }
        }
    }
}

fn address(mesh: &Arc<Mesh>) -> usize {
    Arc::as_ptr(mesh).addr()
}
