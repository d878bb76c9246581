//! Draws a tile: the small rows of a layer by their states, each leaving its share of every texel.

use super::super::gpu::{DIMMED, HIDDEN, PALETTE_LEN, Palette, SIZE_SHIFT, Survey, palette};
use super::tile::{BORDER, SIDE, TileId, TilePixels, is_small};
use super::{Grid, MOST_TEXELS};
use crate::geometry::BBox;
use crate::layer::{Layer, PartType};
use crate::progress::CancelToken;
use crate::scene::mercator::{MAX_LATITUDE, RADIUS_M, lon_lat_from_world, world_from_lon_lat};
use crate::scene::{LEAST_POINT_SCALE, Style};
use std::f32::consts::PI;

/// Pixels of a texel in the middle of what a level is drawn at: what lines and points, which have their
/// size on the screen, are measured by.
const TEXEL_PX: f32 = 0.75;

/// So many blocks are drawn between two looks at the cancel token.
const BLOCKS_A_LOOK: usize = 16;

/// What a style makes of small rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Ink {
    palette: Palette,
    /// Opacity of fills; 0: areas are open, and their rings are lines.
    fill_opacity: f32,
    dim_opacity: f32,
    /// Widths in texels: of rings, of lines, of what shows around them in all.
    ring: f32,
    line: f32,
    casing: f32,
    /// Of points: the radius in texels, the stroke's width, the stroke's colour.
    point: f32,
    stroke: f32,
    stroke_color: [f32; 3],
    texels_per_pt: f32,
}

impl Ink {
    /// Of a style, at so many pixels a point.
    pub fn of(style: &Style, dim_opacity: f32, px_per_pt: f32) -> Self {
        let texels_per_pt = px_per_pt / TEXEL_PX;
        let texels = |points: f32| points * texels_per_pt;
        let byte = |value: u8| f32::from(value) / 255.0;
        let (stroke_px, rgb) = style.stroke.map_or((0.0, None), |stroke| (stroke.width_px, Some(stroke.rgb)));
        // Where points are small rows they are so dense that they are drawn at their smallest.
        let scale = LEAST_POINT_SCALE;
        Self {
            palette: palette(style),
            fill_opacity: style.fill_opacity,
            dim_opacity,
            ring: texels(stroke_px),
            line: texels(style.line_width_px),
            casing: texels(style.casing.map_or(0.0, |casing| 2.0 * casing.width_px)),
            point: texels(style.point_size_px / 2.0 * scale),
            stroke: texels(stroke_px * scale),
            stroke_color: rgb.map_or([1.0; 3], |rgb| [byte(rgb.0), byte(rgb.1), byte(rgb.2)]),
            texels_per_pt,
        }
    }

    fn class(state: u32) -> usize {
        (state & 0xFF) as usize % PALETTE_LEN
    }

    /// The colour of a row's class, or of its casing, with an opacity that dimming lessens.
    fn color(&self, [red, green, blue, _]: [f32; 4], opacity: f32, state: u32) -> [f32; 4] {
        let dimmed = if state & DIMMED == 0 { 1.0 } else { self.dim_opacity };
        [red, green, blue, opacity * dimmed]
    }

    fn fill(&self, state: u32) -> [f32; 4] {
        let of_class = self.palette.colors[Self::class(state)];
        // What a hatch's ink covers on the whole, as the shader draws it.
        let hatch = match of_class[3] as u32 / 16 {
            0 => 1.0,
            1..=4 => 0.625,
            5 => 0.81,
            _ => 0.59,
        };
        self.color(of_class, self.fill_opacity * hatch, state)
    }

    /// Adds a point.
    fn put_point(&self, grid: &mut Grid, at: [f32; 2], state: u32) {
        let size = (state >> SIZE_SHIFT) & 0xFF;
        let radius = self.point * if size == 0 { 1.0 } else { size as f32 / 255.0 };
        let around = radius + self.stroke;
        if around <= 0.0 {
            return;
        }
        let inside = (radius / around).powi(2);
        let [red, green, blue, opacity] = self.color(self.palette.colors[Self::class(state)], 1.0, state);
        let mix = |fill: f32, stroke: f32| fill * inside + stroke * (1.0 - inside);
        let [stroke_red, stroke_green, stroke_blue] = self.stroke_color;
        let color = [mix(red, stroke_red), mix(green, stroke_green), mix(blue, stroke_blue), opacity];
        // As large as the disc.
        grid.spread(at, around * PI.sqrt(), PI * around * around, color);
    }

    /// Adds a line with what shows around it.
    fn put_line(&self, grid: &mut Grid, line: &[[f32; 2]], state: u32) {
        let [.., own_pt] = self.palette.lines[Self::class(state)];
        let width = if own_pt >= 0.0 { own_pt * self.texels_per_pt } else { self.line };
        if self.casing > 0.0 {
            let color = self.color(self.palette.lines[Self::class(state)], 1.0, state);
            grid.line(line, self.casing, color);
        }
        grid.line(line, width, self.color(self.palette.colors[Self::class(state)], 1.0, state));
    }
}

/// Brings degrees to texels of a tile. Latitudes go through a table with a step of less than a texel:
/// between two entries the projection bends by less than a thousandth of one.
struct Projection {
    lon_west: f64,
    texels_per_deg: f64,
    lat_south: f64,
    steps_per_deg: f64,
    rows: Vec<f64>,
}

