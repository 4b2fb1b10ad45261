//! Rows under one another, each as high as its name and its marks need.

use super::names::Names;

/// White space above a name that stands above its row: where there is room, and at least.
const FURTHER: (f64, f64) = (20.0, 10.0);
/// A plot is so high at least, even of one row.
const LOWEST: f64 = 62.0;
/// In a high frame rows grow, up to so many times their height.
const MOST: f64 = 2.0;

/// What one row needs for its marks, in pixels: where there is room, and at least.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Need {
    pub(crate) marks: (f64, f64),
    /// What stands above its marks and below them, which is as high in any case.
    pub(crate) around: (f64, f64),
    /// White space to the next row.
    pub(crate) between: (f64, f64),
}

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Slot {
    /// Where its name begins, if that stands above.
    pub(crate) name: f64,
    /// The heights between which its marks stand.
    pub(crate) top: f64,
    pub(crate) bottom: f64,
}

impl Slot {
    pub(crate) fn middle(&self) -> f64 {
        f64::midpoint(self.top, self.bottom)
    }

    pub(crate) fn height(&self) -> f64 {
        self.bottom - self.top
    }
}

/// The rows of a plot.
pub(crate) struct Rows {
    /// The height of each name, and whether it adds to that of the marks.
    names: Vec<f64>,
    beside: bool,
    needs: Vec<Need>,
}

impl Rows {
    pub(crate) fn new(names: &Names, needs: Vec<Need>) -> Self {
        let heights: Vec<f64> = (0..needs.len()).map(|row| names.height(row)).collect();
        let beside = names.are_beside();
        // A name above must stand nearer to its own marks than to those of the row before.
        let further = |(need, height): (Need, &f64)| match beside || *height <= 0.0 {
            true => need,
            false => Need { between: (need.between.0.max(FURTHER.0), need.between.1.max(FURTHER.1)), ..need },
        };
        let needs = needs.into_iter().zip(&heights).map(further).collect();
        Self { names: heights, beside, needs }
    }

    /// The height of a row of which marks and white space have some height.
    fn row(&self, row: usize, marks: f64, between: f64) -> f64 {
        let (above, below) = self.around(row, marks);
        between + above + below
    }

    /// What a row takes above the middle of its marks, and below it. A name beside them stands around that middle.
    fn around(&self, row: usize, marks: f64) -> (f64, f64) {
        let (name, (above, below)) = (self.names[row], self.needs[row].around);
        let (above, below) = (above + marks / 2.0, below + marks / 2.0);
        if self.beside { (above.max(name / 2.0), below.max(name / 2.0)) } else { (name + above, below) }
    }

    /// The height of all rows, where there is room.
    pub(crate) fn full(&self) -> f64 {
        let all = self.needs.iter().enumerate().map(|(row, need)| self.row(row, need.marks.0, need.between.0));
        all.sum::<f64>().max(LOWEST)
    }

    /// The least height of all rows.
    pub(crate) fn least(&self) -> f64 {
        let all = self.needs.iter().enumerate().map(|(row, need)| self.row(row, need.marks.1, need.between.1));
        all.sum::<f64>().max(LOWEST)
    }

    /// The rows between two heights: as they are where there is room, closer where there is less, larger where there is more.
    pub(crate) fn place(&self, top: f64, bottom: f64) -> Vec<Slot> {
        let (full, least, height) = (self.full(), self.least(), bottom - top);
        let share = if full > least { ((height - least) / (full - least)).clamp(0.0, 1.0) } else { 1.0 };
        let between_of = |(full, least): (f64, f64)| least + (full - least) * share;
        // What is left over goes to marks and white space alike, but not without end.
        let stretch = |full: f64| {
            let names: f64 = if self.beside { 0.0 } else { self.names.iter().sum() };
            let fixed: f64 = names + self.needs.iter().map(|need| need.around.0 + need.around.1).sum::<f64>();
            if height > full && full > fixed { ((height - fixed) / (full - fixed)).min(MOST) } else { 1.0 }
        };
        let sum: f64 =
            self.needs.iter().enumerate().map(|(row, need)| self.row(row, need.marks.0, need.between.0)).sum();
        let stretch = stretch(sum);
        let used: f64 = self
            .needs
            .iter()
            .enumerate()
            .map(|(row, need)| self.row(row, between_of(need.marks) * stretch, between_of(need.between) * stretch))
            .sum();
        let spare = ((height - used) / f64::from(u32::try_from(self.needs.len().max(1)).unwrap_or(1))).max(0.0);
        let mut y = top;
        let mut slots = Vec::with_capacity(self.needs.len());
        for (row, need) in self.needs.iter().enumerate() {
            let (marks, between) = (between_of(need.marks) * stretch, between_of(need.between) * stretch);
            let high = self.row(row, marks, between) + spare;
            let inner = y + (high - self.row(row, marks, 0.0)) / 2.0;
            let middle = inner + self.around(row, marks).0;
            let (top, bottom) = (middle - marks / 2.0 - need.around.0, middle + marks / 2.0 + need.around.1);
            slots.push(Slot { name: inner, top, bottom });
            y += high;
        }
        slots
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(beside: bool) -> Rows {
        let need = Need { marks: (20.0, 10.0), around: (0.0, 0.0), between: (10.0, 5.0) };
        Rows { names: vec![17.0, 34.0], beside, needs: vec![need; 2] }
    }

    #[test]
    fn a_row_is_as_high_as_its_name_or_its_marks() {
        assert_eq!((rows(true).full(), rows(true).least()), (30.0 + 44.0, LOWEST));
        assert_eq!((rows(false).full(), rows(false).least()), (47.0 + 64.0, 32.0 + 49.0));
        let need = Need { marks: (20.0, 10.0), around: (0.0, 0.0), between: (0.0, 0.0) };
        let one = Rows { names: vec![0.0], beside: true, needs: vec![need] };
        assert_eq!((one.full(), one.least()), (LOWEST, LOWEST));
    }

    #[test]
    fn rows_fill_what_there_is_and_do_not_meet() {
        for beside in [true, false] {
            let rows = rows(beside);
            for height in [rows.least(), rows.full(), rows.full() * 1.5, rows.full() * 4.0] {
                let slots = rows.place(0.0, height);
                assert!(slots[0].top >= 0.0 && slots[1].bottom <= height + 1e-9, "{slots:?} in {height}");
                assert!(slots[0].bottom < slots[1].top && slots[0].height() >= 9.999, "{slots:?}");
                assert!(slots[0].height() <= 20.0 * MOST + 1e-9);
            }
        }
    }
}
