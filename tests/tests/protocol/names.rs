//! Names of the public interface, made from the model alone. Written a second time, and simpler than the generator's: where the
//! two disagree, the program does not compile.

const KEYWORDS: [&str; 12] =
    ["as", "const", "enum", "fn", "for", "if", "in", "match", "mod", "ref", "type", "use"];

/// A field or a method.
pub(crate) fn snake(name: &str) -> String {
    let mut out = String::new();
    let chars: Vec<char> = name.chars().collect();
    for (i, &c) in chars.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|i| chars.get(i));
        let after = chars.get(i + 1);
        let starts = c.is_uppercase()
            && before.is_some_and(|b| {
                b.is_lowercase()
                    || b.is_ascii_digit()
                    || (b.is_uppercase() && after.is_some_and(|a| a.is_lowercase()))
            });
        if starts {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}

/// The same where it stands alone.
pub(crate) fn identifier(name: &str) -> String {
    let name = snake(name);
    if KEYWORDS.contains(&name.as_str()) { format!("r#{name}") } else { name }
}

/// A type or a variant.
pub(crate) fn pascal(name: &str) -> String {
    let words = snake(name);
    let capital = |word: &str| {
        let mut chars = word.chars();
        let first = chars.next().map(|c| c.to_ascii_uppercase());
        first.into_iter().chain(chars).collect::<String>()
    };
    words.split('_').map(capital).collect()
}