/// Texels beyond a tile's edge that its rows may reach.
const REACH: f64 = MOST_TEXELS as f64 + BORDER as f64 + 3.0;
const STEPS: usize = 512;

impl Projection {
    fn of(id: TileId) -> Self {
        let world = id.world();
        let texel_m = id.texel_m();
        let [_, north] = lon_lat_from_world([0.0, world.north + REACH * texel_m]);
        let [_, south] = lon_lat_from_world([0.0, world.south - REACH * texel_m]);
        let (lat_south, lat_north) = (south.max(-MAX_LATITUDE), north.min(MAX_LATITUDE));
        let step = (lat_north - lat_south) / STEPS as f64;
        let rows = (0..=STEPS + 1)
            .map(|at| {
                let [_, y] = world_from_lon_lat([0.0, lat_south + at as f64 * step]);
                (world.north - y) / texel_m + BORDER as f64
            })
            .collect();
        let border_m = BORDER as f64 * texel_m;
        Self {
            lon_west: ((world.west - border_m) / RADIUS_M).to_degrees(),
            texels_per_deg: RADIUS_M.to_radians() / texel_m,
            lat_south,
            steps_per_deg: 1.0 / step,
            rows,
        }
    }

    fn texel(&self, [lon, lat]: [f64; 2]) -> [f32; 2] {
        let x = (lon - self.lon_west) * self.texels_per_deg;
        let at = ((lat - self.lat_south) * self.steps_per_deg).clamp(0.0, STEPS as f64);
        let step = at as usize;
        let (from, to) = (self.rows[step], self.rows[step + 1]);
        [x as f32, (from + (to - from) * (at - step as f64)) as f32]
    }
}

/// The pixels of a tile; nothing of it where nothing shows. `None` where it was cancelled.
pub fn draw_tile(
    layer: &Layer,
    survey: &Survey,
    states: &[u32],
    ink: &Ink,
    id: TileId,
    cancel: &CancelToken,
) -> Option<Option<TilePixels>> {
    let mut world = id.world();
    let reach_m = REACH * id.texel_m();
    world =
        BBox::new(world.west - reach_m, world.south - reach_m, world.east + reach_m, world.north + reach_m);
    let blocks = survey.blocks.iter().filter(|block| is_small(block.class, id.level));
    let mut grid: Option<Grid> = None;
    let projection = Projection::of(id);
    let mut rings = Rings::default();
    let mut class = None;
    for (number, block) in blocks.filter(|block| block.world.intersects(&world)).enumerate() {
        if number % BLOCKS_A_LOOK == 0 && cancel.is_cancelled() {
            return None;
        }
        let grid = grid.get_or_insert_with(|| Grid::new(SIDE + 2 * BORDER));
        if class.replace(block.class).is_some_and(|before| before != block.class) {
            grid.settle();
        }
        for &row in survey.rows_of(block) {
            let state = states.get(row as usize).copied().unwrap_or(HIDDEN);
            if state & HIDDEN == 0 {
                rings.put(grid, layer, row, state, ink, &projection);
            }
        }
    }
    Some(grid.and_then(Grid::finish).map(|rgba| TilePixels { rgba }))
}

/// The rings of a part in texels, kept for the next.
#[derive(Default)]
struct Rings {
    texels: Vec<[f32; 2]>,
    ends: Vec<usize>,
}

impl Rings {
    fn put(&mut self, grid: &mut Grid, layer: &Layer, row: u32, state: u32, ink: &Ink, to: &Projection) {
        for part in layer.shapes.get(row as usize).parts() {
            self.texels.clear();
            self.ends.clear();
            for ring in part.rings() {
                self.texels.extend(ring.iter().map(|&position| to.texel(position)));
                self.ends.push(self.texels.len());
            }
            if !self.is_in(SIDE + 2 * BORDER, part.part_type, ink) {
                continue;
            }
            let rings = (0..self.ends.len()).map(|ring| {
                let start = if ring == 0 { 0 } else { self.ends[ring - 1] };
                &self.texels[start..self.ends[ring]]
            });
            match part.part_type {
                PartType::Polygon if ink.fill_opacity > 0.0 => grid.area(rings, ink.fill(state)),
                PartType::Polygon => {
                    let color = ink.color(ink.palette.colors[Ink::class(state)], 1.0, state);
                    rings.for_each(|ring| grid.line(ring, ink.ring, color));
                }
                PartType::Line => rings.for_each(|line| ink.put_line(grid, line, state)),
                PartType::Point => {
                    rings.flatten().for_each(|&at| ink.put_point(grid, at, state));
                }
            }
        }
    }

    /// Whether any of it can touch a grid.
    fn is_in(&self, side: usize, part_type: PartType, ink: &Ink) -> bool {
        let margin = match part_type {
            PartType::Polygon => ink.ring,
            PartType::Line => ink.line + ink.casing,
            PartType::Point => 2.0 * (ink.point + ink.stroke),
        };
        let end = side as f32 + margin;
        let beyond = |out: fn(&[f32; 2], f32, f32) -> bool| self.texels.iter().all(|at| out(at, margin, end));
        !(beyond(|at, margin, _| at[0] < -margin)
            || beyond(|at, margin, _| at[1] < -margin)
            || beyond(|at, _, end| at[0] > end)
            || beyond(|at, _, end| at[1] > end))
    }
}
