//! Parts of a whole in hundredths, as they are told.

/// Each part of the whole that they are together, in hundredths which add up to 100: rounded down, and what is then missing goes
/// to those that lost the most. A part that is there can have none, and is then less than one; where the others are all so
/// small, the one beside them is not the whole and has 99.
pub fn hundredths(parts: &[u64]) -> Vec<u64> {
    let whole: u128 = parts.iter().copied().map(u128::from).sum();
    let of_whole = |part: &u64| {
        let share = u128::from(*part) * 100;
        (share.checked_div(whole).unwrap_or_default(), share.checked_rem(whole).unwrap_or_default())
    };
    let shares: Vec<(u128, u128)> = parts.iter().map(of_whole).collect();
    let mut told: Vec<u64> = shares.iter().map(|(share, _)| small(*share)).collect();
    let mut lost: Vec<usize> = (0..shares.len()).filter(|place| lost_at(&shares, *place) > 0).collect();
    lost.sort_by_key(|place| std::cmp::Reverse(lost_at(&shares, *place)));
    let missing = 100_u64.saturating_sub(told.iter().sum());
    for place in lost.into_iter().take(usize::try_from(missing).unwrap_or_default()) {
        if let Some(told) = told.get_mut(place) {
            *told += 1;
        }
    }
    for (told, part) in told.iter_mut().zip(parts) {
        *told = (*told).min(most(*part, whole));
    }
    told
}

/// One part of a whole in hundredths, to the nearest, where parts need not add up. Nothing but the whole is 100.
pub fn hundredths_of(part: u64, whole: u64) -> u64 {
    let (part_twice, whole) = (u128::from(part) * 200, u128::from(whole));
    let nearest = (part_twice + whole).checked_div(whole * 2).unwrap_or_default();
    small(nearest).min(most(part, whole))
}

fn lost_at(shares: &[(u128, u128)], place: usize) -> u128 {
    shares.get(place).map(|(_, lost)| *lost).unwrap_or_default()
}

fn most(part: u64, whole: u128) -> u64 {
    if u128::from(part) < whole { 99 } else { 100 }
}

fn small(share: u128) -> u64 {
    u64::try_from(share).unwrap_or(u64::MAX)
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn three_thirds_are_a_hundred_and_what_is_not_the_whole_is_not_called_so() {
        assert_eq!(hundredths(&[1, 1, 1]), [34, 33, 33]);
        assert_eq!(hundredths(&[2, 1]), [67, 33]);
        assert_eq!(hundredths(&[7, 0]), [100, 0]);
        assert_eq!(hundredths(&[998, 1, 1]), [99, 0, 0]);
        assert_eq!(hundredths(&[0, 0]), [0, 0]);
        assert_eq!((hundredths_of(2, 3), hundredths_of(999, 1_000), hundredths_of(0, 0)), (67, 99, 0));
    }

    proptest! {
        #[test]
        fn hundredths_add_up_and_none_is_a_whole_one_beside_what_it_is(
            parts in prop::collection::vec(prop_oneof![Just(0), 1..200_u64, 1..200_000_u64, any::<u64>()], 1..12),
        ) {
            let told = hundredths(&parts);
            let whole: u128 = parts.iter().copied().map(u128::from).sum();
            prop_assume!(whole > 0);
            let sum: u64 = told.iter().sum();
            // What is less than a hundredth makes the last one up.
            let has_less = parts.iter().zip(&told).any(|(part, told)| *part > 0 && *told == 0);
            prop_assert!(sum == 100 || (sum == 99 && told.contains(&99) && has_less), "{told:?}");
            for (part, told) in parts.iter().zip(&told) {
                let (exact, told) = (u128::from(*part) * 100, u128::from(*told));
                prop_assert!(told * whole < exact + whole && exact < (told + 1) * whole + whole);
                // One of which nothing is told is there only as less than a hundredth.
                prop_assert!(told > 0 || exact < whole, "{part} of {whole}");
                prop_assert!(*part > 0 || told == 0);
            }
        }
    }
}
