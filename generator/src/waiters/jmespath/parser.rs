//! Tokens to a tree, by operator precedence.

use super::lexer::{Token, tokens};
use super::{Comparator, Expr, Kind, PathFault};

/// How strongly operators bind. What binds less than a projection ends it.
mod power {
    pub(super) const PIPE: u8 = 1;
    pub(super) const OR: u8 = 2;
    pub(super) const AND: u8 = 3;
    pub(super) const COMPARE: u8 = 5;
    pub(super) const FLATTEN: u8 = 9;
    pub(super) const PROJECTION_ENDS_BELOW: u8 = 10;
    pub(super) const STAR: u8 = 20;
    pub(super) const FILTER: u8 = 21;
    pub(super) const DOT: u8 = 40;
    pub(super) const NOT: u8 = 45;
    pub(super) const BRACKET: u8 = 55;
    pub(super) const PAREN: u8 = 60;
}

/// Reads a path.
///
/// # Errors
///
/// The first fault, and where it stands.
pub(in super::super) fn parse(text: &str) -> Result<Expr, PathFault> {
    let tokens = tokens(text)?;
    let mut parser = Parser { tokens: &tokens, next: 0 };
    let whole = parser.expression(0)?;
    match parser.peek() {
        Token::End => Ok(whole),
        _ => Err(parser.unexpected("an operator or the end")),
    }
}

struct Parser<'a> {
    tokens: &'a [(usize, Token)],
    next: usize,
}

fn expr(at: usize, kind: Kind) -> Expr {
    Expr { at, kind }
}

