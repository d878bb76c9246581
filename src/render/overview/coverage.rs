//! A grid of texels that gathers how much of each is covered, and by which colours.
//!
//! What an area leaves in a texel is exactly the area that they share, by the signed-area method of font
//! rasterisers (Raph Levien, font-rs, 2015). Features of one size add up; where they overlap, so that a
//! texel is covered more than once, it takes the mean of their colours and no more than one cover. Smaller
//! ones lie over larger ones, as in the full drawing.

/// Width and height of the grid that one area is worked out on: [`super::MOST_TEXELS`] and a margin.
const LOCAL: usize = 12;

/// Gathers colours by cover.
#[derive(Clone, Debug)]
pub struct Grid {
    side: usize,
    /// Premultiplied red, green, blue, opacity times cover; then the cover.
    texels: Vec<[f32; 5]>,
    /// Premultiplied colours of what was added before the last [`Grid::settle`].
    below: Vec<[f32; 4]>,
    local: [f32; LOCAL * (LOCAL + 1)],
    shares: [f32; LOCAL * LOCAL],
    ring: Vec<[f32; 2]>,
}

impl Grid {
    /// An empty grid of `side` by `side` texels.
    pub fn new(side: usize) -> Self {
        Self {
            side,
            texels: vec![[0.0; 5]; side * side],
            below: vec![[0.0; 4]; side * side],
            local: [0.0; LOCAL * (LOCAL + 1)],
            shares: [0.0; LOCAL * LOCAL],
            ring: Vec::new(),
        }
    }

    /// Cover of all texels together.
    pub fn cover(&self) -> f64 {
        self.texels.iter().map(|texel| f64::from(texel[4])).sum()
    }

    /// Cover of one texel: the sum of the shares of all that lies in it.
    pub fn cover_at(&self, column: usize, row: usize) -> f32 {
        self.texels[row * self.side + column][4]
    }

    /// Adds a part of a texel in a colour (opacity last, not premultiplied).
    fn add(&mut self, column: isize, row: isize, share: f32, color: [f32; 4]) {
        let side = self.side as isize;
        if column < 0 || row < 0 || column >= side || row >= side || share <= 0.0 {
            return;
        }
        let texel = &mut self.texels[(row * side + column) as usize];
        let weight = share * color[3];
        texel[0] += color[0] * weight;
        texel[1] += color[1] * weight;
        texel[2] += color[2] * weight;
        texel[3] += weight;
        texel[4] += share;
    }

    /// Adds an area: its rings in texels of the grid (y down), the exterior first. One that spans more
    /// than the local grid is left as its box would be: by no more than a texel it never is.
    pub fn area<'a>(&mut self, rings: impl Iterator<Item = &'a [[f32; 2]]>, color: [f32; 4]) {
        let mut frame: Option<[isize; 4]> = None;
        for (number, ring) in rings.enumerate() {
            if number == 0 {
                let Some([left, top, right, bottom]) = bounds(ring) else { return };
                let (x0, y0) = (left.floor() as isize, top.floor() as isize);
                let size = |from: isize, to: f32| ((to.ceil() as isize - from).max(1) as usize).min(LOCAL);
                let (width, height) = (size(x0, right), size(y0, bottom));
                if width == 1 && height == 1 {
                    let share = ring_area(ring);
                    frame = Some([x0, y0, 1, 1]);
                    self.shares[0] = share;
                    continue;
                }
                frame = Some([x0, y0, width as isize, height as isize]);
                self.work_out(ring, [x0, y0], [width, height]);
                for at in 0..width * height {
                    self.shares[at] = self.local[at];
                }
            } else if let Some([x0, y0, width, height]) = frame {
                let (width, height) = (width as usize, height as usize);
                if width == 1 && height == 1 {
                    self.shares[0] -= ring_area(ring);
                    continue;
                }
                self.work_out(ring, [x0, y0], [width, height]);
                for at in 0..width * height {
                    self.shares[at] -= self.local[at];
                }
            }
        }
        let Some([x0, y0, width, height]) = frame else { return };
        for row in 0..height {
            for column in 0..width {
                let share = self.shares[(row * width + column) as usize].clamp(0.0, 1.0);
                self.add(x0 + column, y0 + row, share, color);
            }
        }
    }

    /// The share of each texel of a part of the grid that lies inside a ring.
    fn work_out(&mut self, ring: &[[f32; 2]], [x0, y0]: [isize; 2], [width, height]: [usize; 2]) {
        let stride = width + 1;
        self.local[..stride * height].fill(0.0);
        self.ring.clear();
        let within = |value: f32, most: usize| value.clamp(0.0, most as f32);
        self.ring
            .extend(ring.iter().map(|&[x, y]| [within(x - x0 as f32, width), within(y - y0 as f32, height)]));
        for at in 0..self.ring.len() {
            let next = self.ring[if at + 1 == self.ring.len() { 0 } else { at + 1 }];
            edge(&mut self.local, self.ring[at], next, stride, height);
        }
        for row in 0..height {
            let mut sum = 0.0_f32;
            for column in 0..width {
                sum += self.local[row * stride + column];
                self.local[row * width + column] = sum.abs().min(1.0);
            }
        }
    }

    /// Spreads `amount` of cover evenly over a box around a place.
    pub fn spread(&mut self, [x, y]: [f32; 2], side: f32, amount: f32, color: [f32; 4]) {
        let half = side.max(0.5) / 2.0;
        let (left, right, top, bottom) = (x - half, x + half, y - half, y + half);
        let dense = amount / (4.0 * half * half);
        for row in top.floor() as isize..bottom.ceil() as isize {
            let high = bottom.min(row as f32 + 1.0) - top.max(row as f32);
            for column in left.floor() as isize..right.ceil() as isize {
                let wide = right.min(column as f32 + 1.0) - left.max(column as f32);
                self.add(column, row, wide * high * dense, color);
            }
        }
    }

    /// Adds a line of a width, in texels.
    pub fn line(&mut self, line: &[[f32; 2]], width: f32, color: [f32; 4]) {
        for pair in line.windows(2) {
            let ([x, y], [to_x, to_y]) = (pair[0], pair[1]);
            let length = (to_x - x).hypot(to_y - y);
            let steps = (length * 2.0).ceil().clamp(1.0, 64.0);
            for step in 0..steps as usize {
                let at = (step as f32 + 0.5) / steps;
                let middle = [x + (to_x - x) * at, y + (to_y - y) * at];
                self.spread(middle, width.max(1.0), length * width / steps, color);
            }
        }
    }

    /// What is added from here on lies over what was added before.
    pub fn settle(&mut self) {
        for (below, texel) in self.below.iter_mut().zip(&mut self.texels) {
            let [red, green, blue, opacity, cover] = *texel;
            if cover > 0.0 {
                let share = 1.0 / cover.max(1.0);
                let through = 1.0 - opacity * share;
                for (below, over) in below.iter_mut().zip([red, green, blue, opacity]) {
                    *below = *below * through + over * share;
                }
                *texel = [0.0; 5];
            }
        }
    }

    /// The colours of all texels, premultiplied; `None` where nothing was added.
    pub fn finish(mut self) -> Option<Vec<u8>> {
        self.settle();
        let is_empty = self.below.iter().all(|texel| texel[3] <= 0.0);
        let byte = |value: f32| (value * 255.0 + 0.5) as u8;
        (!is_empty).then(|| self.below.iter().flat_map(|texel| texel.map(byte)).collect())
    }
}

