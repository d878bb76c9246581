//! The workspace in the table of actions.

use super::Action;
use crate::app::{Command, Session, WorkspaceCommand};

/// The command that an action of the workspace makes now.
pub(super) fn command(action: Action, session: &Session) -> Option<Command> {
    let is_empty = session.document().layers.is_empty();
    let ask = match action {
        Action::OpenWorkspaceDialog => Some(WorkspaceCommand::OpenDialog),
        Action::SaveWorkspace => (!is_empty).then_some(WorkspaceCommand::Save),
        Action::SaveWorkspaceDialog => (!is_empty).then_some(WorkspaceCommand::SaveDialog),
        Action::Quit => Some(WorkspaceCommand::Quit),
        // The others need a file, or a question that was asked before.
        _ => None,
    };
    ask.map(|ask| Command::Workspace { ask })
}

/// The action that a command of the workspace is.
pub(super) fn action(ask: &WorkspaceCommand) -> Action {
    match ask {
        WorkspaceCommand::OpenDialog => Action::OpenWorkspaceDialog,
        WorkspaceCommand::Open { .. } => Action::OpenWorkspace,
        WorkspaceCommand::Save => Action::SaveWorkspace,
        WorkspaceCommand::SaveDialog => Action::SaveWorkspaceDialog,
        WorkspaceCommand::SaveAs { .. } => Action::SaveWorkspaceAs,
        WorkspaceCommand::LocateDialog { .. } => Action::LocateLayerDialog,
        WorkspaceCommand::Locate { .. } => Action::LocateLayer,
        WorkspaceCommand::Forget { .. } => Action::ForgetLayer,
        WorkspaceCommand::Quit => Action::Quit,
        WorkspaceCommand::SaveAndQuit => Action::SaveAndQuit,
        WorkspaceCommand::QuitWithoutSaving => Action::QuitWithoutSaving,
        WorkspaceCommand::Stay => Action::Stay,
    }
}
