//! What one frame draws, as plain data: which meshes, in which order, with which pens.

use super::super::overview::{BORDER, SIDE, Tile, TileId, is_small};
use super::mesh::{Chunk, Mesh};
use crate::geometry::BBox;
use crate::layer::RowSet;
use crate::scene::{Camera, Hatch, Rgb, RowLooks, Stroke, Style, other_class};
use std::sync::Arc;

/// In a row's state: not drawn at all.
pub const HIDDEN: u32 = 0x100;
/// In a row's state: drawn faintly.
pub const DIMMED: u32 = 0x200;
/// In a row's state: from this bit on, the diameter of its point in 255ths of the style's; 0: whole.
pub const SIZE_SHIFT: u32 = 16;

/// Colours that the shader holds: all classes and "other".
pub const PALETTE_LEN: usize = 32;

/// Features smaller than this on the screen get no outline: it would be all that one sees.
const OUTLINE_FROM_PX: f64 = 4.0;

/// The same for layers with an overview, which has no outlines: where it ends they may begin.
const OVERVIEW_OUTLINE_FROM_PX: f64 = 8.0;

/// Between two lines of a hatch, in points: what the pen of a fill has for a width.
const HATCH_STEP_PX: f32 = 6.0;

/// From the bottom to the top; within a stage layers follow each other as given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Areas of the base map.
    BaseArea,
    /// What shows on both sides of the base map's lines.
    BaseCasing,
    /// Lines of the base map.
    BaseLine,
    /// Points of the base map.
    BasePoint,
    /// Areas of the data with their outlines.
    Area,
    /// What shows on both sides of lines.
    Casing,
    /// Lines.
    Line,
    /// Points.
    Point,
    /// Light ground under the outline of what is chosen.
    Halo,
    /// The outline of what is chosen.
    Ink,
}

impl Stage {
    /// The stage at which the base map draws the same.
    #[must_use]
    pub fn of_base(self) -> Self {
        match self {
            Self::Area => Self::BaseArea,
            Self::Casing => Self::BaseCasing,
            Self::Line => Self::BaseLine,
            Self::Point => Self::BasePoint,
            other => other,
        }
    }

    /// Whether it shows what is chosen, over everything else.
    pub fn is_of_chosen(self) -> bool {
        self >= Self::Halo
    }
}

/// What of a mesh a pass draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassKind {
    /// The inside of areas.
    Fill,
    /// The rings of areas.
    Outline,
    /// Lines.
    Line,
    /// Points.
    Point,
}

/// Colours and widths of one pass; laid out as the shader's `Pen`.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "gui", derive(bytemuck::Pod, bytemuck::Zeroable))]
#[repr(C)]
pub struct Pen {
    /// Red, green, blue, opacity, 0 to 1; red -1: the colour of the row's class, -2: its casing's.
    pub color: [f32; 4],
    /// The same, around points.
    pub stroke: [f32; 4],
    /// Half of a line's width, a point's radius, or the step of a fill's hatch, in pixels.
    pub half_width_px: f32,
    /// Width of the stroke around points in pixels.
    pub stroke_px: f32,
    /// Length of dashes and gaps in pixels; 0: a whole line.
    pub dash_px: [f32; 2],
    /// Pixels a point, where classes with a width of their own are to have it; 0 where not.
    pub class_scale: f32,
    /// What is added to that width, as half of it.
    pub class_added_px: f32,
    /// To a multiple of 16 bytes.
    pub unused: [f32; 2],
}

/// Nothing but a colour and a width.
fn plain_pen(color: [f32; 4], half_width_px: f32) -> Pen {
    Pen {
        color,
        stroke: [0.0; 4],
        half_width_px,
        stroke_px: 0.0,
        dash_px: [0.0, 0.0],
        class_scale: 0.0,
        class_added_px: 0.0,
        unused: [0.0, 0.0],
    }
}

/// One draw over a mesh.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pass {
    /// When.
    pub stage: Stage,
    /// What.
    pub kind: PassKind,
    /// How.
    pub pen: Pen,
    /// Left out for chunks whose features are smaller than this on the screen.
    pub from_feature_px: f64,
}

