//! The cases: what is too much of it, how much, and what has to come out.

use crate::models::{
    documented, each, get, get_with, list, member, rules, service, shapes, structure, text, union,
    waiter,
};

/// What has to come out.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Expected {
    /// A crate.
    Crate,
    /// Errors, this one among them.
    Fault(&'static str),
}

use Expected::{Crate, Fault};

/// A model that is too large in one way.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    /// How much of it there is in a build with optimisation.
    pub(crate) size: usize,
    /// The text of the model's files.
    pub(crate) files: fn(usize) -> Vec<String>,
    pub(crate) expected: Expected,
}

/// A case of one file.
macro_rules! case {
    ($name:literal, $size:expr, $expected:expr, |$n:ident| $text:expr) => {
        Case { name: $name, size: $size, files: |$n| vec![$text], expected: $expected }
    };
}

const MB: usize = 1 << 20;

pub(crate) const CASES: &[Case] = &[
    // Many.
    case!("shapes that no operation needs", 100_000, Crate, |n| {
        get("", &each(n, |i| structure(&format!("a#S{i}"), &text("Name"))))
    }),
    case!("shapes", 5_000, Crate, |n| {
        let all = each(n, |i| member(&format!("M{i}"), &format!("a#S{i}")));
        get(
            "",
            &format!(
                "{},{}",
                structure("a#All", &all),
                each(n, |i| structure(&format!("a#S{i}"), &text("Name")))
            ),
        )
        .replace(
            r#""a#In":{"type":"structure","members":{"#,
            r#""a#In":{"type":"structure","members":{"All":{"target":"a#All"}"#,
        )
    }),
    case!("members of a structure", 10_000, Crate, |n| {
        get(&member("Big", "a#Big"), &structure("a#Big", &each(n, |i| text(&format!("Member{i}")))))
    }),
    case!("members of an input and an output", 5_000, Crate, |n| {
        get(&each(n, |i| text(&format!("Member{i}"))), "")
    }),
    case!("members of a union", 10_000, Crate, |n| {
        get(&member("Big", "a#Big"), &union("a#Big", &each(n, |i| text(&format!("Member{i}")))))
    }),
    case!("values of an enum", 10_000, Crate, |n| {
        let values = each(n, |i| member(&format!("VALUE{i}"), "smithy.api#Unit"));
        get(
            &member("Big", "a#Big"),
            &format!(r#""a#Big":{{"type":"enum","members":{{{values}}}}}"#),
        )
    }),
    case!("operations", 2_000, Crate, |n| {
        let all = each(n, |i| format!(r#""a#Get{i}":{{"type":"operation"}}"#));
        shapes(&format!(
            "{},{all}",
            service(&each(n, |i| format!(r#"{{"target":"a#Get{i}"}}"#)), "")
        ))
    }),
    case!("errors of an operation", 5_000, Crate, |n| {
        let all = each(n, |i| {
            format!(
                r#""a#E{i}":{{"type":"structure","members":{{}},"traits":{{"smithy.api#error":"client"}}}}"#
            )
        });
        let errors = each(n, |i| format!(r#"{{"target":"a#E{i}"}}"#));
        shapes(&format!(
            r#"{},"a#Get":{{"type":"operation","errors":[{errors}]}},{all}"#,
            service(r#"{"target":"a#Get"}"#, "")
        ))
    }),
    case!("waiters", 2_000, Crate, |n| {
        let all = each(n, |i| {
            format!(
                r#""Wait{i}":{{"acceptors":[{{"state":"success","matcher":{{"success":true}}}}]}}"#
            )
        });
        get_with("", "", "", &format!(r#""smithy.waiters#waitable":{{{all}}}"#))
    }),
    case!("resources inside each other", 10_000, Crate, |n| {
        let all = each(n, |i| {
            let next = if i + 1 < n {
                format!(r#""resources":[{{"target":"a#R{}"}}]"#, i + 1)
            } else {
                r#""operations":[{"target":"a#Get"}]"#.to_owned()
            };
            format!(r#""a#R{i}":{{"type":"resource",{next}}}"#)
        });
        let service =
            service("", "").replace(r#""operations":[]"#, r#""resources":[{"target":"a#R0"}]"#);
        shapes(&format!(r#"{service},"a#Get":{{"type":"operation"}},{all}"#))
    }),
    case!("applied traits", 100_000, Crate, |n| {
        let members = each(100, |i| text(&format!("M{i}")));
        get(
            "",
            &each(n / 100, |j| {
                let applied = each(100, |i| {
                    format!(
                        r#""a#S{j}$M{i}":{{"type":"apply","traits":{{"smithy.api#documentation":"x"}}}}"#
                    )
                });
                format!("{},{applied}", structure(&format!("a#S{j}"), &members))
            }),
        )
    }),
    Case {
        name: "files",
        size: 10_000,
        files: |n| {
            let mut files = vec![get("", "")];
            files.extend((1..n).map(|i| shapes(&structure(&format!("a#S{i}"), &text("Name")))));
            files
        },
        expected: Crate,
    },
    case!("settings", 5_000, Crate, |n| {
        let all = each(n, |i| format!(r#""Setting{i}":{{"type":"string"}}"#));
        let parameters =
            each(n, |i| format!(r#""Setting{i}":{{"type":"string","documentation":"."}}"#));
        get_with(
            "",
            "",
            &format!(
                r#","smithy.rules#clientContextParams":{{{all}}},"smithy.rules#endpointRuleSet":{{
            "version":"1.0","parameters":{{{parameters}}},"rules":[{{"conditions":[],"type":"endpoint",
            "endpoint":{{"url":"https://a"}}}}]}}"#
            ),
            "",
        )
    }),
    case!("targets that there are not", 50_000, Fault("unknown-target"), |n| {
        get("", &each(n, |i| structure(&format!("a#S{i}"), &member("Name", &format!("a#T{i}")))))
    }),
    case!("traits that are not known", 50_000, Fault("unknown-trait"), |n| {
        get(
            &each(n, |i| {
                format!(
                    r#""M{i}":{{"target":"smithy.api#String","traits":{{"smithy.api#no{i}":{{}}}}}}"#
                )
            }),
            "",
        )
    }),
    case!("members that become one field", 10_000, Fault("name-clash"), |n| {
        get(&each(n, |i| format!("{},{}", text(&format!("M{i}")), text(&format!("M{i}_")))), "")
    }),
    case!("mixins that there are not", 20_000, Fault("invalid-mixin"), |n| {
        get(
            "",
            &each(n, |i| {
                format!(
                    r#""a#S{i}":{{"type":"structure","members":{{}},"mixins":[{{"target":"a#M{i}"}}]}}"#
                )
            }),
        )
    }),
    case!("traits for what there is not", 20_000, Fault("unknown-apply-target"), |n| {
        get(
            "",
            &each(n, |i| {
                format!(
                    r#""a#S{i}":{{"type":"apply","traits":{{"smithy.api#documentation":"x"}}}}"#
                )
            }),
        )
    }),
    case!("keys that come twice", 50_000, Fault("invalid-ast"), |n| {
        get(&each(n, |_| text("Name")), "")
    }),
    // Long.
    case!("the name of a shape", MB, Fault("invalid-name"), |n| {
        let name = format!("a#{}", "Ab".repeat(n / 2));
        get(&member("Name", &name), &structure(&name, ""))
    }),
    case!("the name of a member", MB, Crate, |n| get(&text(&"Ab".repeat(n / 2)), "")),
    case!("the name of a member, one word", MB, Crate, |n| get(&text(&"a".repeat(n)), "")),
    case!("the name of an operation", MB, Fault("invalid-name"), |n| {
        get("", "").replace("a#Get", &format!("a#{}", "Ab".repeat(n / 2)))
    }),
    case!("the name of a namespace", MB, Crate, |n| get("", "")
        .replace("a#", &format!("{}#", "a".repeat(n)))),
    case!("the name of a value", MB, Crate, |n| {
        let value = member(&"Ab".repeat(n / 2), "smithy.api#Unit");
        get(&member("Big", "a#Big"), &format!(r#""a#Big":{{"type":"enum","members":{{{value}}}}}"#))
    }),
    case!("a target that there is not", MB, Fault("unknown-target"), |n| get(
        &member("Name", &format!("a#{}", "b".repeat(n))),
        ""
    )),
    case!("a trait that is not known", MB, Fault("unknown-trait"), |n| {
        get_with("", "", "", &format!(r#""smithy.api#{}":{{}}"#, "b".repeat(n)))
    }),
    case!("a key of a trait", MB, Fault("invalid-paginated"), |n| {
        get_with(
            "",
            "",
            "",
            &format!(r#""smithy.api#paginated":{{"{}":1,"inputToken":1}}"#, "b".repeat(n)),
        )
    }),
    case!("a key of a shape", MB, Fault("invalid-ast"), |n| {
        get("", &format!(r#""a#S":{{"type":"structure","{}":1}}"#, "b".repeat(n)))
    }),
    case!("an id that is none", MB, Fault("invalid-ast"), |n| get(
        &member("Name", &"b".repeat(n)),
        ""
    )),
    case!("the version of the service", MB, Crate, |n| {
        get("", "").replace(r#""version":"1""#, &format!(r#""version":"{}""#, "1".repeat(n)))
    }),
    case!("the title of the service", MB, Crate, |n| {
        get_with("", "", &format!(r#","smithy.api#title":"{}""#, "b ".repeat(n / 2)), "")
    }),
    case!("the documentation of a member", MB, Crate, |n| get(
        &documented("Name", &"<p>words </p>".repeat(n / 13)),
        ""
    )),
    case!("documentation without a space", MB, Crate, |n| get(
        &documented("Name", &"b".repeat(n)),
        ""
    )),
    case!("documentation of stars", MB, Crate, |n| get(
        &documented("Name", &"*_`[](".repeat(n / 6)),
        ""
    )),
    case!("documentation of all members", 10 * MB, Crate, |n| {
        get(
            &each(100, |i| {
                documented(&format!("M{i}"), &"<p>word <b>word</b></p>".repeat(n / 200 / 23))
            }),
            "",
        )
    }),
    case!("a pattern", MB, Crate, |n| {
        get(
            &format!(
                r#""Name":{{"target":"smithy.api#String","traits":{{"smithy.api#pattern":"{}"}}}}"#,
                "(a|b)*".repeat(n / 6)
            ),
            "",
        )
    }),
    case!("a path of a waiter", MB, Fault("invalid-waiter-path"), |n| {
        get_with(&text("Name"), "", "", &waiter(&format!("Name{}", ".b".repeat(n / 2))))
    }),
    case!("alternatives in a path", MB, Fault("invalid-waiter-path"), |n| {
        get_with(&text("Name"), "", "", &waiter(&format!("Name{}", " || Name".repeat(n / 8))))
    }),
    // Deep.
    case!("arrays inside each other", 100_000, Fault("invalid-ast"), |n| {
        get_with("", "", "", &format!(r#""b#c":{}{}"#, "[".repeat(n), "]".repeat(n)))
    }),
    case!("arrays that do not end", 100_000, Fault("invalid-ast"), |n| "[".repeat(n)),
    case!("mixins of mixins", 10_000, Crate, |n| {
        let chain = each(n, |i| {
            let mixins = if i == 0 {
                String::new()
            } else {
                format!(r#","mixins":[{{"target":"a#M{}"}}]"#, i - 1)
            };
            format!(
                r#""a#M{i}":{{"type":"structure","members":{{}},"traits":{{"smithy.api#mixin":{{}}}}{mixins}}}"#
            )
        });
        let last = format!(
            r#""a#S":{{"type":"structure","members":{{}},"mixins":[{{"target":"a#M{}"}}]}}"#,
            n - 1
        );
        get(&member("S", "a#S"), &format!("{last},{chain}"))
    }),
    case!("mixins of mixins, a member in each", 1_000, Crate, |n| {
        let chain = each(n, |i| {
            let mixins = if i == 0 {
                String::new()
            } else {
                format!(r#","mixins":[{{"target":"a#M{}"}}]"#, i - 1)
            };
            format!(
                r#""a#M{i}":{{"type":"structure","members":{{{}}},"traits":{{"smithy.api#mixin":{{}}}}{mixins}}}"#,
                text(&format!("N{i}"))
            )
        });
        let last = format!(
            r#""a#S":{{"type":"structure","members":{{}},"mixins":[{{"target":"a#M{}"}}]}}"#,
            n - 1
        );
        get(&member("S", "a#S"), &format!("{last},{chain}"))
    }),
    case!("mixins of a structure", 10_000, Crate, |n| {
        let mixins = each(n, |i| {
            format!(
                r#""a#M{i}":{{"type":"structure","members":{{{}}},"traits":{{"smithy.api#mixin":{{}}}}}}"#,
                text(&format!("N{i}"))
            )
        });
        let all = each(n, |i| format!(r#"{{"target":"a#M{i}"}}"#));
        get(
            &member("S", "a#S"),
            &format!(r#""a#S":{{"type":"structure","members":{{}},"mixins":[{all}]}},{mixins}"#),
        )
    }),
    case!("a diamond of mixins", 60, Crate, |n| {
        let levels = each(n, |i| {
            ["A", "B"].map(|side| {
            let mixins = if i == 0 { String::new() } else { format!(r#","mixins":[{{"target":"a#A{0}"}},{{"target":"a#B{0}"}}]"#, i - 1) };
            format!(r#""a#{side}{i}":{{"type":"structure","members":{{}},"traits":{{"smithy.api#mixin":{{}}}}{mixins}}}"#)
        }).join(",")
        });
        let last = format!(
            r#""a#S":{{"type":"structure","members":{{}},"mixins":[{{"target":"a#A{0}"}},{{"target":"a#B{0}"}}]}}"#,
            n - 1
        );
        get(&member("S", "a#S"), &format!("{last},{levels}"))
    }),
    case!("a diamond of structures", 60, Crate, |n| {
        let levels = each(n, |i| {
            ["A", "B"]
                .map(|side| {
                    let members = if i == 0 {
                        text("Name")
                    } else {
                        format!(
                            "{},{}",
                            member("A", &format!("a#A{}", i - 1)),
                            member("B", &format!("a#B{}", i - 1))
                        )
                    };
                    structure(&format!("a#{side}{i}"), &members)
                })
                .join(",")
        });
        get(&member("S", &format!("a#A{}", n - 1)), &levels)
    }),
    case!("structures inside each other", 5_000, Crate, |n| {
        get(
            &member("S", "a#S0"),
            &each(n, |i| {
                structure(
                    &format!("a#S{i}"),
                    &if i + 1 < n { member("S", &format!("a#S{}", i + 1)) } else { String::new() },
                )
            }),
        )
    }),
    case!("lists inside each other", 50_000, Fault("too-deep"), |n| {
        get(
            &member("S", "a#S0"),
            &each(n, |i| {
                list(
                    &format!("a#S{i}"),
                    &if i + 1 < n {
                        format!("a#S{}", i + 1)
                    } else {
                        "smithy.api#String".to_owned()
                    },
                )
            }),
        )
    }),
    case!("maps inside each other", 50_000, Fault("too-deep"), |n| {
        get("", &each(n, |i| format!(
            r#""a#S{i}":{{"type":"map","key":{{"target":"smithy.api#String"}},"value":{{"target":"{}"}}}}"#,
            if i + 1 < n { format!("a#S{}", i + 1) } else { "smithy.api#String".to_owned() })))
            .replace(r#""a#Out":{"type":"structure","members":{"#, r#""a#Out":{"type":"structure","members":{"S":{"target":"a#S0"}"#)
    }),
    case!("a diamond of maps", 60, Fault("too-deep"), |n| {
        get("", &each(n, |i| {
            let next = if i + 1 < n { format!("a#S{}", i + 1) } else { "smithy.api#String".to_owned() };
            format!(r#""a#S{i}":{{"type":"map","key":{{"target":"smithy.api#String"}},"value":{{"target":"{next}"}}}}"#)
        })).replace(r#""a#Out":{"type":"structure","members":{"#, r#""a#Out":{"type":"structure","members":{"S":{"target":"a#S0"}"#)
    }),
    case!("a cycle of lists", 50_000, Fault("too-deep"), |n| {
        get(
            &member("S", "a#S0"),
            &each(n, |i| list(&format!("a#S{i}"), &format!("a#S{}", (i + 1) % n))),
        )
    }),
    case!("a cycle of unions", 20_000, Fault("endless-recursion"), |n| {
        get(
            &member("S", "a#S0"),
            &each(n, |i| union(&format!("a#S{i}"), &member("S", &format!("a#S{}", (i + 1) % n)))),
        )
    }),
    case!("a cycle of structures", 5_000, Crate, |n| {
        get(
            &member("S", "a#S0"),
            &each(n, |i| {
                structure(&format!("a#S{i}"), &member("S", &format!("a#S{}", (i + 1) % n)))
            }),
        )
    }),
    case!("a cycle through lists and unions", 2_000, Crate, |n| {
        get(
            &member("S", "a#S0"),
            &each(n, |i| {
                format!(
                    "{},{},{}",
                    structure(&format!("a#S{i}"), &member("L", &format!("a#L{i}"))),
                    list(&format!("a#L{i}"), &format!("a#U{i}")),
                    union(
                        &format!("a#U{i}"),
                        &format!(
                            "{},{}",
                            text("Text"),
                            member("S", &format!("a#S{}", (i + 1) % n))
                        )
                    )
                )
            }),
        )
    }),
    case!("structures that all hold each other", 100, Crate, |n| {
        get(
            &member("S", "a#S0"),
            &each(n, |i| {
                structure(
                    &format!("a#S{i}"),
                    &each(n, |j| member(&format!("M{j}"), &format!("a#S{j}"))),
                )
            }),
        )
    }),
    case!("HTML inside each other", 100_000, Crate, |n| get(
        &documented("Name", &"<ul><li>".repeat(n / 2)),
        ""
    )),
    case!("HTML that ends", 100_000, Crate, |n| {
        get(
            &documented(
                "Name",
                &format!("{}x{}", "<b><i>".repeat(n / 2), "</i></b>".repeat(n / 2)),
            ),
            "",
        )
    }),
    case!("quotations inside each other", 100_000, Crate, |n| get(
        &documented("Name", &"> ".repeat(n)),
        ""
    )),
    case!("endpoint rules inside each other", 10_000, Fault("invalid-ast"), |n| {
        let open = r#"{"conditions":[],"type":"tree","rules":["#.repeat(n);
        let close = "]}".repeat(n);
        get_with(
            "",
            "",
            &rules(&format!(r#"{open}{{"conditions":[],"type":"error","error":"no"}}{close}"#)),
            "",
        )
    }),
    case!("endpoint conditions inside each other", 10_000, Fault("invalid-ast"), |n| {
        let open = r#"{"fn":"not","argv":["#.repeat(n);
        let close = "]}".repeat(n);
        get_with(
            "",
            "",
            &rules(&format!(
                r#"{{"conditions":[{open}{{"fn":"isSet","argv":[{{"ref":"Region"}}]}}{close}],"type":"error","error":"no"}}"#
            )),
            "",
        )
    }),
    case!("endpoint rules", 10_000, Crate, |n| {
        let all = each(n, |i| {
            format!(
                r#"{{"conditions":[{{"fn":"stringEquals","argv":[{{"ref":"Region"}},"r{i}"]}}],"type":"endpoint","endpoint":{{"url":"https://r{i}.a"}}}}"#
            )
        });
        let all = format!(
            r#"{{"conditions":[{{"fn":"isSet","argv":[{{"ref":"Region"}}]}}],"type":"tree","rules":[{all},
            {{"conditions":[],"type":"error","error":"no"}}]}},{{"conditions":[],"type":"error","error":"no"}}"#
        );
        get_with("", "", &rules(&all), "")
    }),
    case!("endpoint conditions", 10_000, Crate, |n| {
        let all = each(n, |i| {
            format!(
                r#"{{"fn":"not","argv":[{{"fn":"stringEquals","argv":[{{"ref":"Region"}},"r{i}"]}}]}}"#
            )
        });
        let all = format!(
            r#"{{"conditions":[{{"fn":"isSet","argv":[{{"ref":"Region"}}]}},{all}],"type":"endpoint","endpoint":{{"url":"https://a"}}}},
            {{"conditions":[],"type":"error","error":"no"}}"#
        );
        get_with("", "", &rules(&all), "")
    }),
    case!("cases of endpoint rules", 10_000, Crate, |n| {
        let all =
            each(n, |_| r#"{"documentation":"x","params":{},"expect":{"error":"no"}}"#.to_owned());
        let rules = rules(r#"{"conditions":[],"type":"error","error":"no"}"#);
        get_with(
            "",
            "",
            &format!(
                r#"{rules},"smithy.rules#endpointTests":{{"version":"1.0","testCases":[{all}]}}"#
            ),
            "",
        )
    }),
    case!("texts that endpoint conditions make", 2_000, Crate, |n| {
        let all = each(n, |i| {
            format!(r#"{{"fn":"substring","argv":["{{Region}}{i}",0,1,false],"assign":"s{i}"}}"#)
        });
        let all = format!(
            r#"{{"conditions":[{{"fn":"isSet","argv":[{{"ref":"Region"}}]}},{all}],"type":"endpoint","endpoint":{{"url":"https://a"}}}},
            {{"conditions":[],"type":"error","error":"no"}}"#
        );
        get_with("", "", &rules(&all), "")
    }),
    case!("nodes of an endpoint diagram", 20_000, Crate, |n| {
        // Each node asks for a region, and leads to the next one.
        let mut bytes: Vec<u8> = Vec::new();
        let mut node = |values: [i32; 3]| values.iter().for_each(|v| bytes.extend(v.to_be_bytes()));
        node([-1, 1, -1]);
        let count = i32::try_from(n).unwrap_or(i32::MAX);
        for i in 0..count {
            let next = if i + 1 < count { i + 3 } else { 100_000_001 };
            node([i, next, 100_000_001]);
        }
        let conditions =
            each(n, |i| format!(r#"{{"fn":"stringEquals","argv":["{{Region}}","r{i}"]}}"#));
        get_with(
            "",
            "",
            &format!(
                r#","smithy.rules#endpointBdd":{{"version":"1.1","parameters":{{
            "Region":{{"type":"string","builtIn":"AWS::Region","required":true,"documentation":"."}}}},
            "conditions":[{conditions}],"results":[{{"conditions":[],"type":"endpoint","endpoint":{{"url":"https://a"}}}}],
            "root":2,"nodeCount":{},"nodes":"{}"}}"#,
                n + 1,
                base64(&bytes)
            ),
            "",
        )
    }),
    case!("parentheses in a path", 10_000, Fault("invalid-waiter-path"), |n| {
        get_with(&text("Name"), "", "", &waiter(&format!("{}Name{}", "(".repeat(n), ")".repeat(n))))
    }),
    case!("parentheses in a pattern", 100_000, Crate, |n| {
        get(
            &format!(
                r#""Name":{{"target":"smithy.api#String","traits":{{"smithy.api#pattern":"{}{}"}}}}"#,
                "(".repeat(n),
                ")".repeat(n)
            ),
            "",
        )
    }),
];

/// Base64, as diagrams are written.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte));
        let bits = bits << (8 * (3 - chunk.len()));
        for i in 0..4 {
            let letter = LETTERS.get((bits >> (18 - 6 * i)) as usize & 63).copied().unwrap_or(b'=');
            text.push(if i <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    text
}
