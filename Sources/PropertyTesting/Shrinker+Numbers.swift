/// Passes that make numbers simpler.
extension Shrinker {
  /// All numbers as simple as can be, in one go: for failures that are about the shape alone.
  func simplifyNumbers() async throws {
    _ = try await propose(best.choices.map { $0.bounds.ways > 2 ? $0.origin : $0.value })
  }

  /// Brings each number near its simplest value, by itself.
  func lowerNumbers() async throws {
    var index = 0
    while index < best.choices.count {
      try await lower([index])
      index += 1
    }
  }

  /// Brings numbers that are equal near their simplest value together: for failures that need equality.
  func lowerEqualNumbers() async throws {
    var index = 0
    while index < best.choices.count {
      let choice = best.choices[index]
      let equal = best.choices.indices.filter { best.choices[$0].isLike(choice) }
      if equal.count > 1, equal.first == index, choice.bounds.ways > 2, !choice.isSimplest {
        try await lower(equal)
      }
      index += 1
    }
  }

  /// Brings numbers that are alike near their simplest value: there at once, or next to it, or else by
  /// halving the distance that is known not to do.
  private func lower(_ indices: [Int]) async throws {
    let choice = best.choices[indices[0]]
    guard !choice.isSimplest else { return }
    func set(_ value: Int64?) async throws -> Bool {
      guard let value, choice.bounds.contains(value), let last = indices.last,
        last < best.choices.count
      else { return false }
      var values = best.values
      for index in indices { values[index] = value }
      return try await propose(values)
    }
    func at(_ distance: UInt64, up: Bool) -> Int64? {
      choice.origin.moved(by: distance, up: up, within: choice.bounds)
    }
    if try await set(choice.origin) { return }
    var isUp = choice.value > choice.origin
    if !isUp, try await set(at(choice.distance, up: true)) { isUp = true }
    guard choice.distance > 1 else { return }
    if try await set(at(1, up: isUp)) { return }
    if choice.distance > 2, try await set(at(2, up: isUp)) { return }
    var (low, high) = (min(2, choice.distance - 1), choice.distance)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if try await set(at(middle, up: isUp)) { high = middle } else { low = middle }
    }
  }

  /// Lowers a number and leaves out as many parts after it: for lengths that were drawn first.
  func lowerAndDelete() async throws {
    var index = 0
    while index < best.choices.count {
      var first = 0
      while first < best.spans.count, index < best.choices.count {
        let choice = best.choices[index]
        let group = best.siblings(of: first)
        guard choice.value > choice.origin, choice.bounds.ways > 2 else { break }
        if group.first == first, best.spans[first].choices.lowerBound > index {
          try await lower(index, deletingFrom: group)
        }
        first += 1
      }
      index += 1
    }
  }

  private func lower(_ index: Int, deletingFrom group: [Int]) async throws {
    var place = 0
    let first = group[0]
    while first < best.spans.count, index < best.choices.count {
      let base = best
      let group = base.siblings(of: first)
      let choice = base.choices[index]
      guard place < group.count else { return }
      let most = min(group.count - place, Int(clamping: choice.distance))
      let count = try await largest(upTo: most) { count in
        let deleted = group[place..<place + count].map { base.spans[$0].choices }
        var values = base.values(without: deleted)
        values[index] = choice.value - Int64(count)
        return try await self.propose(values)
      }
      let isShorter = first < best.spans.count && best.siblings(of: first).count < group.count
      if count == 0 || !isShorter { place += 1 }
    }
  }

  /// Leaves out an element and lowers every number above its place by one: for traces that speak of
  /// elements, or agents, by number.
  func deleteAndDecrement() async throws {
    var index = 0
    while index < best.spans.count {
      let group = best.siblings(of: index)
      if let place = group.firstIndex(of: index), group.count > 1 {
        let deleted = best.spans[index].choices
        var values = best.values
        for other in best.choices.indices
        where best.choices[other].bounds.ways > 2 && best.choices[other].value > Int64(place)
          && best.choices[other].value > best.choices[other].bounds.lowerBound
        {
          values[other] -= 1
        }
        values.removeSubrange(deleted)
        if try await propose(values) { continue }
      }
      index += 1
    }
  }

  /// Lowers two numbers by the same: for failures that need a difference.
  func lowerTogether() async throws {
    try await forEachPair { first, second in
      let base = self.best
      let (one, other) = (base.choices[first], base.choices[second])
      guard one.value > one.origin, other.value > other.origin else { return }
      try await self.farthest(upTo: min(one.distance, other.distance)) { amount in
        var values = base.values
        values[first] = one.value &- Int64(bitPattern: amount)
        values[second] = other.value &- Int64(bitPattern: amount)
        return try await self.propose(values)
      }
    }
  }

  /// Lowers a number and raises a later one by the same, past its bound to the other if need be: for
  /// failures that need a sum, or one that overflows.
  func lowerOneRaiseOther() async throws {
    try await forEachPair { first, second in
      let base = self.best
      let (one, other) = (base.choices[first], base.choices[second])
      guard !one.isSimplest else { return }
      let isDown = one.value > one.origin
      func move(_ amount: UInt64) async throws -> Bool {
        guard let lowered = one.value.moved(by: amount, up: !isDown, within: one.bounds)
        else { return false }
        let raised = other.value.wrapped(by: amount, up: isDown, within: other.bounds)
        var values = base.values
        values[first] = lowered
        values[second] = raised
        return try await self.propose(values)
      }
      if try await move(one.distance) { return }
      try await self.farthest(upTo: one.distance - 1, move)
    }
  }

  /// Pairs of numbers, the second not far behind the first.
  private func forEachPair(_ visit: (Int, Int) async throws -> Void) async throws {
    var first = 0
    while first < best.choices.count {
      var second = first + 1
      var seen = 0
      while second < best.choices.count, first < best.choices.count, seen < Self.farthest {
        if best.choices[first].bounds.ways > 2, best.choices[second].bounds.ways > 2 {
          seen += 1
          try await visit(first, second)
        }
        second += 1
      }
      first += 1
    }
  }

  private static let farthest = 8
}
