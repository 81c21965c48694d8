//! Text to tokens. Every token knows the character at which it starts, counted from 1.

use smithy_json_ast::Node;

use super::{Comparator, PathFault};

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// A name without quotes, which may be that of a function.
    Name(String),
    /// A name in double quotes.
    Quoted(String),
    Number(i64),
    /// A backquoted value, or text in single quotes.
    Literal(Node),
    Compare(Comparator),
    Dot,
    Star,
    /// `[]`
    Flatten,
    /// `[?`
    Filter,
    OpenBracket,
    CloseBracket,
    OpenBrace,
    CloseBrace,
    OpenParen,
    CloseParen,
    Comma,
    Colon,
    Or,
    Pipe,
    And,
    Ampersand,
    Not,
    At,
    End,
}

/// How many tokens a path may have: trees as deep as that are walked by recursion.
const LONGEST: usize = 256;

/// The tokens of `text`, with their places; the last is [`Token::End`].
pub(super) fn tokens(text: &str) -> Result<Vec<(usize, Token)>, PathFault> {
    let chars: Vec<char> = text.chars().collect();
    let mut lexer = Lexer { chars: &chars, next: 0 };
    let mut tokens = Vec::new();
    loop {
        while lexer.peek().is_some_and(|c| matches!(c, ' ' | '\t' | '\n' | '\r')) {
            lexer.next += 1;
        }
        let at = lexer.next + 1;
        let token = lexer.token(at)?;
        if tokens.len() == LONGEST {
            return Err(PathFault::new(at, format!("the path has more than {LONGEST} parts")));
        }
        let end = token == Token::End;
        tokens.push((at, token));
        if end {
            return Ok(tokens);
        }
    }
}

struct Lexer<'a> {
    chars: &'a [char],
    next: usize,
}

impl Lexer<'_> {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.next).copied()
    }

    fn take(&mut self) -> Option<char> {
        let taken = self.peek();
        self.next += usize::from(taken.is_some());
        taken
    }

    /// Takes `wanted` if it comes next.
    fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        self.next += usize::from(found);
        found
    }

    fn either(&mut self, second: char, both: Token, one: Token) -> Token {
        if self.eat(second) { both } else { one }
    }

    fn token(&mut self, at: usize) -> Result<Token, PathFault> {
        use Comparator::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual, NotEqual};
        let Some(c) = self.take() else { return Ok(Token::End) };
        Ok(match c {
            '.' => Token::Dot,
            '*' => Token::Star,
            ']' => Token::CloseBracket,
            '{' => Token::OpenBrace,
            '}' => Token::CloseBrace,
            '(' => Token::OpenParen,
            ')' => Token::CloseParen,
            ',' => Token::Comma,
            ':' => Token::Colon,
            '@' => Token::At,
            '[' if self.eat(']') => Token::Flatten,
            '[' => self.either('?', Token::Filter, Token::OpenBracket),
            '|' => self.either('|', Token::Or, Token::Pipe),
            '&' => self.either('&', Token::And, Token::Ampersand),
            '!' => self.either('=', Token::Compare(NotEqual), Token::Not),
            '<' => self.either('=', Token::Compare(LessOrEqual), Token::Compare(Less)),
            '>' => self.either('=', Token::Compare(GreaterOrEqual), Token::Compare(Greater)),
            '=' if self.eat('=') => Token::Compare(Equal),
            '=' => return Err(PathFault::new(at, "`=` alone means nothing").help("write `==`")),
            '"' => Token::Quoted(self.quoted(at)?),
            '\'' => Token::Literal(Node::String(self.raw(at)?)),
            '`' => Token::Literal(self.literal(at)?),
            '-' | '0'..='9' => Token::Number(self.number(at, c)?),
            'a'..='z' | 'A'..='Z' | '_' => {
                let mut name = String::from(c);
                while let Some(c) = self.peek().filter(|c| c.is_ascii_alphanumeric() || *c == '_') {
                    name.push(c);
                    self.next += 1;
                }
                Token::Name(name)
            }
            _ => return Err(PathFault::new(at, format!("`{c}` means nothing in a path"))),
        })
    }

    fn number(&mut self, at: usize, first: char) -> Result<i64, PathFault> {
        let mut digits = String::from(first);
        while let Some(c) = self.peek().filter(char::is_ascii_digit) {
            digits.push(c);
            self.next += 1;
        }
        digits.parse().map_err(|_| PathFault::new(at, format!("`{digits}` is no index")))
    }

    /// What stands before the closing `quote`, backslashes and all.
    fn until(&mut self, at: usize, quote: char) -> Result<String, PathFault> {
        let mut text = String::new();
        loop {
            match self.take() {
                None => return Err(PathFault::new(at, format!("`{quote}` is never closed"))),
                Some(c) if c == quote => return Ok(text),
                Some('\\') => {
                    text.push('\\');
                    text.extend(self.take());
                }
                Some(c) => text.push(c),
            }
        }
    }

    /// A name in double quotes is a JSON string.
    fn quoted(&mut self, at: usize) -> Result<String, PathFault> {
        let text = self.until(at, '"')?;
        serde_json::from_str(&format!("\"{text}\"")).map_err(|error| {
            PathFault::new(at, format!("the name in quotes is no string: {error}"))
        })
    }

    /// Only the quote itself is escaped in text in single quotes.
    fn raw(&mut self, at: usize) -> Result<String, PathFault> {
        Ok(self.until(at, '\'')?.replace("\\'", "'"))
    }

    /// A backquoted value is JSON. What is none is text, as in the first version of the language,
    /// whose form models still use.
    fn literal(&mut self, at: usize) -> Result<Node, PathFault> {
        let text = self.until(at, '`')?.replace("\\`", "`");
        let text = text.trim();
        if let Ok(value) = serde_json::from_str::<serde_json::Value>(text) {
            return Ok(value.into());
        }
        serde_json::from_str::<String>(&format!("\"{text}\""))
            .map(Node::String)
            .map_err(|error| PathFault::new(at, format!("the literal is no JSON: {error}")))
    }
}
