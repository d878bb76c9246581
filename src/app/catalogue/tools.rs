//! The map's tools in the table of actions.

use super::Action;
use crate::app::{Command, SelectMode, Session};
use crate::scene::Tool;

/// The command that an action of the tools makes now.
pub(super) fn command(action: Action, session: &Session) -> Option<Command> {
    let document = session.document();
    let drawing = session.drawing();
    let drafting = !drawing.corners().is_empty();
    let tool = |tool: Tool| (drawing.tool() != tool).then_some(Command::SetTool { tool });
    let matching = |mode: SelectMode| {
        let entry = document.chosen_layer()?;
        (!entry.layer.is_empty()).then_some(Command::SelectMatching { layer: entry.id, mode })
    };
    match action {
        Action::ToolPick => tool(Tool::Pick),
        Action::ToolBox => tool(Tool::Box),
        Action::ToolPolygon => tool(Tool::Polygon),
        Action::ToolRadius => tool(Tool::Radius),
        Action::ToolMeasureDistance => tool(Tool::MeasureDistance),
        Action::ToolMeasureArea => tool(Tool::MeasureArea),
        Action::TakeBackCorner => drafting.then_some(Command::TakeBackCorner),
        Action::EndDrawing => drafting.then_some(Command::EndDrawing { mode: SelectMode::Replace }),
        // One thing after the other: the draft, the tool with what it drew, the selection.
        Action::Leave => {
            if drawing.tool() != Tool::Pick || !drawing.is_clear() {
                Some(Command::LeaveTool)
            } else {
                (!document.selection.is_empty()).then_some(Command::ClearSelection)
            }
        }
        Action::SelectWithin => {
            let area = drawing.drawn()?.area()?.clone();
            document.chosen.map(|_| Command::SelectWithin { area, mode: SelectMode::Replace })
        }
        Action::SelectMatching => matching(SelectMode::Replace),
        Action::InvertSelection => matching(SelectMode::Toggle),
        Action::KeepSelected => {
            let layer = document.chosen?;
            document.selection.rows_of(layer).map(|_| Command::KeepSelected { layer })
        }
        Action::FilterWithin => {
            let area = drawing.drawn()?.area()?.clone();
            Some(Command::FilterWithin { layer: document.chosen?, area })
        }
        // `SetCorner`, `SelectTouching` and `SelectNear` need a place or another layer.
        _ => None,
    }
}

/// The action that a command of the tools is.
pub(super) fn action(command: &Command) -> Action {
    match command {
        Command::SetTool { tool } => match tool {
            Tool::Pick => Action::ToolPick,
            Tool::Box => Action::ToolBox,
            Tool::Polygon => Action::ToolPolygon,
            Tool::Radius => Action::ToolRadius,
            Tool::MeasureDistance => Action::ToolMeasureDistance,
            Tool::MeasureArea => Action::ToolMeasureArea,
        },
        Command::TakeBackCorner => Action::TakeBackCorner,
        Command::EndDrawing { .. } => Action::EndDrawing,
        Command::LeaveTool => Action::Leave,
        Command::SelectWithin { .. } => Action::SelectWithin,
        Command::SelectTouching { .. } => Action::SelectTouching,
        Command::SelectNear { .. } => Action::SelectNear,
        Command::SelectMatching { mode: SelectMode::Toggle, .. } => Action::InvertSelection,
        Command::SelectMatching { .. } => Action::SelectMatching,
        Command::KeepSelected { .. } => Action::KeepSelected,
        Command::FilterWithin { .. } => Action::FilterWithin,
        _ => Action::SetCorner,
    }
}
