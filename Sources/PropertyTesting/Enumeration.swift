/// Goes through every case of a small space, the simplest first: the last choice that has other values
/// takes the next one.
struct Enumeration {
  /// Spaces in which one case could have been more than this many are not gone through.
  let limit: Int
  private(set) var next: [Int64]? = []

  init(limit: Int) { self.limit = limit }

  /// Whether everything was gone through.
  private(set) var isComplete = false

  mutating func advance(after recording: Recording) {
    next = nil
    var ways: UInt64 = 1
    for choice in recording.choices {
      let (product, overflow) = ways.multipliedReportingOverflow(by: choice.bounds.ways)
      if overflow || product > UInt64(limit) { return }
      ways = product
    }
    var choices = recording.choices
    while let last = choices.popLast() {
      let following =
        last.value == last.bounds.upperBound ? last.bounds.lowerBound : last.value + 1
      if following != last.origin {
        next = choices.map(\.value) + [following]
        return
      }
    }
    isComplete = true
  }
}