impl Parser<'_> {
    fn peek(&self) -> &Token {
        self.tokens.get(self.next).map_or(&Token::End, |(_, token)| token)
    }

    fn place(&self) -> usize {
        let found = self.tokens.get(self.next).or_else(|| self.tokens.last());
        found.map_or(1, |(at, _)| *at)
    }

    fn take(&mut self) -> (usize, Token) {
        let taken = (self.place(), self.peek().clone());
        self.next += 1;
        taken
    }

    fn eat(&mut self, wanted: &Token) -> bool {
        let found = self.peek() == wanted;
        self.next += usize::from(found);
        found
    }

    fn expect(&mut self, wanted: &Token, name: &str) -> Result<(), PathFault> {
        if self.eat(wanted) { Ok(()) } else { Err(self.unexpected(name)) }
    }

    fn unexpected(&self, wanted: &str) -> PathFault {
        let found = match self.peek() {
            Token::End => "the path ends".to_owned(),
            token => format!("{} stands there", describe(token)),
        };
        PathFault::new(self.place(), format!("{wanted} is expected, but {found}"))
    }

    fn expression(&mut self, power: u8) -> Result<Expr, PathFault> {
        let mut left = self.start()?;
        while power < binding(self.peek()) {
            left = self.go_on(left)?;
        }
        Ok(left)
    }

    /// What an expression starts with.
    fn start(&mut self) -> Result<Expr, PathFault> {
        let (at, token) = self.take();
        let current = || Box::new(expr(at, Kind::Current));
        Ok(match token {
            Token::Literal(value) => expr(at, Kind::Literal(value)),
            Token::Name(name) if *self.peek() == Token::OpenParen => self.call(at, name)?,
            Token::Name(name) | Token::Quoted(name) => expr(at, Kind::Field(name)),
            Token::At => *current(),
            Token::Not => expr(at, Kind::Not(Box::new(self.expression(power::NOT)?))),
            Token::OpenParen => {
                let inner = self.expression(0)?;
                self.expect(&Token::CloseParen, "`)`")?;
                inner
            }
            Token::Flatten => self.flatten(at, current())?,
            Token::Filter => self.filter(at, current())?,
            Token::OpenBrace => self.hash(at)?,
            Token::OpenBracket => match self.peek() {
                Token::Number(_) | Token::Colon => self.index(at, current())?,
                Token::Star if self.comes_next(&Token::CloseBracket) => {
                    self.next += 2;
                    self.project(at, current(), power::STAR)?
                }
                _ => self.list(at)?,
            },
            Token::Star => return Err(values(at)),
            Token::Ampersand => {
                return Err(PathFault::new(at, "references to expressions are not covered"));
            }
            _ => {
                self.next -= 1;
                return Err(self.unexpected("a value"));
            }
        })
    }

    /// What follows `left`, an operator or a bracket.
    fn go_on(&mut self, left: Expr) -> Result<Expr, PathFault> {
        let (at, token) = self.take();
        let left = Box::new(left);
        let mut right = |power| self.expression(power).map(Box::new);
        Ok(match token {
            Token::Pipe => expr(at, Kind::Pipe(left, right(power::PIPE)?)),
            Token::Or => expr(at, Kind::Or(left, right(power::OR)?)),
            Token::And => expr(at, Kind::And(left, right(power::AND)?)),
            Token::Compare(how) => expr(at, Kind::Compare(how, left, right(power::COMPARE)?)),
            Token::Dot => expr(at, Kind::Sub(left, Box::new(self.after_dot(power::DOT)?))),
            Token::Flatten => self.flatten(at, left)?,
            Token::Filter => self.filter(at, left)?,
            Token::OpenBracket => match self.peek() {
                Token::Star => {
                    self.next += 1;
                    self.expect(&Token::CloseBracket, "`]`")?;
                    self.project(at, left, power::STAR)?
                }
                _ => self.index(at, left)?,
            },
            // Only names are called, which `start` saw to.
            _ => {
                self.next -= 1;
                return Err(self.unexpected("an operator"));
            }
        })
    }

    fn comes_next(&self, wanted: &Token) -> bool {
        self.tokens.get(self.next + 1).is_some_and(|(_, token)| token == wanted)
    }

    fn after_dot(&mut self, power: u8) -> Result<Expr, PathFault> {
        match self.peek() {
            Token::Name(_) | Token::Quoted(_) => self.expression(power),
            Token::Star => Err(values(self.place())),
            Token::OpenBracket => {
                let (at, _) = self.take();
                self.list(at)
            }
            Token::OpenBrace => {
                let (at, _) = self.take();
                self.hash(at)
            }
            _ => Err(self.unexpected("a name, `[` or `{`")),
        }
    }

    fn index(&mut self, at: usize, list: Box<Expr>) -> Result<Expr, PathFault> {
        let slices = |at| PathFault::new(at, "slices of lists are not covered");
        let (place, token) = self.take();
        match token {
            Token::Number(_) if *self.peek() == Token::Colon => Err(slices(place)),
            Token::Number(index) => {
                self.expect(&Token::CloseBracket, "`]`")?;
                Ok(expr(at, Kind::Index(list, index)))
            }
            Token::Colon => Err(slices(place)),
            _ => {
                self.next -= 1;
                Err(self.unexpected("an index or `*`"))
            }
        }
    }

    fn flatten(&mut self, at: usize, list: Box<Expr>) -> Result<Expr, PathFault> {
        let flat = Box::new(expr(at, Kind::Flatten(list)));
        self.project(at, flat, power::FLATTEN)
    }

    fn filter(&mut self, at: usize, list: Box<Expr>) -> Result<Expr, PathFault> {
        let condition = Box::new(self.expression(0)?);
        self.expect(&Token::CloseBracket, "`]`")?;
        let kept = Box::new(expr(at, Kind::Filter(list, condition)));
        self.project(at, kept, power::FILTER)
    }

    /// A projection goes on up to the first operator that binds less.
    fn project(&mut self, at: usize, list: Box<Expr>, power: u8) -> Result<Expr, PathFault> {
        let each = match self.peek() {
            token if binding(token) < power::PROJECTION_ENDS_BELOW => {
                expr(self.place(), Kind::Current)
            }
            Token::OpenBracket | Token::Filter => self.expression(power)?,
            Token::Dot => {
                self.next += 1;
                self.after_dot(power)?
            }
            _ => return Err(self.unexpected("`.`, `[` or an operator")),
        };
        Ok(expr(at, Kind::Project(list, Box::new(each))))
    }

    fn call(&mut self, at: usize, name: String) -> Result<Expr, PathFault> {
        self.next += 1;
        let mut arguments = Vec::new();
        if !self.eat(&Token::CloseParen) {
            loop {
                arguments.push(self.expression(0)?);
                if !self.eat(&Token::Comma) {
                    break;
                }
            }
            self.expect(&Token::CloseParen, "`,` or `)`")?;
        }
        Ok(expr(at, Kind::Call(name, arguments)))
    }

    fn list(&mut self, at: usize) -> Result<Expr, PathFault> {
        let mut items = Vec::new();
        loop {
            items.push(self.expression(0)?);
            if !self.eat(&Token::Comma) {
                break;
            }
        }
        self.expect(&Token::CloseBracket, "`,` or `]`")?;
        Ok(expr(at, Kind::List(items)))
    }

    fn hash(&mut self, at: usize) -> Result<Expr, PathFault> {
        let mut entries: Vec<(String, Expr)> = Vec::new();
        loop {
            let (place, token) = self.take();
            let (Token::Name(key) | Token::Quoted(key)) = token else {
                self.next -= 1;
                return Err(self.unexpected("a key"));
            };
            if entries.iter().any(|(other, _)| *other == key) {
                return Err(PathFault::new(place, format!("the key `{key}` is there twice")));
            }
            self.expect(&Token::Colon, "`:`")?;
            entries.push((key, self.expression(0)?));
            if !self.eat(&Token::Comma) {
                break;
            }
        }
        self.expect(&Token::CloseBrace, "`,` or `}`")?;
        Ok(expr(at, Kind::Hash(entries)))
    }
}

