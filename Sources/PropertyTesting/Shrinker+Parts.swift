/// Passes that delete, replace and reorder parts.
extension Shrinker {
  /// Nothing but simplest choices.
  func simplifyEverything() async throws { _ = try await propose([]) }

  /// Leaves out elements of collections, several neighbours at once where that works: for collections
  /// of which most elements do not matter.
  func deleteParts() async throws {
    var first = 0
    while first < best.spans.count {
      defer { first += 1 }
      let group = best.siblings(of: first)
      guard group.first == first, best.spans[first].label == Labels.element || group.count > 1
      else { continue }
      var last = group.count - 1
      while last >= 0 {
        let current = best.siblings(of: first)
        guard last < current.count else {
          last = current.count - 1
          continue
        }
        let base = best
        let count = try await largest(upTo: last + 1) { count in
          let deleted = current[(last - count + 1)...last]
          return try await self.propose(
            base.values(without: deleted.map { base.spans[$0].choices }))
        }
        last -= max(count, 1)
        guard first < best.spans.count else { break }
      }
    }
  }

  /// Puts a part of the same kind from inside in the place of a part: for trees of which one branch is
  /// enough.
  func replaceByInner() async throws {
    var outer = 0
    while outer < best.spans.count {
      let span = best.spans[outer]
      var isReplaced = false
      for inner in best.spans.indices.dropFirst(outer + 1) {
        let part = best.spans[inner]
        guard part.choices.lowerBound < span.choices.upperBound else { break }
        guard part.label == span.label, part.choices.count < span.choices.count,
          best.contains(inner, in: outer)
        else { continue }
        var values = best.values
        values.replaceSubrange(span.choices, with: values[part.choices])
        if try await propose(values) {
          isReplaced = true
          break
        }
      }
      if !isReplaced { outer += 1 }
    }
  }

  /// Makes whole parts as simple as can be: for parts that do not matter but have to be there.
  func simplifyParts() async throws {
    var index = 0
    while index < best.spans.count {
      let choices = best.spans[index].choices
      if choices.count > 1, choices.contains(where: { !best.choices[$0].isSimplest }) {
        var values = best.values
        for choice in choices { values[choice] = best.choices[choice].origin }
        _ = try await propose(values)
      }
      index += 1
    }
  }

  /// Puts elements into order, simple ones first: for collections whose order does not matter.
  func sortParts() async throws {
    var first = 0
    while first < best.spans.count {
      defer { first += 1 }
      let group = best.siblings(of: first)
      guard group.count > 1, group.first == first else { continue }
      let contents = group.map { Array(best.choices[best.spans[$0].choices]) }
      let sorted = contents.sorted { $0.isSimpler(than: $1) }
      if sorted == contents { continue }
      if try await propose(best.values(replacing: group, by: sorted)) { continue }
      for index in group.indices.dropFirst() {
        try await sink(index, among: first)
      }
    }
  }

  /// Moves a part before those that are not simpler, as far as it goes.
  private func sink(_ index: Int, among first: Int) async throws {
    var index = index
    while index > 0 {
      let group = best.siblings(of: first)
      guard index < group.count else { return }
      var contents = group.map { Array(best.choices[best.spans[$0].choices]) }
      guard contents[index].isSimpler(than: contents[index - 1]) else { return }
      contents.swapAt(index, index - 1)
      guard try await propose(best.values(replacing: group, by: contents)) else { return }
      index -= 1
    }
  }

  /// Leaves out single choices and neighbouring pairs: for generators that loop without parts.
  func deleteChoices() async throws {
    for width in [2, 1] {
      var index = best.choices.count - width
      while index >= 0 {
        if index + width <= best.choices.count {
          _ = try await propose(best.values(without: [index..<index + width]))
        }
        index -= 1
      }
    }
  }
}

extension Recording {
  /// The spans of the same kind in the same span, with it.
  func siblings(of index: Int) -> [Int] {
    let span = spans[index]
    return spans.indices.filter {
      spans[$0].parent == span.parent && spans[$0].label == span.label && !spans[$0].choices.isEmpty
    }
  }

  func contains(_ inner: Int, in outer: Int) -> Bool {
    var parent = spans[inner].parent
    while parent > outer { parent = spans[parent].parent }
    return parent == outer
  }

  /// The values without those at some places, in ascending order.
  func values(without deleted: [Range<Int>]) -> [Int64] {
    var values = values
    for range in deleted.reversed() { values.removeSubrange(range) }
    return values
  }

  /// The values with other contents for some spans, in ascending order.
  func values(replacing group: [Int], by contents: [[Choice]]) -> [Int64] {
    var values = values
    for (index, content) in zip(group, contents).reversed() {
      values.replaceSubrange(spans[index].choices, with: content.map(\.value))
    }
    return values
  }
}

extension [Choice] {
  func isSimpler(than other: [Choice]) -> Bool {
    if count != other.count { return count < other.count }
    for (mine, others) in zip(self, other) {
      if mine.isSimpler(than: others) { return true }
      if others.isSimpler(than: mine) { return false }
    }
    return false
  }
}
