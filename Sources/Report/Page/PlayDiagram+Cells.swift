extension PlayDiagram {
  /// A row as the cells of a table: empty ones, one for a move, or one from payer to payee.
  struct Cells {
    var number: Int
    var note: String?
    var cells: [Cell]
  }

  struct Cell {
    /// How many columns it is broad.
    var span = 1
    var isEmpty = false
    var isMove = false
    /// Whether it is not what is prescribed.
    var isDeviation = false
    var arrow: String?
    var label = ""
    var remark: String?
    /// The whole in words.
    var words = ""
  }

  var cells: [Cells] {
    rows.enumerated().map { place, row in
      let count = row.times > 1 ? "\(row.times) × " : ""
      switch row.event {
      case .note(let text): return Cells(number: place + 1, note: text, cells: [])
      case .move(let column, let option, let attribute, let prescribed):
        let name = columns[column].name
        let cell = Cell(
          isMove: true, isDeviation: prescribed != nil, label: count + option,
          remark: prescribed.map { "not \($0)" } ?? attribute,
          words: "\(name), \(attribute): ")
        return Cells(number: place + 1, cells: around(cell, from: column, to: column))
      case .payment(let from, let to, let amount, let formula):
        let remark = formula.flatMap { $0 == "\(amount)" ? nil : $0 }
        let cell = Cell(
          span: abs(from - to) + 1, arrow: from == to ? "within" : from < to ? "right" : "left",
          label: "\(count)\(amount)", remark: remark,
          words: "\(columns[from].name) to \(columns[to].name): ")
        return Cells(number: place + 1, cells: around(cell, from: min(from, to), to: max(from, to)))
      }
    }
  }

  private func around(_ cell: Cell, from first: Int, to last: Int) -> [Cell] {
    let empty = Cell(isEmpty: true)
    return Array(repeating: empty, count: first) + [cell]
      + Array(repeating: empty, count: columns.count - last - 1)
  }
}