fn values(at: usize) -> PathFault {
    PathFault::new(at, "projections of the values of an object are not covered")
        .help("name the member, or use `[*]` or `[]` for a list")
}

/// How strongly a token binds what stands before it; those that bind nothing have 0.
fn binding(token: &Token) -> u8 {
    match token {
        Token::Pipe => power::PIPE,
        Token::Or => power::OR,
        Token::And => power::AND,
        Token::Compare(_) => power::COMPARE,
        Token::Flatten => power::FLATTEN,
        Token::Filter => power::FILTER,
        Token::Dot => power::DOT,
        Token::OpenBracket => power::BRACKET,
        Token::OpenParen => power::PAREN,
        _ => 0,
    }
}

fn describe(token: &Token) -> String {
    let text = match token {
        Token::Name(name) | Token::Quoted(name) => return format!("the name `{name}`"),
        Token::Number(number) => return format!("the number {number}"),
        Token::Literal(_) => return "a literal".to_owned(),
        Token::Compare(how) => match how {
            Comparator::Equal => "==",
            Comparator::NotEqual => "!=",
            Comparator::Less => "<",
            Comparator::LessOrEqual => "<=",
            Comparator::Greater => ">",
            Comparator::GreaterOrEqual => ">=",
        },
        Token::Dot => ".",
        Token::Star => "*",
        Token::Flatten => "[]",
        Token::Filter => "[?",
        Token::OpenBracket => "[",
        Token::CloseBracket => "]",
        Token::OpenBrace => "{",
        Token::CloseBrace => "}",
        Token::OpenParen => "(",
        Token::CloseParen => ")",
        Token::Comma => ",",
        Token::Colon => ":",
        Token::Or => "||",
        Token::Pipe => "|",
        Token::And => "&&",
        Token::Ampersand => "&",
        Token::Not => "!",
        Token::At => "@",
        Token::End => return "nothing".to_owned(),
    };
    format!("`{text}`")
}
