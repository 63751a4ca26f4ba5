//! Lists of references → entries; who cites them is not known here.
