//! Several cells of one row, read together.

use super::fields::Reading;
use super::problem::CellError;

/// Several cells of one row: all of them, or everything that is wrong with them.
pub(super) fn all<C: Cells>(cells: C) -> Result<C::Values, Vec<CellError>> {
    cells.all()
}

/// Readings that stand or fall together.
pub(super) trait Cells {
    /// What they say.
    type Values;
    /// See [`all`].
    fn all(self) -> Result<Self::Values, Vec<CellError>>;
}

macro_rules! cells {
    ($($name:ident)*) => {
        #[allow(non_snake_case)]
        impl<$($name),*> Cells for ($(Reading<$name>,)*) {
            type Values = ($($name,)*);

            fn all(self) -> Result<Self::Values, Vec<CellError>> {
                let ($($name,)*) = self;
                let mut wrong = Vec::new();
                $(let $name = $name.map_err(|error| wrong.push(error)).ok();)*
                match ($($name,)*) {
                    ($(Some($name),)*) => Ok(($($name,)*)),
                    _ => Err(wrong),
                }
            }
        }
    };
}

cells!(A B);
cells!(A B C);
cells!(A B C D);
cells!(A B C D E);
cells!(A B C D E F);
cells!(A B C D E F G);
cells!(A B C D E F G H);
cells!(A B C D E F G H I J);

#[cfg(test)]
mod tests {
    use super::super::problem::CellProblem;
    use super::*;

    #[test]
    fn all_that_is_wrong_with_a_row_is_told() {
        let wrong = |column: &str| Err::<u32, _>(CellError::at(column, CellProblem::Kosong));
        let found = all((wrong("a"), Ok(1), wrong("c"))).unwrap_err();
        assert_eq!(
            found.iter().map(|e| e.column.as_deref().unwrap()).collect::<Vec<_>>(),
            ["a", "c"]
        );
        assert_eq!(all((Ok(1), Ok("dua"))), Ok((1, "dua")));
    }
}
