//! Field names by which a layer of unknown origin says the same thing as a described one: what other
//! programs and the three maps' own tables write. Names in data files, not texts shown to people.

/// An identifier, besides RFC 7946's own member.
pub const ID: [&str; 2] = ["id", "编号"];

/// A name, the likeliest first.
pub const NAME: [&str; 4] = ["name", "名称", "NAME", "Name"];

/// An English name.
pub const NAME_EN: &str = "name_en";

/// The mark of made-up data.
pub const ILLUSTRATIVE: [&str; 2] = ["illustrative", "示例"];

/// Whether a column's values tell features apart, by its name: numbers and names are no classes.
pub fn names_features(column: &str) -> bool {
    let lower = column.to_lowercase();
    let is_number = ["编号", "序号", "编码"].into_iter().any(|word| lower.contains(word));
    let is_id = lower == "fid" || lower.ends_with("_id") || lower.ends_with("_no");
    is_number || is_id || ID.contains(&column) || NAME.contains(&column)
}
