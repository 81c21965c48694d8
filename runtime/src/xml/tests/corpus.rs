//! Documents that are hard to read: a table of odd ones, every prefix of each, and random mutations
//! of them, always the same.

/// Names tell the walkers of `official.rs` how to read an element: `t…` as text, `n…` as a number,
/// `l…` as a list of `i`, `s…` not at all, others as structures.
pub(super) const DOCUMENTS: &[&str] = &[
    // Ordinary.
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<r xmlns=\"urn:x\">\n  <t1>a</t1>\n  <a><t2>b</t2><n>12</n></a>\n  <l><i><t>1</t></i><i/></l>\n</r>\n",
    "<r><t/><t></t><t> </t><t> x </t><n>-7</n><l/><l></l></r>",
    "<r><t>1</t><t>2</t><l><i><t>1</t></i></l><l><i><t>2</t></i></l></r>",
    "<r><unknown><t>1</t><deep><r><t>2</t></r></deep></unknown><t>3</t></r>",
    "<r><s><t>1</t><s><s/></s></s><t>3</t></r>",
    "<r><r><r/></r><r></r></r>",
    "<r/>",
    // Entities.
    "<r><t>a &amp; b &lt;c&gt; &quot;d&quot; &apos;e&apos; &#65;&#x42;&#x1F600;</t></r>",
    "<r><t>&unknown;</t><t>x</t></r>",
    "<r><t>a & b</t></r>",
    "<r><t>&#xD800;</t></r>",
    "<r><t>&#+65;&#x;</t></r>",
    "<r><s>&unknown;</s><t>x</t></r>",
    "<r>&unknown;<t>x</t></r>",
    // CDATA, comments, processing instructions.
    "<r><t><![CDATA[x]]></t><t><![CDATA[x]]>y</t><t>x<![CDATA[y]]></t></r>",
    "<r><t><!-- c -->x</t><t>x<!-- c -->y</t><!-- <t>z</t> --><t>w</t></r>",
    "<r><?p a?><t><?p?>x<?p b?></t></r>",
    "<r><![CDATA[<t>x</t>]]><t>y</t></r>",
    "<r><!-- a -- b --><t>x</t></r>",
    "<r><!-- a ---><t>x</t></r>",
    "<r><?xml version=\"1.0\"?><t>x</t></r>",
    "<r><!DOCTYPE r><t>x</t></r>",
    "<!-- a --><?p?><!-- b --><r><t>x</t></r><!-- c --><?p?>  ",
    // Document type declarations.
    "<!DOCTYPE r><r><t>x</t></r>",
    "<!DOCTYPE r SYSTEM \"a.dtd\"><r><t>x</t></r>",
    "<?xml version='1.0' standalone='yes'?><!DOCTYPE r [<!ELEMENT r ANY><!ENTITY e \"v\"><!-- c --><?p?>] ><r><t>&e;</t></r>",
    "<!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><r><t>&b;</t></r>",
    // Namespaces and attributes.
    "<x:r xmlns:x=\"urn:x\"><x:t>a</x:t><y:t>b</y:t><t x:k=\"1\" k='2'>c</t></x:r>",
    "<r k=\"&quot;hey&quot;>\"><a k=''><t k=\"&amp;\">x</t></a></r>",
    "<r><a k=\"&bad;\"><t>x</t></a><t>y</t></r>",
    "<r><s k=\"&bad;\"><t>x</t></s><t>y</t></r>",
    "<r k=\"&bad;\"><t>x</t></r>",
    "<r><a k=\"x\" k=\"y\" j = 'z'/><t>x</t></r>",
    "<r><a k=x><t>x</t></a></r>",
    "<r><a k><t>x</t></a></r>",
    "<r><a k=\"<\"><t>x</t></a></r>",
    "<r><a k=\"1\"j=\"2\"><t>x</t></a></r>",
    "<:r><:t>x</:t><t>y</t></:r>",
    "<r><a:b:c/><t>x</t></r>",
    "<r><x:a><t>1</t></a><t>2</t></r>",
    // Text in odd places.
    "<r>x<t>y</t>z</r>",
    "<r><t>x<a/>y</t><t>z</t></r>",
    "<r><t><a/>y</t><t>z</t></r>",
    "<r><a>x</a><n>x</n></r>",
    "<r><n></n></r>",
    "<r><n> 1</n></r>",
    "<r><n>+1</n></r>",
    "<r><t>a ]]> b</t></r>",
    "<r><t>a ]] > ]b</t></r>",
    "x<r/>",
    "  <r><t>x</t></r>",
    "\u{FEFF}<r><t>x</t></r>",
    // Malformed.
    "",
    " ",
    "<",
    "<r",
    "<r ",
    "<r>",
    "</r>",
    "<r><t>x",
    "<r><t>x</t",
    "<r><t>x</t>",
    "<r><t>x</r>",
    "<r><t>x</a><t>y</t><e/><a><t>z</t></a></r>",
    "<r><a>x</c><a><t>y</t></a><t>z</t></r>",
    "<r><a><t>1</t></b></a><t>2</t></r>",
    "<r><t>1</t></r><r><t>2</t></r>",
    "<r><t>1</t></r>x",
    "<r></a></r></r>",
    "<r><t>x</t >< /r>",
    "<r><1/></r>",
    "<r><t>a\u{0}b</t></r>",
    "<r><t>a\u{FFFE}b</t><t>\u{FFFD}</t></r>",
    "<r><t a=\"\u{FFFF}\">x</t></r>",
    "<r><t a=\"\u{1}\">x</t></r>",
    "<\u{E9}l\u{E9}><t>x</t><\u{37E}/></\u{E9}l\u{E9}>",
    "<r><t\u{B7}>x</t\u{B7}><\u{B7}t/></r>",
    "<?xml version=\"2\"?><r/>",
    "<?xml encoding=\"x\"?><r/>",
    " <?xml version=\"1.0\"?><r/>",
    "not XML",
    "{\"message\":null}",
    "<html><body><h1>503 Service Unavailable</h1><br></body></html>",
];

