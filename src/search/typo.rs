//! One slip of the finger in a Latin name: a letter wrong, missing, too many, or two exchanged
//! (Damerau, "A technique for computer detection and correction of spelling errors", Communications
//! of the ACM 7(3), 1964, p. 171: over 80 % of all misspellings are one of these four).

/// Shorter queries are not forgiven: one letter of four is another word.
pub(super) const SHORTEST: usize = 5;

/// Letters of `text` that a query with exactly one slip takes from its beginning; `None` where it takes
/// no or more than one slip.
pub(super) fn one_slip(text: &[u8], query: &[u8]) -> Option<usize> {
    let same = text.iter().zip(query).take_while(|(a, b)| a == b).count();
    if same == query.len() {
        return None;
    }
    let follows = |text_from: usize, query_from: usize| {
        let rest = query.get(query_from..)?;
        text.get(text_from..)?.starts_with(rest).then_some(text_from + rest.len())
    };
    // wrong, missing, too many
    follows(same + 1, same + 1)
        .or_else(|| follows(same + 1, same))
        .or_else(|| follows(same, same + 1))
        .or_else(|| {
            let exchanged = text.len() > same + 1
                && query.len() > same + 1
                && text[same] == query[same + 1]
                && text[same + 1] == query[same];
            exchanged.then(|| follows(same + 2, same + 2)).flatten()
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_four_slips() {
        let text = b"singaporesciencepark";
        for query in ["singapure", "singpore", "singaapore", "signapore", "singaporr", "zingapore"] {
            assert!(one_slip(text, query.as_bytes()).is_some(), "{query}");
        }
        for query in ["singapore", "sngpore", "singerpore", "paris"] {
            assert_eq!(one_slip(text, query.as_bytes()), None, "{query}");
        }
    }

    /// Optimal string alignment distance, the textbook's table.
    fn distance(a: &[u8], b: &[u8]) -> usize {
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                table[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let cost = usize::from(a[i - 1] != b[j - 1]);
                    let mut best =
                        (table[i - 1][j - 1] + cost).min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        best = best.min(table[i - 2][j - 2] + 1);
                    }
                    best
                };
            }
        }
        table[a.len()][b.len()]
    }

    proptest! {
        #[test]
        fn one_slip_is_a_distance_of_one_to_some_beginning(text in "[ab]{0,9}", query in "[abc]{1,8}") {
            let (text, query) = (text.as_bytes(), query.as_bytes());
            let least = (0..=text.len()).map(|len| distance(&text[..len], query)).min();
            prop_assert_eq!(one_slip(text, query).is_some(), least == Some(1));
        }
    }
}
