//! What a client makes of hostile input; see `tests`.
