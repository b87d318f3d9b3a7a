/// One run of a property: the choices it makes, and what is noted about it.
///
/// Generators draw all they need from it. It makes new choices at random, or repeats given ones and then
/// makes the simplest: that is how failures are made simpler and reproduced.
///
/// Not for use after the run, nor from several tasks at once.
public final class TestCase {
  @usableFromInline @exclusivity(unchecked) var choices: ContiguousArray<Choice> = []
  @exclusivity(unchecked) var spans: ContiguousArray<Span> = []
  @exclusivity(unchecked) var innermost = -1
  /// The choices to repeat.
  @usableFromInline @exclusivity(unchecked) var given: [Int64] = []
  /// Whether choices that are not given are made at random.
  @usableFromInline @exclusivity(unchecked) var isRandom = false
  @usableFromInline @exclusivity(unchecked) var random = RandomNumbers(seed: 0, stream: 0)
  /// How large things should be, from 0 to 100.
  @usableFromInline @exclusivity(unchecked) var size = 100
  @exclusivity(unchecked) var events = Events()
  /// Set while the run is told to somebody, so that values are worth describing.
  @exclusivity(unchecked) var story: [String]?
  /// Whether a case is worth running once its input is drawn.
  @exclusivity(unchecked) var isWorthRunning: ((Recording) -> Bool)?

  /// What is noted about a run, for statistics.
  struct Events {
    var labels: [String] = []
    var coverage: [Requirement] = []
    var score: Double?
    var isEmpty: Bool { labels.isEmpty && coverage.isEmpty && score == nil }
  }

  struct Requirement {
    var label: String
    /// A probability.
    var share: Double
    var isMet: Bool
  }

  /// More choices than this are not made in one case.
  @usableFromInline static var mostChoices: Int { 50_000 }

  @usableFromInline init() {
    choices.reserveCapacity(64)
    spans.reserveCapacity(64)
  }

  @usableFromInline
  func begin() {
    choices.removeAll(keepingCapacity: true)
    spans.removeAll(keepingCapacity: true)
    innermost = -1
    if !events.isEmpty { events = Events() }
  }

  var recording: Recording { Recording(choices: choices, spans: spans) }

  // MARK: - Drawing

  /// A value from a generator.
  ///
  /// - Throws: ``Rejection`` if the generator gives up.
  @inlinable
  public func draw<Value>(_ generator: Generator<Value>) throws -> Value {
    try generator.body(self)
  }

  /// A whole number within bounds, shrinking towards `origin`.
  ///
  /// - Throws: ``Rejection`` if the case has made too many choices.
  @inlinable
  public func choose(in bounds: ClosedRange<Int64>, origin: Int64) throws -> Int64 {
    let value =
      choices.count < given.count ? repeated(bounds) : isRandom ? sample(bounds, origin) : origin
    return try record(value, in: bounds, origin: origin)
  }

  /// Whether something is so, with a probability; shrinking towards not.
  ///
  /// - Throws: ``Rejection`` if the case has made too many choices.
  @inlinable
  public func flip(probability: Double = 0.5) throws -> Bool {
    let value: Int64
    if choices.count < given.count {
      value = repeated(0...1)
    } else if isRandom {
      value = Double(random.next() >> 11) * 0x1p-53 < probability ? 1 : 0
    } else {
      value = 0
    }
    return try record(value, in: 0...1, origin: 0) == 1
  }

  /// A number below a bound, all alike likely; shrinking towards 0.
  ///
  /// - Throws: ``Rejection`` if the case has made too many choices.
  @inlinable
  public func pick(below bound: Int) throws -> Int {
    precondition(bound > 0, "there is nothing to pick from")
    let bounds: ClosedRange<Int64> = 0...Int64(bound - 1)
    let value =
      choices.count < given.count
      ? repeated(bounds) : isRandom ? Int64(random.next(below: UInt64(bound))) : 0
    return Int(try record(value, in: bounds, origin: 0))
  }

  /// A number whose distribution the caller knows better.
  @inlinable
  func choose(
    in bounds: ClosedRange<Int64>, origin: Int64, sampling: (inout RandomNumbers) -> Int64
  ) throws -> Int64 {
    let value =
      choices.count < given.count ? repeated(bounds) : isRandom ? sampling(&random) : origin
    return try record(value, in: bounds, origin: origin)
  }

