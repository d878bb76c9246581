//! Flat colour over a viewport, without a texture.
//!
//! egui's own shader reads its texture at each pixel, in two ways of which it then takes one. On a
//! processor both are worked out: a window of 1600 × 900 pixels took some 125 ms a frame for its plain
//! grounds alone (llvmpipe, 2 cores), several times what the map on it takes.

use crate::scene::Rgb;
use eframe::wgpu;

/// Fills viewports of one target format.
#[derive(Debug)]
pub struct Ground {
    device: wgpu::Device,
    pipeline: wgpu::RenderPipeline,
}

impl Ground {
    /// The pipeline for a target.
    pub fn new(device: &wgpu::Device, format: wgpu::TextureFormat, samples: u32) -> Self {
        let shader = device.create_shader_module(wgpu::ShaderModuleDescriptor {
            label: Some("ground"),
            source: wgpu::ShaderSource::Wgsl(include_str!("ground.wgsl").into()),
        });
        let pipeline = device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
            label: Some("ground"),
            layout: None,
            vertex: wgpu::VertexState {
                module: &shader,
                entry_point: Some("vs_ground"),
                buffers: &[],
                compilation_options: wgpu::PipelineCompilationOptions::default(),
            },
            primitive: wgpu::PrimitiveState::default(),
            depth_stencil: None,
            multisample: wgpu::MultisampleState { count: samples, ..Default::default() },
            fragment: Some(wgpu::FragmentState {
                module: &shader,
                entry_point: Some(if format.is_srgb() { "fs_ground_linear" } else { "fs_ground" }),
                targets: &[Some(wgpu::ColorTargetState {
                    format,
                    blend: None,
                    write_mask: wgpu::ColorWrites::ALL,
                })],
                compilation_options: wgpu::PipelineCompilationOptions::default(),
            }),
            multiview_mask: None,
            cache: None,
        });
        Self { device: device.clone(), pipeline }
    }

    /// Whether it belongs to a device: another one, after a loss, needs another ground.
    pub fn is_of(&self, device: &wgpu::Device) -> bool {
        self.device == *device
    }

    /// Fills the pass's viewport.
    pub fn paint(&self, pass: &mut wgpu::RenderPass<'_>, Rgb(red, green, blue): Rgb) {
        let rgb = u32::from_be_bytes([0, red, green, blue]);
        pass.set_pipeline(&self.pipeline);
        pass.draw(0..3, rgb..rgb + 1);
    }
}
