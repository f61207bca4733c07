//! Placements that are bound: the answer of `placement.get`.