fn bounds(ring: &[[f32; 2]]) -> Option<[f32; 4]> {
    let mut found: Option<[f32; 4]> = None;
    for &[x, y] in ring {
        let [left, top, right, bottom] = found.unwrap_or([x, y, x, y]);
        found = Some([left.min(x), top.min(y), right.max(x), bottom.max(y)]);
    }
    found.filter(|bounds| bounds.iter().all(|value| value.is_finite()))
}

/// The area of a ring by the shoelace formula, from its first corner so that little is lost.
pub(super) fn ring_area(ring: &[[f32; 2]]) -> f32 {
    let Some(&[x0, y0]) = ring.first() else { return 0.0 };
    let twice: f32 = ring
        .windows(2)
        .map(|pair| (pair[0][0] - x0) * (pair[1][1] - y0) - (pair[1][0] - x0) * (pair[0][1] - y0))
        .sum();
    twice.abs() / 2.0
}

/// Adds the signed area to the right of an edge, row by row; sums along a row then give the cover.
fn edge(into: &mut [f32], from: [f32; 2], to: [f32; 2], stride: usize, height: usize) {
    if (from[1] - to[1]).abs() <= 0.0 {
        return;
    }
    let (sign, [x_top, y_top], [x_low, y_low]) =
        if from[1] < to[1] { (1.0, from, to) } else { (-1.0, to, from) };
    let slope = (x_low - x_top) / (y_low - y_top);
    let mut x = x_top;
    for row in y_top as usize..height.min(y_low.ceil() as usize) {
        let line = row * stride;
        let dy = (row as f32 + 1.0).min(y_low) - (row as f32).max(y_top);
        // Rounding must not carry it past the edge's own ends.
        let next = (x + slope * dy).clamp(x_top.min(x_low), x_top.max(x_low));
        let signed = dy * sign;
        let (left, right) = if x < next { (x, next) } else { (next, x) };
        let (left_floor, right_ceil) = (left.floor(), right.ceil());
        let (first, last) = (left_floor as usize, right_ceil as usize);
        if last <= first + 1 {
            let middle = 0.5 * (x + next) - left_floor;
            into[line + first] += signed - signed * middle;
            if first + 1 < stride {
                into[line + first + 1] += signed * middle;
            }
        } else {
            let slant = 1.0 / (right - left);
            let into_first = 1.0 - (left - left_floor);
            let area_first = 0.5 * slant * into_first * into_first;
            let into_last = right - right_ceil + 1.0;
            let area_last = 0.5 * slant * into_last * into_last;
            into[line + first] += signed * area_first;
            if last == first + 2 {
                into[line + first + 1] += signed * (1.0 - area_first - area_last);
            } else {
                let second = slant * (1.5 - (left - left_floor));
                into[line + first + 1] += signed * (second - area_first);
                for column in first + 2..last - 1 {
                    into[line + column] += signed * slant;
                }
                let before_last = second + (last - first - 3) as f32 * slant;
                into[line + last - 1] += signed * (1.0 - before_last - area_last);
            }
            into[line + last] += signed * area_last;
        }
        x = next;
    }
}