/// The small rows of a layer, drawn as pictures.
#[derive(Clone, Debug)]
pub struct FrameOverview {
    /// When.
    pub stage: Stage,
    /// The level that decides which rows are small; tiles of a coarser one may stand in.
    pub level: i32,
    /// The pictures, none over another.
    pub tiles: Vec<FrameTile>,
}

/// A tile, or a part of one, where it is to be seen.
#[derive(Clone, Debug)]
pub struct FrameTile {
    /// The picture.
    pub tile: Arc<Tile>,
    /// The place: the tile itself, or one of a finer level that it stands in for.
    pub place: TileId,
}

/// A layer to draw.
#[derive(Clone, Debug)]
pub struct FrameLayer {
    /// Keeps the buffers between frames; the same key with other states uploads them again.
    pub key: u64,
    /// What to draw; all count from one origin.
    pub meshes: Vec<Arc<Mesh>>,
    /// What stands for its small rows; `None`: all are drawn as they are.
    pub overview: Option<FrameOverview>,
    /// One state a row: class number, [`HIDDEN`], [`DIMMED`], size from [`SIZE_SHIFT`] on.
    pub states: Arc<Vec<u32>>,
    /// The looks of its classes.
    pub palette: Palette,
    /// What opacity dimmed rows keep.
    pub dim_opacity: f32,
    /// How to draw it.
    pub passes: Vec<Pass>,
}

/// The looks of a layer's classes, as the shader reads them.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "gui", derive(bytemuck::Pod, bytemuck::Zeroable))]
#[repr(C)]
pub struct Palette {
    /// Colour of each class with, last, the symbol's number, plus 16 times the hatch's.
    pub colors: [[f32; 4]; PALETTE_LEN],
    /// Colour of each class's casing with, last, its width in points; below 0 where it has none of its
    /// own.
    pub lines: [[f32; 4]; PALETTE_LEN],
}

/// The camera as the shader needs it, still in f64.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// Web Mercator metres at the middle.
    pub center: [f64; 2],
    /// Pixels a Web Mercator metre.
    pub px_per_m: f64,
    /// Size of the target in pixels.
    pub size_px: [f32; 2],
}

/// All that a frame draws.
#[derive(Clone, Debug)]
pub struct Frame {
    /// From where.
    pub view: View,
    /// From the bottom to the top within each stage.
    pub layers: Vec<FrameLayer>,
}

impl View {
    /// The view of a camera on a screen with so many pixels a point.
    pub fn of(camera: &Camera, px_per_pt: f64, size_px: [f32; 2]) -> Self {
        Self { center: camera.world_center(), px_per_m: px_per_pt / camera.world_m_per_pt(), size_px }
    }

    /// The box that it shows in Web Mercator metres, with a margin for wide lines and large points.
    pub fn world(&self) -> BBox {
        let half = |size_px: f32| (f64::from(size_px) / 2.0 + 32.0) / self.px_per_m;
        let [x, y] = self.center;
        let (dx, dy) = (half(self.size_px[0]), half(self.size_px[1]));
        BBox::new(x - dx, y - dy, x + dx, y + dy)
    }

    /// Where a mesh's origin lies, in pixels from the target's top left. Subtracted in f64, so that
    /// nothing trembles however far the view is zoomed in.
    pub fn offset_px(&self, origin: [f64; 2]) -> [f32; 2] {
        [
            ((origin[0] - self.center[0]) * self.px_per_m + f64::from(self.size_px[0]) / 2.0) as f32,
            ((self.center[1] - origin[1]) * self.px_per_m + f64::from(self.size_px[1]) / 2.0) as f32,
        ]
    }
}

impl FrameLayer {
    /// The chunks of a mesh that a view can see and that no overview stands for.
    pub fn visible_chunks<'a>(
        &self,
        mesh: &'a Mesh,
        view: &View,
    ) -> impl Iterator<Item = &'a Chunk> + use<'a> {
        let world = view.world();
        let level = self.overview.as_ref().map(|overview| overview.level);
        let chunks = if mesh.world.intersects(&world) { mesh.chunks.as_slice() } else { &[] };
        chunks.iter().filter(move |chunk| {
            !level.is_some_and(|level| is_small(chunk.class, level)) && chunk.world.intersects(&world)
        })
    }
}

