//! Background work: a snapshot in, events out, newest wins, cancel.
