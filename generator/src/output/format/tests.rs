use super::{from_tokens, from_tree, spaced};
use crate::{Loaded, Options};

#[test]
fn documentation_stays_in_one_piece() {
    let code = "impl A {\n    /// One;\n    /// two.\n    fn a() {\n    }\n    /// Three.\n    fn b() {}\n}\n";
    assert_eq!(spaced(code), code.replace("    }\n", "    }\n\n"));
}

/// Formats every item of a crate in both ways: which ones differ, and how many of how many only
/// prettyplease knows.
fn compare(loaded: &Loaded, options: &Options) -> (usize, usize) {
    let defined = loaded.define(options).unwrap();
    let (mut all, mut unknown) = (0, 0);
    let (mut bytes, mut ub) = (0, 0);
    for module in crate::emit::modules(&defined.def) {
        for item in module.print().items {
            let tape = item.tape;
            let tree = from_tree(&tape);
            all += 1;
            bytes += tree.len();
            match from_tokens(&tape) {
                Some(tokens) => {
                    if tokens != tree {
                        for d in similar::TextDiff::from_lines(&tree, &tokens)
                            .unified_diff()
                            .context_radius(2)
                            .to_string()
                            .lines()
                            .take(30)
                        {
                            eprintln!("{d}");
                        }
                    }
                }
                None => {
                    unknown += 1;
                    ub += tree.len();
                    if std::env::var_os("SHOW").is_some() {
                        let n = tree.lines().count().min(40);
                        eprintln!(
                            "--- {}\n{}",
                            module.path,
                            tree.lines().take(n).collect::<Vec<_>>().join("\n")
                        );
                    }
                }
            }
        }
    }
    eprintln!("{all} {unknown} {bytes} {ub}");
    (all, unknown)
}

#[test]
fn whole() {
    let path = std::env::var("TINSMITH_MODELS").unwrap() + "/ec2/2026-11.json";
    let loaded = Loaded::from_files([path]).unwrap();
    compare(&loaded, &Options::default());
}