impl FrameTile {
    /// Where it lies in a view, in pixels from the top left, and which part of the tile's picture shows
    /// there, from 0 to 1: left, top, right, bottom of each.
    pub fn placed(&self, view: &View) -> ([f32; 4], [f32; 4]) {
        let world = self.place.world();
        let [left, top] = view.offset_px([world.west, world.north]);
        let [right, bottom] = view.offset_px([world.east, world.south]);
        let step = (self.place.level - self.tile.id.level).max(0);
        let share = 0.5_f32.powi(step);
        let within = |place: i32, tile: i32| (place - (tile << step)) as f32 * share;
        let (x, y) =
            (within(self.place.column, self.tile.id.column), within(self.place.row, self.tile.id.row));
        let all = (SIDE + 2 * BORDER) as f32;
        let inside = |share: f32| (share * SIDE as f32 + BORDER as f32) / all;
        ([left, top, right, bottom], [inside(x), inside(y), inside(x + share), inside(y + share)])
    }
}

/// The state of a row that is drawn: its class and the size of its point.
pub fn row_state(looks: &RowLooks, row: usize) -> u32 {
    let class = looks.classes.get(row).copied().unwrap_or_default();
    let size = looks.sizes.get(row).copied().unwrap_or_default();
    u32::from(class) | (u32::from(size) << SIZE_SHIFT)
}

/// One state a row: its class and size, and whether the filter hides or dims it.
pub fn row_states(looks: &RowLooks, rows: Option<&RowSet>, dim_others: bool) -> Vec<u32> {
    let out = if dim_others { DIMMED } else { HIDDEN };
    (0..looks.classes.len())
        .map(|row| row_state(looks, row) | if rows.is_none_or(|rows| rows.contains(row)) { 0 } else { out })
        .collect()
}

/// The looks of a style's classes.
pub fn palette(style: &Style) -> Palette {
    let last = other_class(style);
    let class = |number: usize| (number as u8).min(last);
    Palette {
        colors: std::array::from_fn(|number| {
            let class = class(number);
            let sign = style.symbol(class).number() + 16 * style.hatch(class).map_or(0, Hatch::number);
            with_last(style.rgb(class), sign as f32)
        }),
        lines: std::array::from_fn(|number| {
            let class = class(number);
            let casing = style.class_casing(class).unwrap_or_default();
            with_last(casing, style.class_width_px(class).unwrap_or(-1.0))
        }),
    }
}

