//! Heights of the lines of a long list, each laid out once it is near to what is seen.
//!
//! Findings that nobody came near yet are taken to be as high as the first of their rule. Where that was
//! wrong, what is seen stays where it is, and the list moves under it.

use super::findings_list::Line;
use crate::maps::check::Findings;
use crate::text::Lang;
use eframe::egui::{Id, Rect, Ui};
use std::sync::{Arc, Weak};

/// What is known of a list's lines.
#[derive(Clone, Debug, Default)]
pub(super) struct Heights {
    /// The list that they are of.
    list: Weak<Findings>,
    /// What else the words and their lines depend on: language, width, pixels a point.
    look: (Lang, u32, u32),
    /// Heights of rules, each at the place of its first finding; 0 where it is not known.
    rules: Vec<f32>,
    /// Heights of findings; 0 where it is not known.
    findings: Vec<f32>,
    /// The line at the upper edge, and how much of it is above.
    top: Option<(Line, f32)>,
    /// Whether it is to come to the upper edge again: all heights are others now.
    is_turned: bool,
}

/// How lines are measured.
pub(super) struct Measures<'a> {
    pub(super) ui: &'a Ui,
    pub(super) lines: &'a [Line],
    pub(super) height: &'a dyn Fn(&Ui, Line) -> f32,
}

/// What is seen of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Shown {
    /// Numbers of lines, where they begin, and their heights.
    pub(super) lines: Vec<(usize, f32, f32)>,
    /// Height of the list.
    pub(super) total: f32,
    /// How much further down all of this is from the next frame on.
    pub(super) shift: f32,
}

/// Differences below this are not seen, and are those of sums.
const SEEN: f32 = 0.1;

impl Heights {
    /// What is known of a list, kept below an id; nothing where it is another list, in other words or width.
    pub(super) fn take(ui: &Ui, id: Id, list: &Arc<Findings>, (lang, width): (Lang, f32)) -> Self {
        let look = (lang, width.to_bits(), ui.pixels_per_point().to_bits());
        let known = ui.data_mut(|data| data.remove_temp::<Self>(id));
        let known = known.filter(|known| std::ptr::eq(known.list.as_ptr(), Arc::as_ptr(list)));
        match known {
            Some(known) if known.look == look => known,
            known => Self {
                list: Arc::downgrade(list),
                look,
                rules: vec![0.0; list.findings.len()],
                findings: vec![0.0; list.findings.len()],
                is_turned: known.is_some(),
                top: known.and_then(|known| known.top),
            },
        }
    }

    /// Keeps it for the next frame.
    pub(super) fn keep(self, ui: &Ui, id: Id) {
        ui.data_mut(|data| data.insert_temp(id, self));
    }

    /// Lays out what is seen through a window on the list, and as much again above and below.
    pub(super) fn lay_out(&mut self, seen: Rect, measures: &Measures<'_>) -> Shown {
        let lines = measures.lines;
        let mut heights: Vec<f32> = lines.iter().map(|line| self.supposed(*line, measures)).collect();
        let (first, above) = self.at_the_edge(seen.min.y, lines, &heights);
        let around = seen.height();
        // Down from the line at the upper edge, which stays where it is.
        let start = seen.min.y - above;
        let mut end = start;
        let mut shown = Shown::default();
        for at in first..lines.len() {
            if end > seen.max.y + around {
                break;
            }
            heights[at] = self.measured(lines[at], measures);
            if end <= seen.max.y {
                shown.lines.push((at, end, heights[at]));
            }
            end += heights[at];
        }
        let mut up = start;
        for at in (0..first).rev() {
            if up < seen.min.y - around {
                break;
            }
            heights[at] = self.measured(lines[at], measures);
            up -= heights[at];
        }
        let before: f32 = heights[..first].iter().sum();
        shown.total = heights.iter().sum();
        let shift = before - start;
        shown.shift = if shift.abs() < SEEN { 0.0 } else { shift };
        self.top = lines.get(first).map(|line| (*line, above));
        shown
    }

    /// The line at the upper edge, and how much of it is above.
    fn at_the_edge(&mut self, edge: f32, lines: &[Line], heights: &[f32]) -> (usize, f32) {
        if std::mem::take(&mut self.is_turned)
            && let Some((line, above)) = self.top
            && let Some(at) = lines.iter().position(|known| *known == line)
        {
            return (at, above.min(heights[at]));
        }
        let mut end = 0.0;
        for (at, height) in heights.iter().enumerate() {
            if end + height > edge {
                return (at, edge - end);
            }
            end += height;
        }
        (lines.len().saturating_sub(1), edge - end + heights.last().copied().unwrap_or_default())
    }

    /// The height of a line as it is known, or as it is taken to be.
    fn supposed(&mut self, line: Line, measures: &Measures<'_>) -> f32 {
        match line {
            Line::Finding { at, first } if self.findings[at] == 0.0 => {
                self.measured(Line::Finding { at: first, first }, measures)
            }
            line => self.measured(line, measures),
        }
    }

    /// The height of a line, laid out where it never was.
    fn measured(&mut self, line: Line, measures: &Measures<'_>) -> f32 {
        let known = match line {
            Line::Rule { first, .. } => &mut self.rules[first],
            Line::Finding { at, .. } => &mut self.findings[at],
            Line::More { .. } => return (measures.height)(measures.ui, line),
        };
        if *known == 0.0 {
            *known = (measures.height)(measures.ui, line);
        }
        *known
    }
}
