import PropertyTesting
import Testing

/// A property that fails, with its simplest failing cases.
///
/// Most are from the shrinking challenge of MacIver and others
/// (https://github.com/jlink/shrinking-challenge).
struct ShrinkingChallenge: Sendable {
  var name: String
  /// The simplest cases, as text.
  var simplest: [String]
  /// How many evaluations the median run may take from the first failure on; nil where nobody has told.
  var evaluations: Int?
  var property: @Sendable () -> PropertyTest
}

/// The property does not hold.
struct DoesNotHold: Error {}

private func expect(_ condition: Bool) throws {
  if !condition { throw DoesNotHold() }
}

extension ShrinkingChallenge: CustomTestStringConvertible {
  var testDescription: String { name }

  static let all = [
    ShrinkingChallenge(name: "reverse", simplest: ["[0, 1]"], evaluations: 18) {
      PropertyTest(.arrays(of: Generator<Int>.integers())) { list, _ in
        try expect(list == Array(list.reversed()))
      }
    },
    ShrinkingChallenge(
      name: "distinct", simplest: ["[0, 1, -1]", "[0, 1, 2]"], evaluations: 48
    ) {
      PropertyTest(.arrays(of: Generator<Int>.integers())) { list, _ in
        try expect(Set(list).count < 3)
      }
    },
    ShrinkingChallenge(
      name: "large union list",
      simplest: ["[[0, 1, -1, 2, -2]]", "[[0, 1, 2, 3, 4]]", "[[0, 1, -1, 2, 3]]"],
      evaluations: 234
    ) {
      PropertyTest(.arrays(of: .arrays(of: Generator<Int>.integers()))) { lists, _ in
        try expect(Set(lists.joined()).count <= 4)
      }
    },
    ShrinkingChallenge(name: "lengthlist", simplest: ["[900]"], evaluations: 92) {
      PropertyTest(
        Generator<Int>.integers(in: 1...100).flatMap {
          .arrays(of: Generator<Int>.integers(in: 0...1_000), count: $0)
        }
      ) { (list: [Int], _) in
        try expect(list.allSatisfy { $0 < 900 })
      }
    },
    ShrinkingChallenge(
      name: "nested lists", simplest: ["[[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]]"], evaluations: 86
    ) {
      PropertyTest(.arrays(of: .arrays(of: Generator<Int>.integers()))) { lists, _ in
        try expect(lists.reduce(0) { $0 + $1.count } <= 10)
      }
    },
    ShrinkingChallenge(name: "deletion", simplest: ["([0, 0], 0)"], evaluations: 21) {
      PropertyTest(
        Generator<[Int]>.arrays(of: .integers(), count: 1...1_000).flatMap { list in
          Generator<Int>.integers(in: 0..<list.count).map { (list, $0) }
        }
      ) { (input: ([Int], Int), _) in
        var list = input.0
        let value = list.remove(at: input.1)
        try expect(!list.contains(value))
      }
    },
    ShrinkingChallenge(
      name: "calculator", simplest: ["(0 / (0 + 0))", "(0 / (0 / 1))"], evaluations: 96
    ) {
      PropertyTest(Expression.generator) { expression, test in
        try test.assume(!expression.dividesByLiteralZero)
        _ = try expression.value
      }
    },
    ShrinkingChallenge(
      name: "bound5",
      simplest: permutations(of: ["[-32768]", "[-1]", "[]", "[]", "[]"]).map {
        "[\($0.joined(separator: ", "))]"
      }, evaluations: 202
    ) {
      PropertyTest(
        .arrays(of: .arrays(of: Generator<Int16>.integers(), count: 0...10), count: 5)
      ) { lists, test in
        let sums = lists.map { $0.reduce(0, &+) }
        try test.assume(sums.allSatisfy { $0 < 256 })
        try expect(sums.reduce(0, &+) < 5 * 256)
      }
    },
    ShrinkingChallenge(name: "difference must not be zero", simplest: ["(10, 10)"]) {
      PropertyTest(pairs) { pair, _ in try expect(pair.0 < 10 || pair.0 != pair.1) }
    },
    ShrinkingChallenge(name: "difference must not be small", simplest: ["(10, 6)"]) {
      PropertyTest(pairs) { pair, _ in
        try expect(pair.0 < 10 || !(1...4).contains(abs(pair.0 - pair.1)))
      }
    },
    ShrinkingChallenge(name: "difference must not be one", simplest: ["(10, 9)"]) {
      PropertyTest(pairs) { pair, _ in try expect(pair.0 < 10 || abs(pair.0 - pair.1) != 1) }
    },
    ShrinkingChallenge(name: "coupling", simplest: ["[1, 0]"]) {
      PropertyTest(.arrays(of: Generator<Int>.integers(in: 0...10), count: 1...100)) { list, test in
        try test.assume(list.allSatisfy { $0 < list.count })
        try expect(list.indices.allSatisfy { list[$0] == $0 || list[list[$0]] != $0 })
      }
    },
    ShrinkingChallenge(
      name: "binary heap",
      simplest: ["(0, (1, nil, nil), (0, nil, nil))"]
    ) {
      PropertyTest(Heap.generator) { heap, _ in
        let merged = try heap.flattened
        try expect(merged.sorted() == merged)
        try expect(merged.count == heap.count)
      }
    },
  ]

