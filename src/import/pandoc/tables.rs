//! Tables that are drawn: Pandoc's simple, multiline and grid tables as rows of cells; a table that is not drawn cleanly is
//! none.

/// A table and the lines that it takes.
pub(super) struct Table {
    /// Its rows, the head first; a table without one has an empty row there
    pub(super) rows: Vec<Vec<String>>,
    pub(super) used: usize,
}

/// The table at the head of some lines.
pub(super) fn table(lines: &[&str]) -> Option<Table> {
    let first = lines.first()?;
    if is_border(first) { grid(lines) } else { dashed(lines) }
}

fn is_border(line: &str) -> bool {
    let line = line.trim_end();
    line.starts_with("+-") && line.ends_with('+') && line.chars().all(|c| "+-=:".contains(c))
}

/// A table within lines of `+---+`.
fn grid(lines: &[&str]) -> Option<Table> {
    let border = lines.first()?.trim_end();
    let columns: Vec<usize> = border.char_indices().filter(|(_, c)| *c == '+').map(|(at, _)| at).collect();
    let mut rows = Vec::new();
    let mut row = vec![String::new(); columns.len().checked_sub(1)?];
    let mut has_head = false;
    let mut used = 1;
    for line in lines.iter().skip(1).map(|line| line.trim_end()) {
        if line.starts_with('+') {
            // A border with other columns would join cells.
            let same =
                line.char_indices().filter(|(_, c)| *c == '+').map(|(at, _)| at).eq(columns.iter().copied());
            if !same || !line.chars().all(|c| "+-=:".contains(c)) {
                return None;
            }
            has_head |= line.contains('=') && rows.is_empty();
            rows.push(std::mem::replace(&mut row, vec![String::new(); columns.len() - 1]));
        } else if line.starts_with('|') {
            let cells: Vec<char> = line.chars().collect();
            for (cell, pair) in row.iter_mut().zip(columns.windows(2)) {
                let [from, to] = pair else { return None };
                if cells.get(*to) != Some(&'|') {
                    return None;
                }
                let words: String = cells.get(from + 1..*to)?.iter().collect();
                add(cell, &words);
            }
        } else {
            break;
        }
        used += 1;
    }
    finish(rows, has_head, used)
}

/// A table whose columns are rows of dashes.
fn dashed(lines: &[&str]) -> Option<Table> {
    let full = |line: &str| line.len() > 4 && line.trim_end().chars().all(|c| c == '-');
    let opens = full(lines.first()?);
    let ruler =
        (0..lines.len().min(6)).find(|at| lines.get(*at).is_some_and(|line| columns(line).len() > 1))?;
    if !opens && ruler > 1 || lines.iter().take(ruler).any(|line| line.trim().is_empty()) {
        return None;
    }
    let columns = columns(lines.get(ruler)?);
    let mut head = vec![String::new(); columns.len()];
    for line in lines.iter().take(ruler).skip(usize::from(opens)) {
        cut(line, &columns, &mut head);
    }
    let has_head = head.iter().any(|cell| !cell.is_empty());
    let mut rows = if has_head { vec![head] } else { Vec::new() };
    let mut row = vec![String::new(); columns.len()];
    let mut used = ruler + 1;
    // A table without a head, or of several lines a row, ends with dashes.
    let closed = opens || !has_head;
    for line in lines.iter().skip(ruler + 1) {
        used += 1;
        let ends = if closed {
            full(line) || self_ruler(line, &columns)
        } else {
            line.trim().is_empty() || full(line)
        };
        if ends {
            push(&mut rows, &mut row);
            return finish(rows, has_head, used);
        }
        cut(line, &columns, &mut row);
        if !opens || line.trim().is_empty() {
            push(&mut rows, &mut row);
        }
    }
    if closed {
        return None;
    }
    push(&mut rows, &mut row);
    finish(rows, has_head, used)
}

fn self_ruler(line: &str, own: &[(usize, usize)]) -> bool {
    columns(line) == own
}

fn push(rows: &mut Vec<Vec<String>>, row: &mut Vec<String>) {
    if row.iter().any(|cell| !cell.is_empty()) {
        let empty = vec![String::new(); row.len()];
        rows.push(std::mem::replace(row, empty));
    }
}

/// The columns that a line of dashes draws.
fn columns(line: &str) -> Vec<(usize, usize)> {
    let line = line.trim_end();
    let mut columns: Vec<(usize, usize)> = Vec::new();
    if !line.contains('-') || !line.chars().all(|c| c == '-' || c == ' ') {
        return columns;
    }
    for (at, _) in line.char_indices().filter(|(_, c)| *c == '-') {
        match columns.last_mut() {
            Some((_, end)) if *end == at => *end += 1,
            _ => columns.push((at, at + 1)),
        }
    }
    // Three dashes with blanks between them are a rule.
    if columns.iter().all(|(from, to)| to - from < 2) { Vec::new() } else { columns }
}

/// Adds the words of a line to the cells of a row: each column goes up to the next.
fn cut(line: &str, columns: &[(usize, usize)], row: &mut [String]) {
    let chars: Vec<char> = line.chars().collect();
    for (at, cell) in row.iter_mut().enumerate() {
        let from = if at == 0 { 0 } else { columns.get(at).map_or(0, |(from, _)| *from) };
        let to = columns.get(at + 1).map_or(chars.len(), |(from, _)| *from).min(chars.len());
        let words: String = chars.get(from.min(to)..to).unwrap_or_default().iter().collect();
        add(cell, &words);
    }
}

fn add(cell: &mut String, words: &str) {
    let words = words.trim().replace('|', "\\|");
    if !words.is_empty() {
        if !cell.is_empty() {
            cell.push(' ');
        }
        cell.push_str(&words);
    }
}

fn finish(mut rows: Vec<Vec<String>>, has_head: bool, used: usize) -> Option<Table> {
    let columns = rows.first()?.len();
    if !has_head {
        rows.insert(0, vec![String::new(); columns]);
    }
    Some(Table { rows, used })
}
