//! The camera's flight to where the session has it look: a moment of motion that shows where a far
//! place lies. The session is there at once; only what is drawn follows.

use crate::app::{Motion, View};
use crate::scene::Camera;
use eframe::egui::Context;

/// How long a flight takes, in seconds.
const SECONDS: f64 = 0.28;

/// A flight, or the rest between two.
#[derive(Clone, Copy, Debug, Default)]
pub struct Flight {
    /// Where it goes; the session's view.
    to: Option<View>,
    /// Where it began, and when.
    from: Option<(View, f64)>,
    /// What a hand on the map asked for last: nothing to fly to.
    by_hand: Option<View>,
    /// The map's size: what another size brings about is no jump.
    size_pt: [f64; 2],
}

impl Flight {
    /// Says that a view comes from a hand on the map.
    pub fn moved_by_hand(&mut self, view: View) {
        self.by_hand = Some(view);
    }

    /// The view to draw now, and another frame asked for while it is on its way.
    pub fn view(&mut self, ctx: &Context, view: View, motion: Motion, size_pt: [f64; 2]) -> View {
        let now = ctx.input(|input| input.time);
        let was_flying = self.from.is_some();
        let shown = self.at(view, motion, size_pt, now);
        // Once more at the end: what stands before the map in a frame shows the scale of the one before.
        if was_flying || shown != view {
            ctx.request_repaint();
        }
        shown
    }

    fn at(&mut self, view: View, motion: Motion, size_pt: [f64; 2], now_secs: f64) -> View {
        if self.to != Some(view) {
            let shown = self.to.map(|to| self.on_the_way(to, size_pt, now_secs));
            let resized = self.size_pt.map(f64::to_bits) != size_pt.map(f64::to_bits);
            let by_hand = self.by_hand.take() == Some(view);
            let flies = motion == Motion::Full && !by_hand && !resized;
            self.from = shown.filter(|_| flies).map(|shown| (shown, now_secs));
            self.to = Some(view);
        }
        self.size_pt = size_pt;
        self.on_the_way(view, size_pt, now_secs)
    }

    /// Where it is at a time; the flight ends when it has arrived.
    fn on_the_way(&mut self, to: View, size_pt: [f64; 2], now_secs: f64) -> View {
        let Some((from, began)) = self.from else { return to };
        let share = (now_secs - began) / SECONDS;
        if !(0.0..1.0).contains(&share) {
            self.from = None;
            return to;
        }
        if share <= 0.0 {
            return from;
        }
        let camera = |view: View| Camera::new(view.center, view.zoom, size_pt);
        let eased = share * share * (3.0 - 2.0 * share);
        let between = camera(from).towards(&camera(to), eased);
        View { center: between.center(), zoom: between.zoom() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: [f64; 2] = [900.0, 600.0];
    const HERE: View = View { center: [120.35, 30.30], zoom: 13.0 };
    const THERE: View = View { center: [120.40, 30.33], zoom: 16.0 };

    #[test]
    fn a_jump_is_flown_and_ends_where_it_goes() {
        let mut flight = Flight::default();
        assert_eq!(flight.at(HERE, Motion::Full, SIZE, 1.0), HERE, "the first view is there at once");
        assert_eq!(flight.at(THERE, Motion::Full, SIZE, 2.0), HERE);
        let half = flight.at(THERE, Motion::Full, SIZE, 2.0 + SECONDS / 2.0);
        assert!(half.zoom > 14.0 && half.zoom < 15.0, "{half:?}");
        // Turning back begins where it is.
        let turned = flight.at(HERE, Motion::Full, SIZE, 2.0 + SECONDS / 2.0);
        assert!((turned.zoom - half.zoom).abs() < 1e-9);
        assert_eq!(flight.at(HERE, Motion::Full, SIZE, 3.0), HERE);
    }

    #[test]
    fn hands_do_not_fly_and_nobody_does_with_less_motion() {
        let mut flight = Flight::default();
        flight.at(HERE, Motion::Full, SIZE, 1.0);
        flight.moved_by_hand(THERE);
        assert_eq!(flight.at(THERE, Motion::Full, SIZE, 1.1), THERE);
        assert_eq!(flight.at(HERE, Motion::Reduced, SIZE, 1.2), HERE);
        assert_eq!(flight.at(THERE, Motion::Full, SIZE, 1.3), HERE, "what was by hand once is a jump now");
        let wider = [950.0, 600.0];
        assert_eq!(flight.at(HERE, Motion::Full, wider, 1.4), HERE, "a panel's edge is dragged");
    }
}
