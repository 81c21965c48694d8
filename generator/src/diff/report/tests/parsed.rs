//! What independent parsers make of the forms: whatever the text, the structure is the same.
