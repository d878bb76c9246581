//! The names of sources in a workspace file: relative to its folder where that works, so that both can be
//! moved or sent together.

use crate::layer::{BUNDLED_PREFIX, SourceBytes};
use std::path::{Component, Path, PathBuf};

/// A source as a workspace file in a folder names it. Folders are parted by `/` on every system. `None`
/// where its path is no Unicode, for which JSON has no place.
pub fn named(source: &SourceBytes, folder: &Path) -> Option<String> {
    let path = match source {
        SourceBytes::Bundled(..) => return Some(source.name()),
        SourceBytes::File(path) => std::path::absolute(path).unwrap_or_else(|_| path.clone()),
    };
    let path = tidied(&path);
    let Some(relative) = relative(&path, &tidied(folder)) else { return path.to_str().map(str::to_owned) };
    let parts: Option<Vec<&str>> = relative.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

/// The file that a workspace file in a folder means by a name, or `bundled:space/land` as it is.
pub fn resolved(name: &str, folder: &Path) -> PathBuf {
    if name.starts_with(BUNDLED_PREFIX) {
        return PathBuf::from(name);
    }
    tidied(&folder.join(name))
}

/// The way from a folder to a file, both whole and tidied; `None` where they share nothing but the root:
/// then the way is no more likely to be right elsewhere than the path itself.
fn relative(path: &Path, folder: &Path) -> Option<PathBuf> {
    let (path, folder): (Vec<_>, Vec<_>) = (path.components().collect(), folder.components().collect());
    let shared = path.iter().zip(&folder).take_while(|(one, other)| one == other).count();
    path[..shared].iter().find(|part| matches!(part, Component::Normal(_)))?;
    let up = folder[shared..].iter().map(|_| Component::ParentDir);
    Some(up.chain(path[shared..].iter().copied()).collect())
}

/// A path without `.` and, where that is certain, `..`.
fn tidied(path: &Path) -> PathBuf {
    let mut parts: Vec<Component<'_>> = Vec::new();
    for part in path.components() {
        match (part, parts.last()) {
            (Component::CurDir, _) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => {
                parts.pop();
            }
            (part, _) => parts.push(part),
        }
    }
    parts.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str) -> SourceBytes {
        SourceBytes::File(PathBuf::from(path))
    }

    #[cfg(unix)]
    #[test]
    fn names_are_relative_where_that_works_and_lead_back() {
        let folder = Path::new("/home/lin/招商");
        for (path, name) in [
            ("/home/lin/招商/land.geojson", "land.geojson"),
            ("/home/lin/招商/图层/land.geojson", "图层/land.geojson"),
            ("/home/lin/data/land.geojson", "../data/land.geojson"),
            ("/mnt/share/land.geojson", "/mnt/share/land.geojson"),
            ("/home/lin/招商/../land.geojson", "../land.geojson"),
        ] {
            assert_eq!(named(&file(path), folder).as_deref(), Some(name), "{path}");
            assert_eq!(resolved(name, folder), tidied(Path::new(path)), "{name}");
        }
        let bundled = SourceBytes::Bundled("space/land", b"");
        assert_eq!(named(&bundled, folder).as_deref(), Some("bundled:space/land"));
        assert_eq!(resolved("bundled:space/land", folder), PathBuf::from("bundled:space/land"));
    }
}