  @inlinable
  func record(_ value: Int64, in bounds: ClosedRange<Int64>, origin: Int64) throws -> Int64 {
    guard choices.count < Self.mostChoices else { throw Rejection.tooManyChoices }
    choices.append(Choice(value, in: bounds, origin: origin))
    return value
  }

  @inlinable
  func repeated(_ bounds: ClosedRange<Int64>) -> Int64 {
    min(max(given[choices.count], bounds.lowerBound), bounds.upperBound)
  }

  /// Mostly small or mostly anything, sometimes at the edges, sometimes a value there was before or one
  /// near it: bugs live where values are extreme, or equal.
  @inlinable
  func sample(_ bounds: ClosedRange<Int64>, _ origin: Int64) -> Int64 {
    let (lower, upper) = (bounds.lowerBound, bounds.upperBound)
    let word = random.next()
    switch word & 63 {
    case 0: return lower
    case 1: return upper
    case 2: return origin
    case 3: return origin < upper ? origin + 1 : origin
    case 4, 5, 6, 7:
      if !choices.isEmpty {
        let earlier = choices[Int(random.next(below: UInt64(choices.count)))].value
        let near = word & 64 == 0 ? earlier : earlier &+ Int64((word >> 8) & 7) &- 4
        if bounds.contains(near) { return near }
      }
    default: break
    }
    let width = UInt64(bitPattern: upper &- lower)
    if width < 256 || (word & 64 == 0 && width < 1 << 20) {
      return lower &+ Int64(bitPattern: random.next(below: width &+ 1))
    }
    let bits = 2 + ((word >> 8) & 63) * UInt64(64 - width.leadingZeroBitCount) / 64
    let magnitude = random.next() >> (64 &- min(bits, 64))
    let isUp = word & 128 == 0
    let room = UInt64(bitPattern: isUp ? upper &- origin : origin &- lower)
    if magnitude <= room {
      return isUp
        ? origin &+ Int64(bitPattern: magnitude) : origin &- Int64(bitPattern: magnitude)
    }
    return lower &+ Int64(bitPattern: random.next(below: width &+ 1))
  }

  // MARK: - Spans

  /// Draws a part that belongs together: an element, a branch, a command. Shrinking deletes, replaces
  /// and reorders such parts.
  ///
  /// - Parameter label: What kind of part it is; parts of one kind can stand for each other.
  @inlinable
  public func part<Value>(_ label: Int = 0, _ draw: () throws -> Value) throws -> Value {
    let index = open(label)
    let value = try draw()
    close(index)
    return value
  }

  @usableFromInline
  func open(_ label: Int) -> Int {
    let index = spans.count
    spans.append(
      Span(label: label, choices: choices.count..<choices.count, parent: innermost))
    innermost = index
    return index
  }

  @usableFromInline
  func close(_ index: Int) {
    spans[index].choices = spans[index].choices.lowerBound..<choices.count
    innermost = spans[index].parent
  }

  // MARK: - Notes

  /// Leaves out this case unless a condition holds.
  ///
  /// - Throws: ``Rejection``.
  @inlinable
  public func assume(_ condition: Bool) throws {
    if !condition { throw Rejection.assumption }
  }

  /// Counts this case under a label, for the statistics.
  public func label(_ label: String) { events.labels.append(label) }

  /// Requires that at least a share of all cases meets a condition.
  public func cover(_ label: String, atLeast share: Double, _ condition: Bool) {
    events.coverage.append(Requirement(label: label, share: share, isMet: condition))
  }

  /// Steers generation towards cases in which this value is large.
  public func maximise(_ value: Double) {
    events.score = max(events.score ?? -.infinity, value)
  }

  /// Tells something about a case, shown for the smallest failing one only.
  public func note(_ text: @autoclosure () -> String) { story?.append(text()) }

  /// To be called between drawing the input and running a property on it that draws as it goes: cases
  /// with the same input as one before end here.
  ///
  /// - Throws: ``Rejection/known``.
  public func willRun() throws {
    if let isWorthRunning, !isWorthRunning(recording) { throw Rejection.known }
  }
}

/// Why a case counts neither as passed nor as failed.
public enum Rejection: Error, Hashable, Sendable {
  /// ``TestCase/assume(_:)`` did not hold.
  case assumption
  /// A filter found nothing that it lets through.
  case filter
  /// The case became too large.
  case tooManyChoices
  /// The same choices were made before.
  case known
}
