/// One choice of a test case: a whole number within bounds.
///
/// Everything that a generator draws comes down to such choices, so whatever makes choices simpler makes
/// values simpler.
@usableFromInline
struct Choice: Hashable, Sendable {
  @usableFromInline var value: Int64
  @usableFromInline let bounds: ClosedRange<Int64>
  /// The simplest value there is.
  @usableFromInline let origin: Int64

  @inlinable
  init(_ value: Int64, in bounds: ClosedRange<Int64>, origin: Int64) {
    self.value = value
    self.bounds = bounds
    self.origin = origin
  }

  /// How far the value is from the simplest one.
  var distance: UInt64 { value.distance(from: origin) }

  var isSimplest: Bool { value == origin }

  /// Whether it is simpler than another: nearer to its origin, and at the same distance above it.
  func isSimpler(than other: Choice) -> Bool {
    if distance != other.distance { return distance < other.distance }
    return value >= origin && other.value < other.origin
  }

  /// Whether both have the same value and could have had the same others.
  func isLike(_ other: Choice) -> Bool {
    value == other.value && bounds == other.bounds && origin == other.origin
  }
}

extension Int64 {
  func distance(from origin: Int64) -> UInt64 {
    self >= origin
      ? UInt64(bitPattern: self &- origin) : UInt64(bitPattern: origin &- self)
  }

  /// The number at a distance from this one, up or down; nil past the bounds.
  func moved(by distance: UInt64, up: Bool, within bounds: ClosedRange<Int64>) -> Int64? {
    if up {
      guard UInt64(bitPattern: bounds.upperBound &- self) >= distance else { return nil }
      return self &+ Int64(bitPattern: distance)
    }
    guard UInt64(bitPattern: self &- bounds.lowerBound) >= distance else { return nil }
    return self &- Int64(bitPattern: distance)
  }

  /// The number at a distance, coming back in at one bound where it goes out at the other.
  func wrapped(by distance: UInt64, up: Bool, within bounds: ClosedRange<Int64>) -> Int64 {
    let distance = bounds.ways == .max ? distance : distance % bounds.ways
    if let inside = moved(by: distance, up: up, within: bounds) { return inside }
    let back = bounds.ways &- distance
    return moved(by: back, up: !up, within: bounds) ?? self
  }
}

/// A part of a test case that belongs together: an element of a collection, a branch of a tree, a
/// command.
struct Span: Hashable, Sendable {
  /// What it is; parts of one kind can stand for each other.
  var label: Int
  var choices: Range<Int>
  /// The index of the innermost span around it; -1 if there is none.
  var parent: Int
}

/// The choices of a test case that was run, and which belong together.
struct Recording: Sendable {
  var choices: ContiguousArray<Choice> = []
  var spans: ContiguousArray<Span> = []

  var values: [Int64] { choices.map(\.value) }

  /// Whether it has fewer choices than another, or else simpler ones, earlier ones first.
  func isSimpler(than other: Recording) -> Bool {
    if choices.count != other.choices.count { return choices.count < other.choices.count }
    for (mine, others) in zip(choices, other.choices) {
      if mine.isSimpler(than: others) { return true }
      if others.isSimpler(than: mine) { return false }
    }
    return false
  }
}

extension ClosedRange<Int64> {
  /// How many values there are, as far as a number can say.
  var ways: UInt64 {
    let width = UInt64(bitPattern: upperBound &- lowerBound)
    return width == .max ? width : width + 1
  }
}
