//! Arguments, call, exit code.

fn main() {}