  private static let pairs = Generator.tuples(
    Generator<Int>.integers(in: 0...Int.max), Generator<Int>.integers(in: 0...Int.max))
}

func permutations(of all: [String]) -> [[String]] {
  guard all.count > 1 else { return [all] }
  return all.indices.flatMap { index in
    var rest = all
    let first = rest.remove(at: index)
    return permutations(of: rest).map { [first] + $0 }
  }
}

/// A sum or quotient of numbers.
indirect enum Expression: CustomStringConvertible, Sendable {
  case number(Int)
  case sum(Expression, Expression)
  case quotient(Expression, Expression)

  struct DivisionByZero: Error {}

  static let generator = Generator<Expression>.recursive(
    leaves: Generator<Int>.integers().map { .number($0) }
  ) { smaller in
    Generator { test in
      let isQuotient = try test.flip()
      let (left, right) = (try test.draw(smaller), try test.draw(smaller))
      return isQuotient ? .quotient(left, right) : .sum(left, right)
    }
  }

  var description: String {
    switch self {
    case .number(let number): "\(number)"
    case .sum(let left, let right): "(\(left) + \(right))"
    case .quotient(let left, let right): "(\(left) / \(right))"
    }
  }

  var dividesByLiteralZero: Bool {
    switch self {
    case .number: false
    case .sum(let left, let right): left.dividesByLiteralZero || right.dividesByLiteralZero
    case .quotient(_, .number(0)): true
    case .quotient(let left, let right): left.dividesByLiteralZero || right.dividesByLiteralZero
    }
  }

  var value: Int {
    get throws {
      switch self {
      case .number(let number): return number
      case .sum(let left, let right): return try left.value &+ right.value
      case .quotient(let left, let right):
        let (dividend, divisor) = (try left.value, try right.value)
        if divisor == 0 { throw DivisionByZero() }
        return dividend.dividedReportingOverflow(by: divisor).partialValue
      }
    }
  }
}

/// A binary heap, flattened by a method with a mistake.
final class Heap: CustomStringConvertible, Sendable {
  let value: Int
  let left: Heap?
  let right: Heap?

  init(_ value: Int, _ left: Heap?, _ right: Heap?) {
    self.value = value
    self.left = left
    self.right = right
  }

  static let generator = Generator<Heap?> { test in try heap(above: 0, depth: 4, test) }.map {
    $0 ?? Heap(0, nil, nil)
  }

  private static func heap(above least: Int, depth: Int, _ test: TestCase) throws -> Heap? {
    try test.part {
      guard try test.flip(probability: depth > 0 ? 0.5 : 0) else { return nil }
      let value = try test.draw(.integers(in: least...1_000))
      return Heap(
        value, try heap(above: value, depth: depth - 1, test),
        try heap(above: value, depth: depth - 1, test))
    }
  }

  var count: Int { 1 + (left?.count ?? 0) + (right?.count ?? 0) }

  var description: String {
    "(\(value), \(left?.description ?? "nil"), \(right?.description ?? "nil"))"
  }

  /// The values in order, if the heap were merged correctly.
  var flattened: [Int] {
    get throws {
      var values = [value]
      var waiting = [left, right].compactMap { $0 }
      while !waiting.isEmpty {
        let heap = waiting.removeFirst()
        values.append(heap.value)
        waiting += [heap.left, heap.right].compactMap { $0 }
      }
      return values
    }
  }
}