/// The passes of a layer's style. `px_per_pt` brings the style's points to pixels, `point_scale` those of
/// its signs to the size that they have room for.
pub fn passes(style: &Style, is_base: bool, px_per_pt: f32, point_scale: f32) -> Vec<Pass> {
    let stage = |base: Stage, data: Stage| if is_base { base } else { data };
    let dash_px = style.dash_px.map_or([0.0, 0.0], |dash| dash.map(|length| length * px_per_pt));
    let pass = |stage, kind, pen| Pass { stage, kind, pen, from_feature_px: 0.0 };
    let of_classes = |color: [f32; 4], width_px: f32, added_px: f32| Pen {
        class_scale: px_per_pt,
        class_added_px: added_px / 2.0 * px_per_pt,
        ..plain_pen(color, (width_px + added_px) * 0.5 * px_per_pt)
    };
    let mut passes = Vec::with_capacity(5);
    let area = stage(Stage::BaseArea, Stage::Area);
    let is_open = style.fill_opacity <= 0.0;
    if !is_open {
        let pen = plain_pen(of_class(style.fill_opacity), HATCH_STEP_PX * px_per_pt);
        passes.push(pass(area, PassKind::Fill, pen));
    }
    match style.stroke {
        Some(Stroke { rgb, width_px }) => {
            let color = if is_open { of_class(1.0) } else { with_last(rgb, 1.0) };
            let pen = Pen { dash_px, ..of_classes(color, width_px, 0.0) };
            let from_feature_px = if is_open { 0.0 } else { OUTLINE_FROM_PX };
            passes.push(Pass { from_feature_px, ..pass(area, PassKind::Outline, pen) });
        }
        // Only to smooth the edge of the fill.
        None if !is_open => passes.push(Pass {
            from_feature_px: OUTLINE_FROM_PX,
            ..pass(area, PassKind::Outline, plain_pen(of_class(style.fill_opacity), 0.35 * px_per_pt))
        }),
        None => {}
    }
    if let Some(Stroke { width_px, .. }) = style.casing {
        passes.push(pass(
            stage(Stage::BaseCasing, Stage::Casing),
            PassKind::Line,
            of_classes(OF_CASING, style.line_width_px, 2.0 * width_px),
        ));
    }
    passes.push(pass(
        stage(Stage::BaseLine, Stage::Line),
        PassKind::Line,
        Pen { dash_px, ..of_classes(of_class(1.0), style.line_width_px, 0.0) },
    ));
    let around = style.stroke.unwrap_or(Stroke { rgb: Rgb(255, 255, 255), width_px: 0.0 });
    passes.push(pass(
        stage(Stage::BasePoint, Stage::Point),
        PassKind::Point,
        Pen {
            stroke: with_last(around.rgb, 1.0),
            stroke_px: around.width_px * point_scale * px_per_pt,
            ..plain_pen(of_class(1.0), style.point_size_px / 2.0 * point_scale * px_per_pt)
        },
    ));
    passes
}

/// The passes of a layer with an overview: its outlines begin where the overview ends.
#[must_use]
pub fn passes_beside_overview(mut passes: Vec<Pass>) -> Vec<Pass> {
    for pass in passes.iter_mut().filter(|pass| pass.from_feature_px > 0.0) {
        pass.from_feature_px = OVERVIEW_OUTLINE_FROM_PX;
    }
    passes
}

/// The passes over the mesh of what is chosen or under the pointer: a line in `ink` on a light ground.
pub fn highlight_passes(style: &Style, ink: Rgb, halo: Rgb, width_px: f32, px_per_pt: f32) -> Vec<Pass> {
    let outline = |rgb: Rgb, width_px: f32| plain_pen(with_last(rgb, 1.0), width_px / 2.0 * px_per_pt);
    let line = |rgb: Rgb, added_px: f32| Pen {
        class_scale: px_per_pt,
        class_added_px: added_px / 2.0 * px_per_pt,
        ..outline(rgb, style.line_width_px + added_px)
    };
    let point = |color: [f32; 4], stroke: Rgb, stroke_px: f32| Pen {
        stroke: with_last(stroke, 1.0),
        stroke_px: stroke_px * px_per_pt,
        ..plain_pen(color, (style.point_size_px / 2.0 + 1.5) * px_per_pt)
    };
    let pass = |stage, kind, pen| Pass { stage, kind, pen, from_feature_px: 0.0 };
    vec![
        pass(Stage::Halo, PassKind::Outline, outline(halo, width_px + 3.0)),
        pass(Stage::Halo, PassKind::Line, line(halo, width_px + 3.0)),
        pass(Stage::Halo, PassKind::Point, point(with_last(halo, 1.0), halo, width_px + 1.5)),
        pass(Stage::Ink, PassKind::Outline, outline(ink, width_px)),
        pass(Stage::Ink, PassKind::Line, line(ink, width_px)),
        pass(Stage::Ink, PassKind::Point, point(of_class(1.0), ink, width_px)),
    ]
}

fn with_last(Rgb(red, green, blue): Rgb, last: f32) -> [f32; 4] {
    [f32::from(red) / 255.0, f32::from(green) / 255.0, f32::from(blue) / 255.0, last]
}

fn of_class(opacity: f32) -> [f32; 4] {
    [-1.0, 0.0, 0.0, opacity]
}

/// The colour of the class's casing.
const OF_CASING: [f32; 4] = [-2.0, 0.0, 0.0, 1.0];
