/// The candidate that was probably meant by a misspelt name: the nearest within two edits, or within
/// a third of the name's length; of a name of up to three characters, within one. Of equally near ones, the first in alphabetical order. None among
/// thousands: guessing would take too long.
///
/// - Complexity: O(candidates × length²).
package func nearest(to name: String, among candidates: some Collection<String>) -> String? {
  let length = name.count
  guard length <= 100, candidates.count <= 2_000 else { return nil }
  let allowed = length <= 3 ? 1 : max(2, length / 3)
  var best: (distance: Int, name: String)?
  for candidate in candidates where candidate != name && abs(candidate.count - length) <= allowed {
    let distance = editDistance(name, candidate)
    // Replacing every letter is not a misspelling.
    guard distance <= allowed, distance < max(length, candidate.count) else { continue }
    if best.map({ (distance, candidate) < $0 }) ?? true { best = (distance, candidate) }
  }
  return best?.name
}

/// How many characters must be inserted, removed, replaced or exchanged with a neighbour
/// (restricted Damerau–Levenshtein distance).
func editDistance(_ left: String, _ right: String) -> Int {
  let a = Array(left.unicodeScalars)
  let b = Array(right.unicodeScalars)
  var rows = [Array(0...b.count)]
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var cost = min(row[j] + 1, rows[i][j + 1] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        cost = min(cost, rows[i - 1][j - 1] + 1)
      }
      row.append(cost)
    }
    rows.append(row)
  }
  return rows[a.count][b.count]
}
