import HeapModule

/// What happens when, in ticks: in a tick in the order in which it was entered.
///
/// The ticks that come next each have a list of their own; what is further away waits in a heap.
struct Calendar {
  private static let length = 1 << 10

  private struct Later: Comparable {
    var tick: Int
    var order: Int
    var entry: Int32

    static func < (left: Self, right: Self) -> Bool {
      left.tick == right.tick ? left.order < right.order : left.tick < right.tick
    }
  }

  /// The tick that it is.
  private(set) var now = 0
  private var ticks = (0..<length).map { _ in Table<Int32>() }
  /// The entries of the present tick, and how many of them were taken.
  private(set) var present = Table<Int32>()
  private(set) var taken = 0
  /// How many entries there are in lists.
  private var entries = 0
  private var later: Heap<Later> = []
  private var order = 0

  mutating func enter(_ entry: Int32, after delay: Int) {
    if delay == 0 {
      present.append(entry)
      entries += 1
    } else if delay < Self.length {
      ticks[(now + delay) & (Self.length - 1)].append(entry)
      entries += 1
    } else {
      order += 1
      later.insert(Later(tick: now + delay, order: order, entry: entry))
    }
  }

  /// What comes next; time goes on until then. Nil if there is nothing left.
  @inline(__always)
  mutating func next(lastFirst: Bool = false) -> Int32? {
    while true {
      if taken < present.count {
        entries -= 1
        if lastFirst { return present.popLast() }
        taken += 1
        return present[taken - 1]
      }
      if entries == 0, later.isEmpty { return nil }
      goOn()
    }
  }

  private mutating func goOn() {
    present.removeAll()
    taken = 0
    if entries == 0, let next = later.min { now = max(now + 1, next.tick) } else { now += 1 }
    swap(&present, &ticks[now & (Self.length - 1)])
    while let next = later.min, next.tick <= now {
      _ = later.removeMin()
      present.append(next.entry)
      entries += 1
    }
  }
}
