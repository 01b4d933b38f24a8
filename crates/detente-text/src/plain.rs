//! Plain text and Markdown as blocks of a source text.
