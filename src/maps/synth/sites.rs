//! Sites: quarters of street blocks, each given to one purpose, so that nothing lies on a road, in the
//! river or on something else.

use super::base::{STATIONS, station};
use super::dice::Dice;
use super::ground::{Block, Ground, Use};
use super::parks;
use super::plane::{Point, grid};

/// A quarter of a block.
#[derive(Clone, Copy)]
pub(super) struct Site {
    pub(super) block: Block,
    /// Share of the block that it begins at, west-east and south-north.
    origin: (f64, f64),
    /// Its extent as a share of the block.
    extent: (f64, f64),
}

/// The sites by purpose.
pub(super) struct Sites {
    pub(super) land: Vec<Site>,
    pub(super) factories: Vec<Site>,
    pub(super) offices: Vec<Site>,
    pub(super) projects: Vec<Site>,
}

impl Site {
    /// The point at a share of its width and height.
    pub(super) fn at(&self, x: f64, y: f64) -> Point {
        self.block.at(self.origin.0 + self.extent.0 * x, self.origin.1 + self.extent.1 * y)
    }

    /// Its own quarters.
    pub(super) fn quarters(&self) -> Vec<Site> {
        let (w, h) = (self.extent.0 * 0.46, self.extent.1 * 0.46);
        let corner = |x: f64, y: f64| Site {
            block: self.block,
            origin: (self.origin.0 + self.extent.0 * x, self.origin.1 + self.extent.1 * y),
            extent: (w, h),
        };
        vec![corner(0.0, 0.0), corner(0.54, 0.0), corner(0.0, 0.54), corner(0.54, 0.54)]
    }

    /// Width and height in metres.
    pub(super) fn size_m(&self) -> (f64, f64) {
        (
            (self.block.east - self.block.west) * self.extent.0,
            (self.block.north - self.block.south) * self.extent.1,
        )
    }

    /// `u` and `v` of its middle.
    fn middle(&self) -> (f64, f64) {
        let b = &self.block;
        (
            b.west + (b.east - b.west) * (self.origin.0 + self.extent.0 / 2.0),
            b.south + (b.north - b.south) * (self.origin.1 + self.extent.1 / 2.0),
        )
    }

    /// The part of the town it lies in, as parcels there are called.
    pub(super) fn district(&self) -> &'static str {
        let (u, v) = self.middle();
        if v < -1000.0 {
            "沿江"
        } else if v > 2000.0 {
            "德胜"
        } else if u < -1300.0 {
            "金沙"
        } else if u < 900.0 {
            "文泽"
        } else if u < 2700.0 {
            "下沙东"
        } else {
            "云水"
        }
    }

    /// Metres to the nearest metro station.
    fn to_metro_m(self) -> f64 {
        let (u, v) = self.middle();
        let here = grid(u, v);
        STATIONS.iter().map(|s| distance(here, station(s.0))).fold(f64::MAX, f64::min)
    }
}

pub(super) fn distance(a: Point, b: Point) -> f64 {
    ((a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1)).sqrt()
}

impl Sites {
    /// Deals the sites out: offices near the metro, factories in the south and in parks, land where the
    /// town is still growing.
    pub(super) fn new(ground: &Ground) -> Self {
        let mut dice = Dice::new(2020, 1);
        let mut left: Vec<Site> = Vec::new();
        for block in ground.blocks.iter().filter(|block| block.used == Use::Free) {
            for origin in [(0.0, 0.0), (0.52, 0.0), (0.0, 0.52), (0.52, 0.52)] {
                left.push(Site { block: *block, origin, extent: (0.48, 0.48) });
            }
        }
        let in_park = |site: &Site| parks::cells().any(|cell| cell == site.block.cell);
        let offices = take(&mut dice, &mut left, 30, |site| {
            0.05 + libm::exp(-site.to_metro_m() / 600.0) * if in_park(site) { 1.6 } else { 1.0 }
        });
        let factories = take(&mut dice, &mut left, 42, |site| {
            let (_, v) = site.middle();
            (if v < 300.0 { 1.6 } else { 0.35 }) * if in_park(site) { 1.8 } else { 1.0 }
        });
        let land = take(&mut dice, &mut left, 66, |site| {
            if in_park(site) {
                return 1e-9;
            }
            let (u, v) = site.middle();
            0.3 + ((u - 126.0).abs() + (v - 905.0).abs()) / 2_500.0
        });
        let projects = take(&mut dice, &mut left, 71, |_| 1.0);
        Self { land, factories, offices, projects }
    }
}

/// Takes `count` sites at random by weight (Efraimidis and Spirakis 2006), leaving the rest in order.
fn take(dice: &mut Dice, left: &mut Vec<Site>, count: usize, weight: impl Fn(&Site) -> f64) -> Vec<Site> {
    let mut keyed: Vec<(f64, usize)> =
        left.iter().enumerate().map(|(i, site)| (-libm::log(1.0 - dice.unit()) / weight(site), i)).collect();
    keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut chosen: Vec<usize> = keyed.into_iter().take(count).map(|(_, i)| i).collect();
    chosen.sort_unstable();
    let sites = chosen.iter().map(|i| left[*i]).collect();
    let mut i = 0;
    left.retain(|_| {
        i += 1;
        chosen.binary_search(&(i - 1)).is_err()
    });
    sites
}
