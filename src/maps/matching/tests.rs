//! Briefs against small layers of our own.
