//! The characters of texts: which are allowed, which are seen, and which look the same.
//!
//! The classes for patterns are made from the same functions that parse, because the `\s` and `\p` of regular expressions
//! differ from engine to engine.

use std::fmt::Write as _;
use std::sync::LazyLock;

use icu_normalizer::ComposingNormalizerBorrowed;
use icu_properties::CodePointSetData;
use icu_properties::props::DefaultIgnorableCodePoint;

/// Whether a character leaves a mark: neither white space nor what Unicode shows as nothing, such as joiners.
pub(crate) fn is_seen(character: char) -> bool {
    !character.is_control() && !character.is_whitespace() && !is_ignorable(character)
}

/// Whether a text may contain a character: no control characters but tabs and line breaks where `lines`, no separators of lines,
/// and nothing that turns the direction of the text after it, with which a text can look like another one.
pub(crate) fn is_allowed(character: char, lines: bool) -> bool {
    match character {
        '\n' | '\r' | '\t' => lines,
        '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => false,
        other => !other.is_control(),
    }
}

/// Returns a text in a form in which it equals what looks the same: composed, without what is not seen, in one case and with
/// one kind of space. Uppercase unifies letters with two lowercase forms (ς and σ, ß and ss). Lowercase comes first because
/// uppercase would keep ẞ.
pub(crate) fn to_compare(text: &str) -> String {
    let space = |character: char| if character.is_whitespace() { ' ' } else { character };
    let shown: String = text.chars().filter(|character| !is_ignorable(*character)).map(space).collect();
    let nfc = ComposingNormalizerBorrowed::new_nfc();
    nfc.normalize(&nfc.normalize(&shown).to_lowercase().to_uppercase().to_lowercase()).into_owned()
}

fn is_ignorable(character: char) -> bool {
    CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(character)
}

/// The characters that [`str::trim`] removes, as the inside of a pattern's brackets.
pub(crate) static WHITE_SPACE: LazyLock<String> = LazyLock::new(|| class(char::is_whitespace));
/// The characters that are not seen, likewise.
pub(crate) static UNSEEN: LazyLock<String> = LazyLock::new(|| class(|each| !is_seen(each)));
/// The forbidden characters, without and with lines.
pub(crate) static FORBIDDEN: LazyLock<[String; 2]> =
    LazyLock::new(|| [false, true].map(|lines| class(|each| !is_allowed(each, lines))));
/// The allowed characters that are not seen, without and with lines.
pub(crate) static ALLOWED_UNSEEN: LazyLock<[String; 2]> =
    LazyLock::new(|| [false, true].map(|lines| class(|each| is_allowed(each, lines) && !is_seen(each))));

/// Writes a set of characters as the inside of a pattern's brackets.
fn class(contains: impl Fn(char) -> bool) -> String {
    let mut ranges: Vec<(char, char)> = Vec::new();
    for character in ('\0'..=char::MAX).filter(|each| contains(*each)) {
        match ranges.last_mut().filter(|(_, last)| follows(*last, character)) {
            Some((_, last)) => *last = character,
            None => ranges.push((character, character)),
        }
    }
    let mut class = String::new();
    for (first, last) in ranges {
        push(&mut class, first);
        if first != last {
            class.push('-');
            push(&mut class, last);
        }
    }
    class
}

/// Whether no character lies between the two. Between U+D7FF and U+E000 there are only surrogates.
fn follows(first: char, second: char) -> bool {
    u32::from(second) == u32::from(first) + 1 || (first, second) == ('\u{d7ff}', '\u{e000}')
}

/// Escapes in a way that every engine reads. There is no such way beyond U+FFFF.
fn push(class: &mut String, character: char) {
    match u32::from(character) {
        code @ ..=0xffff => {
            let _ = write!(class, "\\u{code:04x}");
        }
        _ => class.push(character),
    }
}
