//! The ledger in words, for window and command line alike: what it is held against, with source and year.

use super::{Benchmark, Figured, Figures, Firms, Industry, LEAST_FIRMS, Ledger, Yield};
use crate::maps::codes::industry::find;
use crate::text::{Lang, number, number_fixed, text, text_with, unit_behind};

/// A figure per 亩 to show: what was converted from another unit has no more digits than it merits, and what
/// is less than one has two of its own rather than none.
pub fn figure_words(wan_per_mu: f64) -> String {
    small(wan_per_mu).unwrap_or_else(|| number((wan_per_mu * 100.0).round() / 100.0))
}

/// An area or a yield to show, with so many decimals; what is less than one is not shown as zero.
pub fn amount_words(amount: f64, decimals: usize) -> String {
    small(amount).unwrap_or_else(|| number_fixed(amount, decimals))
}

/// Two digits of a number that is less than one; `None` of others.
fn small(number: f64) -> Option<String> {
    let size = number.abs();
    if size == 0.0 || size >= 1.0 || !size.is_finite() {
        return None;
    }
    let decimals = (1.0 - size.log10().floor()).clamp(0.0, 12.0) as usize;
    let text = number_fixed(number, decimals);
    Some(text.trim_end_matches('0').trim_end_matches('.').to_owned())
}

/// Tax or output per 亩.
pub fn yield_words(of: Yield, lang: Lang) -> String {
    match of {
        Yield::Tax => text(lang, "ledger-tax"),
        Yield::Output => text(lang, "ledger-output"),
    }
}

/// The industry of a code with its name; a text that is no code stays as it is.
pub fn industry_words(code: &str, lang: Lang) -> String {
    find(code)
        .map_or_else(|| code.to_owned(), |industry| format!("{} {}", industry.code(), industry.label(lang)))
}

/// Where the figures of a file come from.
pub fn figures_words(figures: &Figures, lang: Lang) -> String {
    let args = [
        ("of", yield_words(figures.of, lang).into()),
        ("name", figures.name.as_str().into()),
        ("source", figures.source.as_str().into()),
        ("year", figures.year.to_string().into()),
    ];
    text_with(lang, "ledger-figures-origin", &args)
}

/// Where the figure of one industry comes from, and what is to be known of it.
pub fn figured_words(figures: &Figures, it: &Figured, lang: Lang) -> String {
    let source = it.source.as_deref().unwrap_or(&figures.source);
    let (industry, year) = (industry_words(&it.code, lang), figures.year.to_string());
    let parts = [&industry, &figures.name, source, &year].into_iter().chain(it.note.as_deref());
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Which industry idle land is held against.
pub fn held_words(industry: &Industry, lang: Lang) -> String {
    match industry {
        Industry::Allowed => text(lang, "ledger-allowed"),
        Industry::Code(code) => industry_words(code, lang),
    }
}

/// The benchmark in one line.
pub fn benchmark_words(benchmark: &Benchmark, lang: Lang) -> String {
    let of = yield_words(benchmark.of, lang);
    if let Some(figures) = benchmark.figures_in_force() {
        let by = benchmark.industry.as_ref().map(|industry| held_words(industry, lang));
        let by = by.unwrap_or_else(|| text(lang, "ledger-overall"));
        return format!("{} · {by}", figures_words(figures, lang));
    }
    if let Some(industry) = &benchmark.industry {
        let by = match industry {
            Industry::Allowed => text(lang, "ledger-firms-allowed"),
            Industry::Code(code) => {
                let args = [("industry", industry_words(code, lang).into())];
                text_with(lang, "ledger-firms-words", &args)
            }
        };
        return format!("{of} · {by}");
    }
    let Some(figure) = &benchmark.figure else {
        return format!("{of} · {}", text(lang, "ledger-own-words"));
    };
    let year = figure.year.map(|year| year.to_string()).unwrap_or_default();
    let parts = [of, format!("{} {}", figure.wan_per_mu, unit_behind(&text(lang, "ledger-unit")))];
    let stated = [figure.name.clone(), figure.source.clone(), year];
    let parts = parts.into_iter().chain(stated).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}

/// Where the medians of firms come from: which firms of which layer, of which years, and which are left out.
pub fn firms_words(
    firms: &Firms,
    of: Yield,
    (layer, file, is_filtered): (&str, &str, bool),
    lang: Lang,
) -> String {
    let count = |count: usize| crate::text::count(count as u64);
    let years = match firms.years {
        Some((first, last)) if first == last => first.to_string(),
        Some((first, last)) => format!("{first}–{last}"),
        None => text(lang, "ledger-years-unknown"),
    };
    let args = [
        ("layer", layer.into()),
        ("file", file.into()),
        ("of", yield_words(of, lang).into()),
        ("used", count(firms.used).into()),
        ("all", count(firms.looked_at).into()),
        ("years", years.into()),
    ];
    let mut parts = vec![if is_filtered {
        text_with(lang, "ledger-origin-filtered", &args)
    } else {
        text_with(lang, "ledger-origin", &args)
    }];
    let counts = [
        ("ledger-firms-without-land", firms.without_land),
        ("ledger-firms-without-figure", firms.without_figure),
        ("ledger-firms-without-industry", firms.without_industry),
    ];
    for (key, left_out) in counts.into_iter().filter(|(_, left_out)| *left_out > 0) {
        parts.push(text_with(lang, key, &[("count", count(left_out).into())]));
    }
    if firms.too_few > 0 {
        let args = [("count", firms.too_few.into()), ("least", LEAST_FIRMS.into())];
        parts.push(text_with(lang, "ledger-too-few", &args));
    }
    parts.join(lang.pick("；", "; "))
}

/// What the sum does not hold, each with its number.
pub fn apart_words(ledger: &Ledger, lang: Lang) -> Vec<String> {
    let sum = &ledger.total;
    let counts = [
        ("ledger-without-area", sum.without_area),
        ("ledger-without-share", sum.without_share),
        ("ledger-without-figure", sum.without_figure),
        ("ledger-not-idle", ledger.not_idle),
    ];
    let some = counts.into_iter().filter(|(_, count)| *count > 0);
    some.map(|(key, count)| text_with(lang, key, &[("count", count.into())])).collect()
}