/// A small deterministic generator (xorshift64*), so that a failure can be repeated.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 16
    }

    pub(super) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next()).unwrap() % bound.max(1)
    }
}

/// Pieces that tend to matter.
const PIECES: &[&str] = &[
    "<",
    ">",
    "/",
    "</",
    "/>",
    "&",
    ";",
    "&amp;",
    "&#65;",
    "\"",
    "'",
    "=",
    " ",
    "\n",
    "<!--",
    "-->",
    "--",
    "<![CDATA[",
    "]]>",
    "]",
    "<?",
    "?>",
    "<!",
    "<t>",
    "</t>",
    "<a>",
    "</a>",
    "<a/>",
    "<i>",
    "</i>",
    "<l>",
    "</l>",
    "<s>",
    "<n>7</n>",
    "</r>",
    "<r>",
    ":",
    "k=\"v\"",
    "x",
    "é",
    "\u{FFFE}",
    "\u{0}",
    "-",
    ".",
    "1",
    "<!DOCTYPE r>",
    "<?xml ",
];

/// Calls `check` with every document, every prefix of it, and `mutations` changed copies of it.
pub(super) fn each(mutations: usize, mut check: impl FnMut(&str)) {
    for (seed, document) in (1_u64..).zip(DOCUMENTS) {
        check(document);
        for end in (0..document.len()).filter(|&end| document.is_char_boundary(end)) {
            check(&document[..end]);
        }
        let mut random = Random::new(seed);
        for _ in 0..mutations {
            let mut characters: Vec<char> = document.chars().collect();
            for _ in 0..=random.below(4) {
                let at = random.below(characters.len() + 1);
                let piece = PIECES[random.below(PIECES.len())];
                match random.below(4) {
                    0 => drop(characters.splice(at..at, piece.chars())),
                    1 => drop(characters.splice(at..(at + 1).min(characters.len()), piece.chars())),
                    2 => {
                        drop(characters.drain(at..(at + 1 + random.below(6)).min(characters.len())))
                    }
                    _ => {
                        let from = random.below(characters.len() + 1);
                        let copy: Vec<char> =
                            characters.iter().skip(from).take(random.below(20)).copied().collect();
                        drop(characters.splice(at..at, copy));
                    }
                }
            }
            check(&characters.into_iter().collect::<String>());
        }
    }
}
